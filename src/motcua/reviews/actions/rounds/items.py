"""The procedures of a round: chosen with reasons, given to units, changed, left out; those waiting without a round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kernel.actions import insert_all, record, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.actions.rounds.locking import (
    lock_item,
    lock_round,
    of_item,
    of_round,
    require_item_in,
    said_or_refuse,
    touch,
)
from motcua.reviews.actions.rounds.planning import share_chain
from motcua.reviews.actions.rounds.telling import ask_units
from motcua.reviews.enums import Clue
from motcua.reviews.enums.rounds import ItemSource, ItemStatus, RoundStatus
from motcua.reviews.models import ReviewRound, RoundItem, Scenario
from motcua.reviews.policy import require_keep
from motcua.reviews.policy.rounds import item_not_found, require_tell
from motcua.reviews.queries.rounds.choosing import versions_in_force
from motcua.reviews.queries.scenarios.kept import scenario_not_found
from motcua.reviews.rules.rounds.states import OWED

MOST_AT_ONCE = 500
_CHANGEABLE = (RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure and what it was chosen for; `clue` and `finding_key` name the finding it rests on, `scenario_id` the
    trial that its proposal shall follow."""

    procedure_id: UUID
    reason: str
    source: ItemSource = ItemSource.CHOSEN
    clue: Clue | None = None
    finding_key: str = ""
    reference: str = ""
    scenario_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """To which unit, until when, with which expected product."""

    unit_id: UUID
    due_on: date
    product: str = ""


@transaction.atomic
def put_items(
    *, round_id: UUID, choices: Sequence[Choice], given: Given, by: Person, at: datetime
) -> list[RoundItem]:
    """Choose procedures in force for the round and give them to a unit; those that the round has already stay as they
    are. What waited for a review of the same procedure is taken in with it.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-choice-missing", "review-choice-too-many", "reason-missing", "review-procedure-not-in-force",
        "review-unit-not-found", "review-due-wrong", "scenario-not-found".
    """
    held, on = lock_round(round_id), local_day(at)
    require_keep(by, agency_id=held.agency_id, on=on)
    held = lock_round(round_id, *_CHANGEABLE)
    unit = _unit(held, given, on)
    wanted = {choice.procedure_id: choice for choice in choices}
    _require_some(wanted)
    _require_scenarios(held, choices)
    there = set(held.items.filter(procedure__in=wanted).values_list("procedure_id", flat=True))
    versions = versions_in_force(wanted.keys() - there, on=on)
    _require_in_force(wanted.keys() - there - versions.keys())
    made = [_item(held, wanted[procedure], version, given, by, at) for procedure, version in versions.items()]
    insert_all(made)
    _take_waiting(made)
    _note_items(held, made, by, at)
    share_chain(held, {unit.pk})
    if held.status == RoundStatus.RUNNING:
        ask_units(held, [unit.pk], by=by, at=at)
    return made


@transaction.atomic
def change_item(
    *,
    item_id: UUID,
    given: Given,
    reason: str,
    assignee_id: UUID | None = None,
    by: Person,
    at: datetime,
) -> RoundItem:
    """Give a procedure of the round to another unit, until another day, for another reason; say who there does it.

    :raises Refused: "review-item-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-item-status-wrong", "reason-missing", "review-unit-not-found", "review-due-wrong",
        "review-assignee-wrong".
    """
    item, on = lock_item(item_id), local_day(at)
    require_keep(by, agency_id=item.agency_id, on=on)
    held = _round_of(item)
    require_item_in(item, *OWED)
    unit = _unit(held, given, on)
    item.reason = said_or_refuse(reason, missing="Ghi vì sao rà soát thủ tục này.")
    moved = item.unit_id != unit.pk
    item.unit, item.due_on, item.product = unit, given.due_on, clean(given.product)[:300]
    _put_assignee(item, assignee_id, on)
    touch(item)
    payload = {"unit": str(unit.pk), "due_on": item.due_on, "reason": item.reason}
    record(fact=of_item(item, "ReviewItemChanged", payload), actor=by.actor, at=at)
    share_chain(held, {unit.pk})
    if moved and held.status == RoundStatus.RUNNING:
        ask_units(held, [unit.pk], by=by, at=at)
    return item


@transaction.atomic
def leave_out_item(*, item_id: UUID, reason: str, by: Person, at: datetime) -> RoundItem:
    """Do not review the procedure in this round, or not at all; the row stays with the reason.

    :raises Refused: "review-item-not-found", "keep-reviews-not-allowed", "review-item-status-wrong",
        "reason-missing", "reason-too-long".
    """
    item = lock_item(item_id)
    require_keep(by, agency_id=item.agency_id, on=local_day(at))
    require_item_in(item, ItemStatus.WAITING, ItemStatus.HANDED_IN, *OWED)
    if item.round is not None:
        _round_of(item)
    item.status_note = said_or_refuse(reason, missing="Ghi vì sao không rà soát thủ tục này nữa.")
    item.status = ItemStatus.LEFT_OUT
    touch(item)
    record(fact=of_item(item, "ReviewItemLeftOut", {"reason": item.status_note}), actor=by.actor, at=at)
    return item


@transaction.atomic
def bring_back_item(*, item_id: UUID, by: Person, at: datetime) -> RoundItem:
    """Review after all what was left out of a round.

    :raises Refused: "review-item-not-found", "keep-reviews-not-allowed", "review-item-status-wrong",
        "review-round-status-wrong".
    """
    item = lock_item(item_id)
    require_keep(by, agency_id=item.agency_id, on=local_day(at))
    require_item_in(item, ItemStatus.LEFT_OUT)
    if item.round is None:
        raise item_not_found()
    _round_of(item)
    item.status, item.status_note = ItemStatus.OPEN, ""
    touch(item)
    record(fact=of_item(item, "ReviewItemBroughtBack", {}), actor=by.actor, at=at)
    return item


@transaction.atomic
def open_item_from_feedback(
    *, agency_id: UUID, procedure_id: UUID, reference: str, reason: str, by: Person, at: datetime
) -> RoundItem:
    """Let a procedure wait for a review because of a report or proposal; it is not yet in any round. Told again with
    the same reference, it is the same item.

    :raises Refused: "keep-reviews-not-allowed", "reason-missing", "reason-too-long", "procedure-not-found".
    """
    require_tell(by, agency_id=agency_id, on=local_day(at))
    said = said_or_refuse(reason, missing="Ghi phản ánh, kiến nghị nói gì về thủ tục này.")
    return wait_for_round(
        agency_id,
        Choice(procedure_id, said, ItemSource.FEEDBACK, reference=clean(reference)[:200]),
        by,
        at,
    )


@transaction.atomic
def open_items_from_finding(
    *,
    agency_id: UUID,
    procedure_ids: Sequence[UUID],
    clue: Clue,
    finding_key: str,
    reason: str,
    by: Person,
    at: datetime,
) -> list[RoundItem]:
    """Let procedures wait for a review because of a finding.

    :raises Refused: "keep-reviews-not-allowed", "review-choice-missing", "review-choice-too-many", "reason-missing",
        "reason-too-long", "procedure-not-found".
    """
    require_keep(by, agency_id=agency_id, on=local_day(at))
    _require_some(procedure_ids)
    said = said_or_refuse(reason, missing="Ghi vì sao rà soát thủ tục này.")
    reference = f"{clue}.{finding_key}"
    return [
        wait_for_round(agency_id, Choice(one, said, ItemSource.FINDING, clue, finding_key, reference), by, at)
        for one in dict.fromkeys(procedure_ids)
    ]


def wait_for_round(agency_id: UUID, choice: Choice, by: Person, at: datetime) -> RoundItem:
    """A procedure waits for a review; told again with the same reference, it is the same item.

    :raises Refused: "procedure-not-found".
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    procedure = Procedure.objects.filter(pk=choice.procedure_id).first()
    if procedure is None:
        raise Refused("procedure-not-found", "Không tìm thấy thủ tục này trong danh mục. Chọn lại thủ tục.")
    waiting = RoundItem.objects.filter(
        agency=agency_id, procedure=procedure, reference=choice.reference, round__isnull=True
    ).exclude(status=ItemStatus.LEFT_OUT)
    if (found := waiting.first()) is not None:
        return found
    made = RoundItem.objects.create(
        agency_id=agency_id,
        procedure=procedure,
        source=choice.source,
        reason=choice.reason,
        clue=choice.clue or "",
        finding_key=choice.finding_key,
        reference=choice.reference,
        scenario_id=choice.scenario_id,
        status=ItemStatus.WAITING,
        created_by=by,
        created_at=at,
    )
    payload = {"source": made.source, "reference": made.reference, "reason": made.reason}
    record(fact=of_item(made, "ReviewItemOpened", payload), actor=by.actor, at=at)
    return made


def _item(
    held: ReviewRound, choice: Choice, version: ProcedureVersion, given: Given, by: Person, at: datetime
) -> RoundItem:
    return RoundItem(
        agency_id=held.agency_id,
        round=held,
        procedure_id=choice.procedure_id,
        version=version,
        unit_id=given.unit_id,
        source=choice.source,
        reason=said_or_refuse(choice.reason, missing="Ghi vì sao chọn thủ tục này để rà soát."),
        clue=choice.clue or "",
        finding_key=choice.finding_key,
        reference=clean(choice.reference)[:200],
        scenario_id=choice.scenario_id,
        product=clean(given.product)[:300],
        due_on=given.due_on,
        created_by=by,
        created_at=at,
    )


def _take_waiting(made: Sequence[RoundItem]) -> None:
    """What waited for these procedures is told in the new row, and waits no more."""
    by_procedure = {item.procedure_id: item for item in made}
    waiting = RoundItem.objects.select_for_update().filter(
        procedure__in=by_procedure, round__isnull=True, status=ItemStatus.WAITING
    )
    for row in waiting.order_by("created_at", "id"):
        item = by_procedure[row.procedure_id]
        if row.agency_id != item.agency_id:
            continue
        if row.source != item.source and item.source == ItemSource.CHOSEN:
            item.source, item.clue, item.finding_key = row.source, row.clue, row.finding_key
            item.reference = row.reference
        item.scenario_id = item.scenario_id or row.scenario_id
        if row.reason not in item.reason:
            item.reason = f"{item.reason}\n{row.reason}"
        item.save(update_fields=["source", "clue", "finding_key", "reference", "reason", "scenario"])
        row.status, row.status_note = ItemStatus.LEFT_OUT, "Đã đưa vào đợt rà soát."
        row.save(update_fields=["status", "status_note"])


def _note_items(held: ReviewRound, made: Sequence[RoundItem], by: Person, at: datetime) -> None:
    if not made:
        return
    codes = dict(
        Procedure.objects.filter(pk__in=[row.procedure_id for row in made]).values_list("pk", "code")
    )
    for row in made:
        row.procedure = Procedure(pk=row.procedure_id, code=codes[row.procedure_id])
    facts = [of_item(row, "ReviewItemPut", {"reason": row.reason, "source": row.source}) for row in made]
    facts.append(
        of_round(held, "ReviewItemsPut", {"procedures": sorted(codes.values())[:50], "count": len(made)})
    )
    record_all(facts=facts, actor=by.actor, at=at)


def _round_of(item: RoundItem) -> ReviewRound:
    if item.round_id is None:
        raise item_not_found()
    return lock_round(item.round_id, *_CHANGEABLE)


def _unit(held: ReviewRound, given: Given, on: date) -> Agency:
    unit = subtree(held.agency_id, on).filter(pk=given.unit_id).first()
    if unit is None:
        raise Refused(
            "review-unit-not-found", "Đơn vị rà soát không thuộc cơ quan. Chọn đơn vị khác.", field="unit"
        )
    if not held.period.lower <= given.due_on < held.period.upper:
        raise Refused(
            "review-due-wrong",
            f"Hạn rà soát phải nằm trong thời gian của đợt, từ {held.period.lower:%d/%m/%Y}.",
            field="due_on",
        )
    return unit


def _put_assignee(item: RoundItem, assignee_id: UUID | None, on: date) -> None:
    if assignee_id is None:
        item.assignee = None
        return
    person = Person.objects.filter(pk=assignee_id, is_active=True).first()
    assert item.unit_id is not None
    if person is None or not may(person, Capability.DO_REVIEWS, agency_id=item.unit_id, on=on):
        raise Refused(
            "review-assignee-wrong",
            "Người được giao không làm việc rà soát ở đơn vị này. Chọn người khác.",
            field="assignee",
        )
    item.assignee = person


def _require_some(wanted: Collection[UUID]) -> None:
    if not wanted:
        raise Refused("review-choice-missing", "Chọn ít nhất một thủ tục.", field="procedures")
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(
            "review-choice-too-many",
            f"Mỗi lần chọn nhiều nhất {MOST_AT_ONCE} thủ tục. Chọn làm nhiều lần.",
            field="procedures",
        )


def _require_scenarios(held: ReviewRound, choices: Sequence[Choice]) -> None:
    """Trials are of the round's agency and of the procedure that is chosen."""
    wanted = {(choice.scenario_id, choice.procedure_id) for choice in choices if choice.scenario_id}
    rows = Scenario.objects.filter(pk__in=[one for one, _procedure in wanted], agency=held.agency_id)
    if wanted - set(rows.values_list("pk", "procedure_id")):
        raise scenario_not_found()


def _require_in_force(missing: Collection[UUID]) -> None:
    if not missing:
        return
    codes = Procedure.objects.filter(pk__in=missing).order_by("code").values_list("code", flat=True)
    raise Refused(
        "review-procedure-not-in-force",
        f"Thủ tục {', '.join(codes) or 'đã chọn'} không còn hiệu lực nên không rà soát được. Bỏ chọn rồi lưu lại.",
        field="procedures",
    )
