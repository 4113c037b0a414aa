"""Telling people of reviews and hand-ins that come near or are late, and of proposals that seem carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement
from motcua.notices.enums import Audience
from motcua.notices.models import Notice
from motcua.notices.queries import recipient_for
from motcua.plans.actions.reminding import rhythms_of
from motcua.plans.actions.telling import tell
from motcua.plans.rules.reminders import Rhythm, calls_of
from motcua.reviews.actions.rounds.telling import HERE, round_told
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import HandInStep, RoundKind, RoundStatus
from motcua.reviews.models import HandIn, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.people import agencies_without_plan, doers_of, keepers_of
from motcua.reviews.queries.rounds.proposals import suggested_decisions
from motcua.reviews.rules.rounds.dates import plan_due_on
from motcua.reviews.rules.rounds.states import OWED

_FURTHEST = timedelta(days=60)
_EVENTS: Mapping[str, str] = {
    "duty_due_soon": "review_due_soon",
    "duty_due_today": "review_due_today",
    "duty_late": "review_late",
    "duty_escalated": "review_escalated",
}


def remind_of_reviews(*, at: datetime) -> int:
    """Tell who owes reviews or hand-ins that the day comes near or has passed, and keepers what stays late or seems
    carried out; how many people were told who had not been before. A fixed number of statements."""
    on = local_day(at)
    rounds = list(
        ReviewRound.objects.filter(status=RoundStatus.RUNNING).select_related("agency", "control_unit")
    )
    plans = list(
        ReviewRound.objects.filter(
            kind=RoundKind.YEARLY,
            sent_on__isnull=True,
            status__in=[RoundStatus.DRAFT, RoundStatus.APPROVED],
        ).select_related("agency")
    )
    agencies = {held.agency_id for held in [*rounds, *plans]}
    rhythms = rhythms_of(agencies, on)
    keepers = keepers_of(agencies, on)
    found = [
        *_of_items(rounds, rhythms, keepers, on),
        *_of_hand_ins(rounds, rhythms, keepers, on),
        *_of_plans(plans, rhythms, keepers, on),
        *_of_missing_plans(on),
        *_of_proposals(on),
    ]
    with transaction.atomic():
        return tell(_unsaid(found), at=at)


def _of_items(
    rounds: Sequence[ReviewRound],
    rhythms: Mapping[UUID, Rhythm],
    keepers: Mapping[UUID, list[Person]],
    on: date,
) -> Iterator[Announcement]:
    """Once for all procedures of a unit with the same last day."""
    by_id = {held.pk: held for held in rounds}
    rows = (
        RoundItem.objects.filter(round__in=by_id, status__in=OWED, due_on__lte=on + _FURTHEST)
        .select_related("unit")
        .order_by("round_id", "unit_id", "due_on")
    )
    owed: dict[tuple[UUID, UUID, date], list[RoundItem]] = defaultdict(list)
    for item in rows:
        assert item.round_id is not None
        assert item.unit_id is not None
        assert item.due_on is not None
        owed[item.round_id, item.unit_id, item.due_on].append(item)
    people = doers_of({unit for _round, unit, _due in owed}, on)
    for (round_id, unit_id, due_on), items in owed.items():
        held = by_id[round_id]
        assert items[0].unit is not None
        yield from _calls(
            held,
            f"Rà soát {len(items)} thủ tục",
            items[0].unit.name,
            f"{unit_id}",
            due_on,
            rhythms[held.agency_id],
            people[unit_id],
            keepers[held.agency_id],
            on,
        )


def _of_hand_ins(
    rounds: Sequence[ReviewRound],
    rhythms: Mapping[UUID, Rhythm],
    keepers: Mapping[UUID, list[Person]],
    on: date,
) -> Iterator[Announcement]:
    """What those above the units owe; units hear of their procedures."""
    by_id = {held.pk: held for held in rounds}
    rows = HandIn.objects.filter(round__in=by_id, done_on__isnull=True, due_on__lte=on + _FURTHEST)
    for row in rows.exclude(step=HandInStep.UNIT).order_by("round_id", "due_on", "id"):
        held = by_id[row.round_id]
        control = held.control_unit.name if held.control_unit else held.agency.name
        words = f"{row.get_step_display()}: {row.get_product_display().lower()}"
        yield from _calls(
            held,
            words,
            control,
            f"chain{row.pk}",
            row.due_on,
            rhythms[held.agency_id],
            keepers[held.agency_id],
            keepers[held.agency_id],
            on,
        )


def _of_plans(
    plans: Sequence[ReviewRound],
    rhythms: Mapping[UUID, Rhythm],
    keepers: Mapping[UUID, list[Person]],
    on: date,
) -> Iterator[Announcement]:
    for held in plans:
        if held.year != on.year and held.year != on.year + 1:
            continue
        people = keepers[held.agency_id]
        yield from _calls(
            held,
            "Duyệt và gửi kế hoạch rà soát năm",
            held.agency.name,
            "plan",
            plan_due_on(held.year),
            rhythms[held.agency_id],
            people,
            people,
            on,
        )


def _of_missing_plans(on: date) -> Iterator[Announcement]:
    """Once in January, until the last day for it: agencies whose plan of the year nobody began."""
    due_on = plan_due_on(on.year)
    if on > due_on:
        return
    agencies = agencies_without_plan(on.year, on)
    keepers = keepers_of({agency.pk for agency in agencies}, on)
    for agency in agencies:
        left = (due_on - on).days
        yield Announcement(
            event="review_due_soon" if left else "review_due_today",
            to=[recipient_for(person, Audience.STAFF) for person in keepers[agency.pk]],
            facts={
                "plan": f"Kế hoạch rà soát thủ tục hành chính năm {on.year}",
                "agency": agency.name,
                "task": f"Lập kế hoạch rà soát năm {on.year}, chưa ai bắt đầu",
                "until": due_on,
                "days": left,
            },
            subject_kind="agency",
            subject_id=str(agency.pk),
            dedupe_key=f"review_plan_missing:{agency.pk}:{on.year}",
            url=f"{HERE}moi/",
        )


def _calls(
    held: ReviewRound,
    task: str,
    agency: str,
    key: str,
    due_on: date,
    rhythm: Rhythm,
    people: Sequence[Person],
    above: Sequence[Person],
    on: date,
) -> Iterator[Announcement]:
    facts = {"task": task, "agency": agency, "until": due_on, "days": abs((due_on - on).days)}
    for call in calls_of(due_on=due_on, on=on, rhythm=rhythm):
        event = _EVENTS[call.event]
        to = above if event == "review_escalated" else people
        yield round_told(held, event, to, key=f"{key}:{call.key}", facts=facts)


def _of_proposals(on: date) -> Iterator[Announcement]:
    """Approved proposals whose procedure was promulgated anew since: a person should confirm."""
    rows = list(
        SimplificationProposal.objects.filter(status=ProposalStatus.APPROVED)
        .select_related("item__round__agency", "procedure", "version", "agency")
        .order_by("id")[:500]
    )
    suggested = suggested_decisions(rows)
    keepers = keepers_of({row.agency_id for row in rows}, on)
    for row in rows:
        held = row.item.round
        if held is None:
            continue
        for decision in suggested.get(row.pk, []):
            yield round_told(
                held,
                "proposal_seems_done",
                keepers[row.agency_id],
                key=f"{row.pk}:{decision.pk}",
                facts={"task": f"{row.procedure.code} {row.version.name}"[:160]},
                url=f"{HERE}phuong-an/{row.pk}/",
            )


def _unsaid(announcements: Sequence[Announcement]) -> list[Announcement]:
    """Those that nobody has been told of yet."""
    keys = [one.dedupe_key for one in announcements]
    said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for one in announcements if one.dedupe_key not in said]
