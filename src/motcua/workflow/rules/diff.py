"""What differs between two versions of a process, in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.workflow.enums import Act
from motcua.workflow.rules.processes import LegContent, ProcessContent, StepContent
from motcua.workflow.rules.shares import write_share


@dataclass(frozen=True, slots=True)
class Sides:
    """The same thing before and after; "" where it is not there."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProcessChange:
    """One part that differs, whole, or (`items`) each piece of it that does."""

    label: str
    before: str = ""
    after: str = ""
    items: tuple[Sides, ...] = ()


def diff(old: ProcessContent, new: ProcessContent) -> list[ProcessChange]:
    """The parts of `new` that differ from `old`: the whole first, then legs, then each step. Empty when none does."""
    return [*_whole(old, new), *_legs(old, new), *_steps(old, new)]


def _whole(old: ProcessContent, new: ProcessContent) -> Iterator[ProcessChange]:
    pairs = (
        ("Tên quy trình", old.name, new.name),
        ("Quyết định phê duyệt", old.document, new.document),
        ("Thời hạn", _said(old.limit), _said(new.limit)),
        ("Thứ tự các bước", _order(old, new), _order(new, old)),
    )
    for label, before, after in pairs:
        if before != after:
            yield ProcessChange(label, before, after)


def _order(content: ProcessContent, other: ProcessContent) -> str:
    """The steps that both have, in this one's order."""
    return (
        "\n".join(step.name for step in content.steps if other.find(step.key))
        if _reordered(content, other)
        else ""
    )


def _reordered(one: ProcessContent, other: ProcessContent) -> bool:
    common = [step.key for step in one.steps if other.find(step.key)]
    return common != [step.key for step in other.steps if one.find(step.key)]


def _legs(old: ProcessContent, new: ProcessContent) -> Iterator[ProcessChange]:
    before = {leg.key: _leg(leg) for leg in old.legs}
    after = {leg.key: _leg(leg) for leg in new.legs}
    sides = [Sides(before.get(key, ""), after.get(key, "")) for key in {**before, **after}]
    if changed := tuple(side for side in sides if side.before != side.after):
        yield ProcessChange("Các chặng liên thông", items=changed)


def _leg(leg: LegContent) -> str:
    who = str(leg.agency) if leg.agency else "cơ quan có thẩm quyền"
    lead = ", chủ trì" if leg.is_lead else ""
    return f"{leg.title} ({who}, {_said(leg.limit) or 'chưa có thời gian'}{lead})"


def _steps(old: ProcessContent, new: ProcessContent) -> Iterator[ProcessChange]:
    gone = [step.key for step in old.steps if not new.find(step.key)]
    for key in [*(step.key for step in new.steps), *gone]:
        was, now = old.find(key), new.find(key)
        if was is None or now is None:
            shown = was or now
            assert shown is not None
            before, after = _whole_step(old, was), _whole_step(new, now)
            yield ProcessChange(f"Bước “{shown.name}”", before, after)
        elif sides := tuple(_differing(_lines(old, was), _lines(new, now))):
            yield ProcessChange(f"Bước “{now.name}”", items=sides)


def _whole_step(content: ProcessContent, step: StepContent | None) -> str:
    return "\n".join(_lines(content, step).values()) if step else ""


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[Sides]:
    for label in {**before, **after}:
        sides = Sides(before.get(label, ""), after.get(label, ""))
        if sides.before != sides.after:
            yield sides


def _lines(content: ProcessContent, step: StepContent) -> dict[str, str]:
    """Everything a step says, by label, each with its label before it; what it does not say is left out."""
    leg = content.leg_of(step)
    said = {
        "Công việc": step.name,
        "Loại bước": step.kind.label,
        "Người chịu trách nhiệm": step.role.label if step.role else "",
        "Đơn vị": str(step.unit) if step.unit else "",
        "Chặng": leg.title if leg else "",
        "Thời gian": write_share(step.share_minutes, step.share_percent),
        "Được làm": ", ".join(act.label for act in Act if act in step.acts),
        "Chuyển": "\n".join(_leads(content, step)),
        "Lấy ý kiến": "\n".join(
            f"{asked.agency or 'cơ quan được chọn'}, {_said(asked.limit)}: {asked.question}"
            for asked in step.consultations
        ),
        "Biểu mẫu, giấy tờ": step.papers,
        "Kết quả": step.output,
    }
    return {label: f"{label}: {text}" for label, text in said.items() if text}


def _leads(content: ProcessContent, step: StepContent) -> Iterator[str]:
    """Where acts lead, by the names of steps: their numbers change with every step put in between."""
    for move in step.moves:
        target = content.find(move.to_key)
        yield f"{move.label or move.act.label} → {target.name if target else move.to_key}"


def _said(limit: object) -> str:
    return str(limit) if limit else ""
