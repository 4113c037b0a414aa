"""Drawing lots: the seed, the order, and decisions that put a unit outside the lot. Every draw stays on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.inspections.locking import lock_round, of_round, touch
from motcua.plans.actions.inspections.rounds import put_candidates
from motcua.plans.actions.inspections.telling import approvers_of, tell_of_round
from motcua.plans.enums import RoundStatus
from motcua.plans.models import Candidate, InspectionRound
from motcua.plans.policy import require_inspect
from motcua.plans.rules.drawing import Drawable, Lot, draw

_LOT_FIELDS = ("ticket", "place", "is_taken", "reason")


@dataclass(frozen=True, slots=True)
class Seed:
    """A number published elsewhere, which nobody here could choose, and where it stands."""

    number: str
    source: str


@transaction.atomic
def set_units(*, round_id: UUID, unit_ids: Sequence[UUID], by: Person, at: datetime) -> InspectionRound:
    """Say which units may be drawn, before lots are drawn.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong", "round-drawn",
        "round-units-missing".
    """
    drawn = _open_round(round_id, by, at)
    _require_undrawn(drawn)
    number = put_candidates(drawn, unit_ids)
    touch(drawn)
    record(fact=of_round(drawn, "InspectionUnitsSet", {"units": number}), actor=by.actor, at=at)
    return drawn


@transaction.atomic
def set_last_inspected(
    *, round_id: UUID, unit_id: UUID, inspected_on: date | None, by: Person, at: datetime
) -> Candidate:
    """Say when a unit was last inspected, where the system cannot know it; before lots are drawn.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong", "round-drawn",
        "unit-not-in-round", "inspected-day-wrong".
    """
    drawn = _open_round(round_id, by, at)
    _require_undrawn(drawn)
    row = _candidate(drawn, unit_id)
    if inspected_on is not None and inspected_on > local_day(at):
        raise Refused("inspected-day-wrong", "Ngày kiểm tra lần trước chưa tới.", field="inspected_on")
    before, row.last_inspected_on = row.last_inspected_on, inspected_on
    row.save(update_fields=["last_inspected_on"])
    touch(drawn)
    payload = {"unit": unit_id, "before": before, "inspected_on": inspected_on}
    record(fact=of_round(drawn, "UnitLastInspectedSaid", payload), actor=by.actor, at=at)
    return row


@transaction.atomic
def draw_units(
    *, round_id: UUID, seed: Seed | None = None, reason: str = "", by: Person, at: datetime
) -> InspectionRound:
    """Draw lots: with a number published elsewhere, or else with one that the system makes at this moment.

    Drawing again needs a reason; the earlier seed and who it took stay in the journal.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong", "seed-wrong",
        "reason-missing".
    """
    drawn = _open_round(round_id, by, at)
    if drawn.seed and not clean(reason):
        raise Refused(
            "reason-missing",
            "Đợt này đã rút thăm. Ghi lý do rút lại; lần rút trước vẫn được lưu.",
            field="reason",
        )
    before = {"seed": drawn.seed, "taken": _taken_codes(drawn)} if drawn.seed else None
    drawn.seed, drawn.seed_source = _checked(seed) if seed else (token_hex(16), "")
    drawn.draws, drawn.drawn_at = drawn.draws + 1, at
    touch(drawn)
    lots = _apply(drawn)
    payload = {
        "seed": drawn.seed,
        "seed_source": drawn.seed_source,
        "draw": drawn.draws,
        "units": len(lots),
        "taken": [lot.code for lot in lots if lot.is_taken],
        "reason": clean(reason),
        "before": before,
    }
    record(fact=of_round(drawn, "InspectionUnitsDrawn", payload), actor=by.actor, at=at)
    approvers = approvers_of(drawn.agency_id, local_day(at))
    tell_of_round(drawn, "inspection_round_drawn", approvers, key=str(drawn.draws), but=by, at=at)
    return drawn


@transaction.atomic
def add_unit(*, round_id: UUID, unit_id: UUID, reason: str, by: Person, at: datetime) -> Candidate:
    """Take a unit by decision, beside those that the lot takes.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong",
        "unit-not-in-round", "unit-taken-already", "reason-missing".
    """
    drawn, row = _deciding(round_id, unit_id, reason, by, at)
    if row.is_taken:
        raise Refused("unit-taken-already", f"{row.unit.name} đã được chọn trong đợt này.")
    return _decide(drawn, row, reason, by, at, kind="InspectionUnitAdded", is_added=True)


@transaction.atomic
def leave_out_unit(*, round_id: UUID, unit_id: UUID, reason: str, by: Person, at: datetime) -> Candidate:
    """Leave a unit out by decision; the next in the order of the same draw is taken in its place.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong",
        "unit-not-in-round", "unit-left-out-already", "reason-missing".
    """
    drawn, row = _deciding(round_id, unit_id, reason, by, at)
    if row.is_left_out:
        raise Refused("unit-left-out-already", f"{row.unit.name} đã được để lại trong đợt này.")
    return _decide(drawn, row, reason, by, at, kind="InspectionUnitLeftOut", is_left_out=True)


@transaction.atomic
def take_back_decision(*, round_id: UUID, unit_id: UUID, by: Person, at: datetime) -> Candidate:
    """Put a unit that was added or left out back into the lot.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong",
        "unit-not-in-round", "unit-not-decided".
    """
    drawn = _open_round(round_id, by, at)
    row = _candidate(drawn, unit_id)
    if not row.decision:
        raise Refused(
            "unit-not-decided", f"{row.unit.name} không được chọn thêm hay để lại theo quyết định nào."
        )
    return _decide(drawn, row, "", by, at, kind="InspectionUnitBackInLot")


def _open_round(round_id: UUID, by: Person, at: datetime) -> InspectionRound:
    drawn = lock_round(round_id)
    require_inspect(by, agency_id=drawn.agency_id, on=local_day(at))
    return lock_round(round_id, RoundStatus.DRAFT)


def _require_undrawn(drawn: InspectionRound) -> None:
    if drawn.seed:
        raise Refused(
            "round-drawn",
            "Đã rút thăm nên không đổi được danh sách. Chọn thêm hoặc để lại từng đơn vị, có lý do.",
        )


def _candidate(drawn: InspectionRound, unit_id: UUID) -> Candidate:
    row = drawn.candidates.select_related("unit").filter(unit=unit_id).first()
    if row is None:
        raise Refused("unit-not-in-round", "Đơn vị này không có trong danh sách của đợt kiểm tra.")
    return row


def _deciding(
    round_id: UUID, unit_id: UUID, reason: str, by: Person, at: datetime
) -> tuple[InspectionRound, Candidate]:
    drawn = _open_round(round_id, by, at)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi lý do của quyết định này.", field="reason")
    return drawn, _candidate(drawn, unit_id)


def _decide(
    drawn: InspectionRound,
    row: Candidate,
    reason: str,
    by: Person,
    at: datetime,
    *,
    kind: str,
    is_added: bool = False,
    is_left_out: bool = False,
) -> Candidate:
    row.is_added, row.is_left_out, row.decision = is_added, is_left_out, clean(reason)[:300]
    row.is_taken, row.reason = is_added, row.decision
    row.save()
    touch(drawn)
    if drawn.seed:
        _apply(drawn)
        row.refresh_from_db()
    payload = {"unit": row.unit_id, "reason": row.decision, "taken": _taken_codes(drawn)}
    record(fact=of_round(drawn, kind, payload), actor=by.actor, at=at)
    return row


def _apply(drawn: InspectionRound) -> tuple[Lot, ...]:
    """Write what the seed gives each unit, in one statement."""
    rows = {row.unit.code: row for row in drawn.candidates.select_related("unit")}
    lots = draw(
        units=[_drawable(row) for row in rows.values()],
        seed=drawn.seed,
        share=drawn.least_share,
        avoid_years=drawn.avoid_years,
        on=drawn.period.lower,
    )
    for lot in lots:
        row = rows[lot.code]
        row.ticket, row.place, row.is_taken, row.reason = (
            lot.ticket,
            lot.place,
            lot.is_taken,
            lot.reason[:400],
        )
    Candidate.objects.bulk_update(rows.values(), _LOT_FIELDS)
    return lots


def _drawable(row: Candidate) -> Drawable:
    return Drawable(
        row.unit.code,
        row.last_inspected_on,
        added_for=row.decision if row.is_added else "",
        left_out_for=row.decision if row.is_left_out else "",
    )


def _taken_codes(drawn: InspectionRound) -> list[str]:
    taken = drawn.candidates.filter(is_taken=True).order_by("place", "unit__code")
    return list(taken.values_list("unit__code", flat=True))


def _checked(seed: Seed) -> tuple[str, str]:
    number, source = " ".join(clean(seed.number).split()), clean(seed.source)[:200]
    if not number or len(number) > 64:
        raise Refused("seed-wrong", "Ghi con số đã công bố, tối đa 64 ký tự.", field="number")
    if not source:
        raise Refused(
            "seed-wrong", "Ghi con số này công bố ở đâu, ngày nào, để ai cũng đối chiếu được.", field="source"
        )
    return number, source
