"""The frame of the desk: the bar on top and the places on the left, for the person who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest

from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.diff import LABELS, describe
from motcua.kernel.text import fold
from motcua.notices.enums import Audience
from motcua.notices.queries import unread_count
from motcua.web.bell import shown_count
from motcua.web.desk.access import seat
from motcua.web.desk.navigation import Group, groups_for

register = template.Library()

# Up to so many places all groups stand open: a whole menu that fits a screen needs no folding.
_FITS = 24
# Which groups a person left open; the script writes it, so that the page comes as it was left.
_COOKIE = "desk-groups"


@dataclass(frozen=True, slots=True)
class Folded:
    """A group of places as the menu shows it."""

    group: Group
    key: str
    is_open: bool


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
    """The places that the person may go to; long menus are folded, open where one is."""
    request = context["request"]
    desk = seat(request)
    if not desk.person.is_staff_member:
        return {"groups": []}
    return {"groups": _folded(groups_for(desk.able, path=request.path), request)}


def _folded(groups: Sequence[Group], request: HttpRequest) -> list[Folded]:
    fits = sum(len(group.places) for group in groups) <= _FITS
    kept = request.COOKIES.get(_COOKIE)
    left_open = frozenset(kept.split(".")) if kept is not None else frozenset()
    found = []
    for group in groups:
        key = fold(str(group.label)).replace(" ", "-")
        is_here = any(place.is_current for place in group.places)
        is_open = key in left_open if kept is not None else fits
        found.append(Folded(group, key, is_here or is_open))
    return found


@register.simple_tag
def standing(content: Content, fields: str) -> list[dict[str, str]]:
    """What `content` says in the named fields, each with its label, in words."""
    return [{"label": LABELS[name][1], "text": describe(getattr(content, name))} for name in fields.split()]
