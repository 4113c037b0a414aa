"""Hotline numbers and the register of calls."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.feedback.enums import CallOutcome
from motcua.feedback.models import HotlineEntry, HotlineNumber, HotlineObject
from motcua.feedback.queries.feedback.visible import (
    HANDLES_CONDUCT,
    closed_feedback,
    feedback_about,
    feedback_reach,
    own_body,
)
from motcua.feedback.rules.hotlines import OPEN_OUTCOMES, CallCounts, counted_calls
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import line_above

PAGE = 50


def numbers_on(on: date, agency_ids: Collection[UUID] | None = None) -> QuerySet[HotlineNumber]:
    """The numbers that are published on the day, those of the agencies or all, by agency and in their order."""
    found = HotlineNumber.objects.filter(in_force__contains=on).select_related("agency")
    if agency_ids is not None:
        found = found.filter(agency__in=agency_ids)
    return found.order_by("agency__sort_key", "position", "name", "id")


def numbers_taken_at(agency_id: UUID, on: date) -> QuerySet[HotlineNumber]:
    """The numbers of all times on which the agency answers: its own and those of bodies above it, as a counter answers
    for its department."""
    return HotlineNumber.objects.filter(
        agency__in=[agency_id, *(one.pk for one in line_above(agency_id, on))]
    )


def agencies_with_hotlines(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies whose calls `person` writes down, in the order of names."""
    able = (Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK)
    found = Q()
    for capability in able:
        found |= Q(pk__in=agencies_where(person, capability, on).values("pk"))
    return Agency.objects.filter(found, held__contains=on).order_by("sort_key", "id")


def agencies_keeping_hotlines(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies whose numbers `person` publishes, in the order of names."""
    kept = agencies_where(person, Capability.KEEP_FEEDBACK, on)
    return Agency.objects.filter(pk__in=kept.values("pk"), held__contains=on).order_by("sort_key", "id")


def numbers_visible_to(person: Person, on: date) -> QuerySet[HotlineNumber]:
    """The numbers of all times of agencies where `person` has part in feedback, the present ones first."""
    found = HotlineNumber.objects.filter(_mine(person, on)).select_related("agency")
    return found.order_by("agency__sort_key", "-in_force", "position", "id")


def entries_visible_to(person: Person, on: date) -> QuerySet[HotlineEntry]:
    """The calls of agencies where `person` has part in feedback, and those passed on to units where they answer. Of
    one about conduct, or that became closely kept feedback, only keepers, heads and who took it know; never whoever is
    named in it, nor who belongs to the body it is about."""
    known = feedback_reach(person, on)
    passed = Q(unit__in=agencies_where(person, Capability.ANSWER_FEEDBACK, on))
    handles = Q(agency__in=known.able(*HANDLES_CONDUCT)) | Q(taken_by=person)
    is_closed = Q(is_closed=True) | Q(feedback__in=closed_feedback())
    is_open = Q(is_closed=False) & ~Q(feedback__in=closed_feedback())
    seen = (is_open & (_mine(person, on) | passed)) | (
        is_closed & handles & (Q(about_agency=None) | ~own_body(known))
    )
    named = HotlineObject.objects.filter(entry=OuterRef("pk"), person=person)
    rows = HotlineEntry.objects.filter(seen).exclude(Exists(named))
    return rows.exclude(feedback__in=feedback_about(known))


def find_entry(entry_id: UUID, person: Person, on: date) -> HotlineEntry | None:
    """The call, when `person` may see it."""
    found = entries_visible_to(person, on).filter(pk=entry_id)
    return found.select_related(
        "agency", "line", "unit", "taken_by", "settled_by", "feedback", "about_agency"
    ).first()


@dataclass(frozen=True, slots=True)
class WantedCalls:
    """Which calls a list shows."""

    text: str = ""
    outcome: CallOutcome | None = None
    only_open: bool = False


def calls_wanted(found: QuerySet[HotlineEntry], wanted: WantedCalls) -> QuerySet[HotlineEntry]:
    """Those of `found` that fit everything wanted."""
    for word in fold(wanted.text).split():
        found = found.filter(folded__contains=word)
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.only_open:
        found = found.filter(outcome__in=OPEN_OUTCOMES, settled_at__isnull=True)
    return found


def page_of_calls(
    found: QuerySet[HotlineEntry], *, after: tuple[datetime, UUID] | None = None, size: int = PAGE
) -> list[HotlineEntry]:
    """Up to `size` + 1 calls, the latest first; following the key `after`."""
    if after is not None:
        at, last = after
        found = found.filter(Q(called_at__lt=at) | Q(called_at=at, id__lt=last))
    rows = found.select_related("agency", "unit", "taken_by", "line").order_by("-called_at", "-id")
    return list(rows[: size + 1])


def counts_in(found: QuerySet[HotlineEntry], *, year: int, today: date) -> CallCounts:
    """The calls of a year by what came of them; one query."""
    begin, end = datetime(year, 1, 1, tzinfo=VIETNAM), datetime(year + 1, 1, 1, tzinfo=VIETNAM)
    rows = found.filter(called_at__gte=begin, called_at__lt=end)
    return counted_calls(
        [
            (CallOutcome(outcome), by, settled is not None)
            for outcome, by, settled in rows.values_list("outcome", "answer_by", "settled_at")
        ],
        today=today,
    )


def _mine(person: Person, on: date) -> Q:
    able = (Capability.READ_FEEDBACK, Capability.KEEP_FEEDBACK, Capability.RECEIVE_FEEDBACK)
    found = Q()
    for capability in able:
        found |= Q(agency__in=agencies_where(person, capability, on))
    return found
