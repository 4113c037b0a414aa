"""Business conditions and other rules on doing business: entered, worded anew, marked as what they were found to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition, ConditionMark, ConditionWording
from motcua.reviews.policy.conditions import (
    condition_not_found,
    require_enter_conditions,
    require_mark_condition,
)
from motcua.reviews.queries.conditions.listing import as_marked, marks_of, procedures_by_code
from motcua.reviews.rules.conditions.standing import Marked, require_mark
from motcua.reviews.rules.conditions.wording import Wording, checked_code, checked_wording

CONDITION = "business_condition"


@dataclass(frozen=True, slots=True)
class Cost:
    """What complying with a rule costs a year (None: nobody knows), and who says so."""

    per_year_vnd: int | None
    source: str = ""


LONGEST_REASON = 2000
_SAYS = (
    "text",
    "line",
    "kind",
    "act_number",
    "act_title",
    "article",
    "rule_kind",
    "cost_per_year_vnd",
    "cost_source",
)


@transaction.atomic
def enter_condition(
    *, agency_id: UUID, code: str, wording: Wording, by: Person, at: datetime, is_sample: bool = False
) -> BusinessCondition:
    """Enter a condition in the register of the agency.

    :raises Refused: "do-reviews-not-allowed", "condition-code-taken", "procedure-not-found", and as
        `checked_wording`.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)  # codes are given one at a time
    require_enter_conditions(by, agency_id=agency_id, on=local_day(at))
    said, code = checked_wording(wording), checked_code(code)
    if BusinessCondition.objects.filter(agency=agency_id, code=code).exists():
        raise Refused("condition-code-taken", f"Mã “{code}” đã dùng cho điều kiện khác.", field="code")
    row = BusinessCondition.objects.create(
        agency_id=agency_id,
        code=code,
        created_by=by,
        created_at=at,
        is_sample=is_sample,
        **found_by(code, said),
    )
    _write(row, said)
    _note(row, "ConditionEntered", {"code": code, "wording": plain(said)}, by, at)
    return row


@transaction.atomic
def reword_condition(
    *, condition_id: UUID, wording: Wording, by: Person, at: datetime, seen: int | None = None
) -> BusinessCondition:
    """Another wording of the condition. From a later day than the newest one it follows on that, which ends there;
    from the same day it corrects it, and the journal keeps what stood before.

    :raises Refused: "condition-not-found", "condition-changed", "do-reviews-not-allowed", "condition-cut",
        "condition-since-wrong", "condition-same", "procedure-not-found", and as `checked_wording`.
    """
    row = _lock(condition_id, seen)
    require_enter_conditions(by, agency_id=row.agency_id, on=local_day(at))
    said = checked_wording(wording)
    _require_not_cut(row)
    before = _reword(row, said)
    _note(row, "ConditionReworded", {"before": before, "after": plain(said)}, by, at)
    return row


@transaction.atomic
def mark_condition(
    *,
    condition_id: UUID,
    mark: Marked,
    by: Person,
    at: datetime,
    text: str = "",
    cost: Cost | None = None,
    seen: int | None = None,
) -> BusinessCondition:
    """Say how the condition stands from a day on. Where it is cut it no longer applies from that day; where it is
    amended `text` is what it says, and `cost` what it costs, from then on; without `cost` it costs what it did.

    :raises Refused: "condition-not-found", "condition-changed", "do-reviews-not-allowed",
        "keep-reviews-not-allowed", "condition-text-missing", "condition-since-wrong", "condition-same", and as
        `require_mark`.
    """
    row, said = _checked_for(condition_id, mark, by, at, seen)
    if said.state is ConditionState.AMENDED:
        _amend(row, said, text, cost)
    return _mark(row, said, by, at)


def note_mark(*, condition_id: UUID, mark: Marked, by: Person, at: datetime) -> BusinessCondition:
    """The same inside a transaction that has worded the condition already, so that an amendment needs no text.

    :raises Refused: as `mark_condition`.
    """
    row, said = _checked_for(condition_id, mark, by, at, None)
    return _mark(row, said, by, at)


def _checked_for(
    condition_id: UUID, mark: Marked, by: Person, at: datetime, seen: int | None
) -> tuple[BusinessCondition, Marked]:
    row = _lock(condition_id, seen)
    require_mark_condition(by, state=mark.state, agency_id=row.agency_id, on=local_day(at))
    said = checked_mark(mark)
    require_mark([as_marked(one) for one in marks_of(row)], said)
    return row, said


def _mark(row: BusinessCondition, said: Marked, by: Person, at: datetime) -> BusinessCondition:
    if said.state is ConditionState.CUT:
        _end(row, said.since)
    mark_row(row, said, by, at).save()
    record(fact=mark_fact(row, said), actor=by.actor, at=at)
    return row


def checked_mark(mark: Marked) -> Marked:
    """The mark, cleaned.

    :raises Refused: "condition-reason-too-long".
    """
    reason = clean(mark.reason)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            "condition-reason-too-long",
            f"Lý do dài quá {LONGEST_REASON} ký tự. Viết gọn lại.",
            field="reason",
        )
    decision = " ".join(clean(mark.decision).split())[:120]
    return Marked(mark.state, mark.since, decision, mark.decided_on, reason)


def mark_row(row: BusinessCondition, said: Marked, by: Person, at: datetime) -> ConditionMark:
    """The mark as it is kept; not yet written."""
    return ConditionMark(
        condition=row,
        state=said.state,
        since=said.since,
        decision=said.decision,
        decided_on=said.decided_on,
        reason=said.reason,
        by=by,
        at=at,
    )


def mark_fact(row: BusinessCondition, said: Marked) -> Fact:
    """The mark as the journal tells it."""
    payload = {
        "code": row.code,
        "state": said.state.value,
        "since": said.since,
        "document": said.decision,
        "reason": said.reason,
    }
    return Fact("ConditionMarked", CONDITION, str(row.pk), payload)


def _end(row: BusinessCondition, on: date) -> None:
    """The condition no longer applies from the day on."""
    newest = _newest(row)
    if on <= newest.in_force.lower:
        raise Refused(
            "condition-since-wrong",
            f"Điều kiện áp dụng từ {newest.in_force.lower:%d/%m/%Y}; ngày cắt phải sau ngày đó.",
            field="since",
        )
    if newest.in_force.upper is None or on < newest.in_force.upper:
        newest.in_force = DateRange(newest.in_force.lower, on)
        newest.save(update_fields=["in_force"])


def _amend(row: BusinessCondition, mark: Marked, text: str, cost: Cost | None) -> None:
    newest = _newest(row)
    cost = cost or Cost(whole_vnd(newest.cost_per_year_vnd), newest.cost_source)
    said = checked_wording(
        Wording(
            text=text,
            line=newest.line,
            kind=newest.kind,  # type: ignore[arg-type]  # stored words equal their enums
            act_number=mark.decision[:80],
            since=mark.since,
            procedures=tuple(one.code for one in newest.procedures.all()),
            rule_kind=RuleKind(newest.rule_kind),
            cost_per_year_vnd=cost.per_year_vnd,
            cost_source=cost.source,
        )
    )
    if mark.since <= newest.in_force.lower:
        raise _since_wrong(newest)
    _reword(row, said)


def _reword(row: BusinessCondition, said: Wording) -> dict[str, Any]:
    """Write the wording; what stood before."""
    newest = _newest(row)
    before = plain_of(newest)
    if before == plain(said):
        raise Refused("condition-same", "Nội dung không có gì thay đổi.", field="text")
    if said.since < newest.in_force.lower:
        raise _since_wrong(newest)
    if said.since == newest.in_force.lower:
        _write(row, said, instead_of=newest)
    else:
        if newest.in_force.upper is None or said.since < newest.in_force.upper:
            newest.in_force = DateRange(newest.in_force.lower, said.since)
            newest.save(update_fields=["in_force"])
        _write(row, said)
    for name, value in found_by(row.code, said).items():
        setattr(row, name, value)
    row.save(update_fields=["folded", "line_folded"])
    return before


def _since_wrong(newest: ConditionWording) -> Refused:
    return Refused(
        "condition-since-wrong",
        f"Nội dung đang có áp dụng từ {newest.in_force.lower:%d/%m/%Y}. Ghi đúng ngày đó để sửa chữ viết sai, hoặc một "
        "ngày muộn hơn khi điều kiện thay đổi.",
        field="since",
    )


def _write(row: BusinessCondition, said: Wording, *, instead_of: ConditionWording | None = None) -> None:
    procedures = procedures_by_code(said.procedures)
    unknown = [code for code in said.procedures if code not in procedures]
    if unknown:
        raise Refused(
            "procedure-not-found", f"Danh mục không có thủ tục mã {', '.join(unknown)}.", field="procedures"
        )
    kept = worded(instead_of or ConditionWording(condition=row), said)
    kept.save()
    kept.procedures.set(procedures.values())


def worded(kept: ConditionWording, said: Wording) -> ConditionWording:
    """The row saying what the wording says; not yet written."""
    kept.in_force = DateRange(said.since, said.until)
    for name in _SAYS:
        setattr(kept, name, getattr(said, name))
    return kept


def _newest(row: BusinessCondition) -> ConditionWording:
    return row.wordings.order_by("-in_force")[0]


def found_by(code: str, said: Wording) -> dict[str, str]:
    """By what a condition is found."""
    return {
        "folded": fold(f"{code} {said.text} {said.line} {said.act_number} {' '.join(said.procedures)}"),
        "line_folded": fold(said.line)[:200],
    }


def plain(said: Wording) -> dict[str, Any]:
    """The wording as plain data, for comparing and for the journal."""
    return {
        "text": said.text,
        "line": said.line,
        "kind": str(said.kind),
        "act_number": said.act_number,
        "act_title": said.act_title,
        "article": said.article,
        "since": said.since,
        "until": said.until,
        "procedures": sorted(said.procedures),
        "rule_kind": str(said.rule_kind),
        "cost_per_year_vnd": said.cost_per_year_vnd,
        "cost_source": said.cost_source,
    }


def plain_of(row: ConditionWording) -> dict[str, Any]:
    """A kept wording as plain data."""
    return {
        **{
            name: getattr(row, name)
            for name in (
                "text",
                "line",
                "kind",
                "act_number",
                "act_title",
                "article",
                "rule_kind",
                "cost_source",
            )
        },
        "since": row.in_force.lower,
        "until": row.in_force.upper,
        "procedures": sorted(one.code for one in row.procedures.all()),
        "cost_per_year_vnd": whole_vnd(row.cost_per_year_vnd),
    }


def whole_vnd(kept: Decimal | None) -> int | None:
    """Whole đồng as the rules take them."""
    return None if kept is None else int(kept)


def _lock(condition_id: UUID, seen: int | None) -> BusinessCondition:
    rows = BusinessCondition.objects.select_for_update(of=("self",)).select_related("agency")
    row = rows.filter(pk=condition_id).first()
    if row is None:
        raise condition_not_found()
    if seen is not None and seen != row.revision:
        raise Refused(
            "condition-changed",
            "Điều kiện vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=row.revision,
        )
    row.revision += 1
    row.save(update_fields=["revision"])
    return row


def _require_not_cut(row: BusinessCondition) -> None:
    if row.marks.filter(state=ConditionState.CUT).exists():
        raise Refused(
            "condition-cut",
            "Điều kiện này đã được cắt nên không sửa nội dung nữa. Nếu pháp luật đặt lại thì ghi điều kiện mới.",
        )


def _note(row: BusinessCondition, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, CONDITION, str(row.pk), payload), actor=by.actor, at=at)
