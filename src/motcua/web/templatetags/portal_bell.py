"""The bell in the portal's bar, for whoever is signed in."""

from __future__ import annotations

from typing import Any

from django import template

from motcua.accounts.models import Person
from motcua.notices.enums import Audience
from motcua.notices.queries import unread_count
from motcua.web.bell import shown_count

register = template.Library()


@register.inclusion_tag("components/portal_bell.html", takes_context=True)
def portal_bell(context: dict[str, Any]) -> dict[str, Any]:
    """The link to the notices with the number of unread ones; nothing, and no query, for a visitor."""
    person = context.get("user")
    if not isinstance(person, Person):
        return {"is_known": False, "unread": ""}
    return {"is_known": True, "unread": shown_count(unread_count(person, Audience.APPLICANT))}
