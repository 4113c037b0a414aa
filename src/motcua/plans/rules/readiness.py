"""What a plan lacks before it can be approved: for each task it must be clear who leads, and everybody named known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class LineFacts(Protocol):
    """A line of work as this rule looks at it; `leads` says of each leading unit whether it is known who is meant."""

    @property
    def line_id(self) -> UUID: ...
    @property
    def number(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def leads(self) -> tuple[bool, ...]: ...
    @property
    def unknown(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, and in which line (None: in the plan as a whole)."""

    line_id: UUID | None
    number: str
    reason: str

    def __str__(self) -> str:
        return f"nhiệm vụ {self.number}: {self.reason}" if self.number else self.reason


def lacks_of(lines: Sequence[LineFacts]) -> list[Lack]:
    """What keeps the plan from being approved; () when nothing does.

    A missing term or product does not: plans of real life have such lines. They are shown as findings, and nobody is
    late before a term is known.

    Basis: the “05 rõ” (clear person, work, time, result, responsibility) that plans since 2025 set themselves; of
    these only the person is needed for the work to reach anybody.
    """
    if not lines:
        return [Lack(None, "", "chưa có nhiệm vụ nào")]
    found = []
    for place, line in enumerate(lines, start=1):
        number = line.number or f"thứ {place}"
        if not line.leads:
            found.append(Lack(line.line_id, number, "chưa ghi đơn vị chủ trì"))
        elif not any(line.leads):
            found.append(Lack(line.line_id, number, f"chưa rõ đơn vị chủ trì “{line.unknown[0]}” là ai"))
    return found
