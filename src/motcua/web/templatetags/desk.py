"""The frame of the desk: the bar on top and the places on the left, for the person who is signed in."""

from __future__ import annotations

from typing import Any

from django import template

from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.diff import LABELS, describe
from motcua.notices.enums import Audience
from motcua.notices.queries import unread_count
from motcua.web.bell import shown_count
from motcua.web.desk.access import seat
from motcua.web.desk.navigation import groups_for

register = template.Library()


@register.inclusion_tag("desk/bar.html", takes_context=True)
def desk_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The person with their roles, search, bell, keys, sign-out."""
    desk = seat(context["request"])
    return {
        "installation": context.get("installation"),
        "person": desk.person,
        "unread": shown_count(unread_count(desk.person, Audience.STAFF)),
        "roles": ", ".join(role.label for role in desk.roles),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("desk/nav.html", takes_context=True)
def desk_nav(context: dict[str, Any]) -> dict[str, Any]:
    """The places that the person may go to."""
    request = context["request"]
    desk = seat(request)
    return {"groups": groups_for(desk.able, path=request.path) if desk.person.is_staff_member else []}


@register.simple_tag
def standing(content: Content, fields: str) -> list[dict[str, str]]:
    """What `content` says in the named fields, each with its label, in words."""
    return [{"label": LABELS[name][1], "text": describe(getattr(content, name))} for name in fields.split()]
