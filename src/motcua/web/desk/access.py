"""Who comes in at the staff's door, and what every view of the desk is given."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.policy import refusal
from motcua.accounts.rules.roles import capabilities_of_role
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.web.middleware import status_of

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at the desk, at which moment, in which roles and with which capabilities anywhere."""

    person: Person
    at: datetime
    today: date
    roles: tuple[Role, ...]
    able: frozenset[Capability]

    def can(self, *capabilities: Capability) -> bool:
        """Whether the person has any of `capabilities` somewhere; each action asks again where exactly."""
        return not self.able.isdisjoint(capabilities)


class DeskRequest(HttpRequest):
    """A request that came through `desk_view`."""

    user: Person  # signed in: desk_view has seen to it
    desk: Desk


View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def desk_view(*needs: Capability) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """A view for signed-in staff who have one of `needs` somewhere, or any staff when nothing is named.

    The view finds `request.desk`. A refusal becomes a page inside the desk's frame.
    """

    def wrap(view: View[P]) -> Callable[..., HttpResponseBase]:
        @never_cache
        @login_required
        @wraps(view)
        def answer(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                _let_in(seat(request), needs)
                return view(request, *args, **kwargs)
            except Refused as refused:
                status = status_of(refused)
                return render(request, "desk/refused.html", {"refusal": refused}, status=status)

        return answer

    return wrap


def seat(request: Any) -> Desk:
    """The desk of whoever is signed in, asked for once in a request."""
    if not hasattr(request, "desk"):
        at = now()
        roles = _roles_of(request.user, local_day(at))
        able = frozenset().union(*(capabilities_of_role(role) for role in roles))
        request.desk = Desk(request.user, at, local_day(at), roles, able)
    desk: Desk = request.desk
    return desk


def _roles_of(person: Person, on: date) -> tuple[Role, ...]:
    """The roles of the day, each once; one query for the whole page."""
    if not person.is_active:
        return ()
    held = RoleHolding.objects.filter(person=person, held__contains=on).order_by("role")
    return tuple(Role(role) for role in held.values_list("role", flat=True).distinct())


def _let_in(desk: Desk, needs: Collection[Capability]) -> None:
    if not desk.person.is_staff_member:
        raise Refused(
            "desk-not-allowed",
            "Bàn làm việc chỉ dành cho cán bộ, công chức, viên chức. Người dân dùng cổng ở trang chủ.",
        )
    if needs and not desk.can(*needs):
        raise refusal(next(iter(needs)))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, for a form that is otherwise shown empty: also a post of nothing is a post."""
    return request.POST if request.method == "POST" else None


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str) -> bool:
    """Run one action and leave a message: `done`, or why it was refused. Whether it was done.

    :raises Refused: when the person may not do it at all, or the thing is not there.
    """
    try:
        act()
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        messages.error(request, refused.message)
        return False
    messages.success(request, done)
    return True
