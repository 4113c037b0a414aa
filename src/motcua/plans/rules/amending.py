"""What an amended plan changes: lines taken in, taken out, changed, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

LABELS = {
    "number": "Số thứ tự",
    "content": "Nội dung",
    "leads": "Chủ trì",
    "partners": "Phối hợp",
    "term": "Thời hạn",
    "product": "Sản phẩm",
}


@dataclass(frozen=True, slots=True)
class LineText:
    """A line as it reads; `task` is the same for the same work in both versions, "" for new work."""

    task: str
    number: str
    content: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    term: str
    product: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a line: its Vietnamese name, what it said, what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that goes on with other words."""

    line: LineText
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changed from one version to the next."""

    added: tuple[LineText, ...]
    removed: tuple[LineText, ...]
    changed: tuple[LineChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def amended(*, before: Sequence[LineText], after: Sequence[LineText]) -> Amendment:
    """What `after` changes against `before`; lines are the same when they are of the same task."""
    former = {line.task: line for line in before if line.task}
    kept = {line.task for line in after if line.task}
    changed = [
        LineChange(line, found)
        for line in after
        if line.task in former and (found := _changes(former[line.task], line))
    ]
    return Amendment(
        added=tuple(line for line in after if line.task not in former),
        removed=tuple(line for line in before if line.task not in kept),
        changed=tuple(changed),
    )


def _changes(before: LineText, after: LineText) -> tuple[FieldChange, ...]:
    names = [field.name for field in fields(LineText) if field.name in LABELS]
    return tuple(
        FieldChange(LABELS[name], _words(getattr(before, name)), _words(getattr(after, name)))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def _words(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
