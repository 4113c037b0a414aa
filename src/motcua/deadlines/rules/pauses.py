"""Pauses of a count: the applicant completes the dossier, or pays; the clock stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Pause:
    """From `start` up to, not including, `end`; None while it lasts. Aware instants.

    :raises Refused: "pause-ends-before-start".
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Refused(
                "pause-ends-before-start",
                f"Lần tạm dừng từ {_said(self.start)} kết thúc trước khi bắt đầu. Kiểm tra lại hai thời điểm.",
            )

    def days_after(self, day: date) -> tuple[date, date]:
        """The days taken out, as first day and end, not looking before `day`; none when they are equal."""
        assert self.end is not None
        first = max(self.start.astimezone(VIETNAM).date(), day)
        return first, max(self.end.astimezone(VIETNAM).date(), first)


def checked_pauses(
    pauses: Sequence[Pause], *, received_at: datetime, restarted_at: datetime | None
) -> tuple[Pause, ...]:
    """The pauses in order of time, without those before a restart.

    :raises Refused: "pause-before-receipt", "pauses-overlap", "pause-over-restart".
    """
    ordered = tuple(sorted(pauses, key=lambda pause: pause.start))
    if ordered and ordered[0].start < received_at:
        raise Refused(
            "pause-before-receipt",
            f"Lần tạm dừng từ {_said(ordered[0].start)} bắt đầu trước khi nhận hồ sơ ({_said(received_at)}).",
        )
    for earlier, later in pairwise(ordered):
        if earlier.end is None or earlier.end > later.start:
            raise Refused(
                "pauses-overlap",
                f"Hai lần tạm dừng chồng nhau: từ {_said(earlier.start)} và từ {_said(later.start)}. "
                "Ghi lại cho lần trước kết thúc trước khi lần sau bắt đầu.",
            )
    return ordered if restarted_at is None else _since(ordered, restarted_at)


def _since(ordered: tuple[Pause, ...], restarted_at: datetime) -> tuple[Pause, ...]:
    over = [p for p in ordered if p.start < restarted_at and (p.end is None or p.end > restarted_at)]
    if over:
        raise Refused(
            "pause-over-restart",
            f"Lần tạm dừng từ {_said(over[0].start)} còn kéo dài khi hồ sơ được tính lại từ đầu "
            f"({_said(restarted_at)}). Ghi thời điểm kết thúc của lần tạm dừng đó.",
        )
    return tuple(pause for pause in ordered if pause.start >= restarted_at)


def _said(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
