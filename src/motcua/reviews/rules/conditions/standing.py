"""How a business condition stands, and what may follow on what.

Basis: Nghị quyết 66/NQ-CP (2025) asks for the conditions that are not needed to be listed and abolished; no
instrument lays down the steps of listing, which are this system's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ConditionState

_ANY = frozenset(ConditionState)
FOLLOWS: Mapping[ConditionState | None, frozenset[ConditionState]] = MappingProxyType(
    {
        None: _ANY - {ConditionState.PROPOSED},
        ConditionState.NEEDED: _ANY - {ConditionState.NEEDED, ConditionState.PROPOSED},
        ConditionState.UNNECESSARY: _ANY - {ConditionState.UNNECESSARY},
        ConditionState.PROPOSED: _ANY - {ConditionState.PROPOSED},
        ConditionState.AMENDED: _ANY - {ConditionState.PROPOSED},
        ConditionState.CUT: frozenset(),
    }
)
NEEDS_DECISION = frozenset({ConditionState.CUT, ConditionState.AMENDED})
NEEDS_REASON = frozenset({ConditionState.UNNECESSARY, ConditionState.PROPOSED})
LISTED = frozenset({ConditionState.UNNECESSARY, ConditionState.PROPOSED})


@dataclass(frozen=True, slots=True)
class Marked:
    """What somebody said of a condition: the state since a day; where a decision made it so, which."""

    state: ConditionState
    since: date
    decision: str = ""
    decided_on: date | None = None
    reason: str = ""


def state_on(marks: Sequence[Marked], on: date) -> ConditionState | None:
    """The state on the day; None when nobody had looked at it. Marks in the order in which they were made; of those
    that hold since the same day the later one counts."""
    found: Marked | None = None
    for mark in marks:
        if mark.since <= on and (found is None or mark.since >= found.since):
            found = mark
    return found.state if found else None


def was_listed(marks: Sequence[Marked], on: date) -> bool:
    """Whether the condition belongs by the day to those listed as unnecessary: it was once, and was not found needed
    since."""
    return state_on(marks, on) is not ConditionState.NEEDED and any(
        mark.state in LISTED and mark.since <= on for mark in marks
    )


def require_mark(before: Sequence[Marked], mark: Marked) -> None:
    """Refuse a mark that cannot follow on what was said before, or that does not say what it must.

    :raises Refused: "condition-state-wrong", "condition-day-wrong", "condition-decision-missing",
        "condition-decision-day-wrong", "condition-reason-missing".
    """
    last = before[-1] if before else None
    if mark.state not in FOLLOWS[last.state if last else None]:
        raise Refused("condition-state-wrong", _cannot(last, mark), field="state")
    if last is not None and mark.since < last.since:
        raise Refused(
            "condition-day-wrong",
            f"Điều kiện này đã ở tình trạng “{last.state.label}” từ {last.since:%d/%m/%Y}. Ghi ngày từ đó trở đi.",
            field="since",
        )
    if mark.state in NEEDS_DECISION and not mark.decision:
        raise Refused(
            "condition-decision-missing",
            f"“{mark.state.label}” cần số, ký hiệu của văn bản đã cắt hoặc sửa điều kiện.",
            field="decision",
        )
    if mark.decided_on is not None and mark.decided_on > mark.since:
        raise Refused(
            "condition-decision-day-wrong",
            "Văn bản ban hành sau ngày điều kiện đổi tình trạng. Xem lại hai ngày này.",
            field="decided_on",
        )
    if mark.state in NEEDS_REASON and not mark.reason:
        raise Refused("condition-reason-missing", "Ghi vì sao điều kiện này không cần thiết.", field="reason")


def _cannot(last: Marked | None, mark: Marked) -> str:
    if last is None or mark.state is ConditionState.PROPOSED:
        return (
            f"Chưa ghi được “{mark.state.label}”: trước hết đưa điều kiện vào danh mục “"
            f"{ConditionState.UNNECESSARY.label}” và nêu lý do."
        )
    if last.state is ConditionState.CUT:
        return "Điều kiện này đã được cắt. Nếu pháp luật đặt lại thì ghi thành một điều kiện mới."
    return f"Điều kiện này đang ở tình trạng “{last.state.label}” rồi."
