"""Working hours of a day and of a week, to the second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from motcua.kernel.refusals import Refused

DAY = 86_400
_SESSION = re.compile(r"(\d{1,2})[:hg](\d{2})\s*[-–]\s*(\d{1,2})[:hg](\d{2})")

# Sessions of one day: pairs of seconds since midnight, in order, never touching each other.
Sessions = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The working sessions of the seven weekdays, Monday first; a day without sessions is a weekly day off."""

    days: tuple[Sessions, ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")
        if not any(self.days):
            raise Refused(
                "week-without-work", "Lịch tuần không có giờ làm việc nào. Nhập giờ cho ít nhất một ngày."
            )

    def of(self, weekday: int) -> Sessions:
        """The sessions of a weekday, 0 for Monday."""
        return self.days[weekday]


def read_sessions(text: str) -> Sessions:
    """The sessions written as "07:30-11:30, 13:30-17:30"; "" for none.

    :raises Refused: "bad-hours" when a part is not understood, ends before it starts or overlaps another.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    sessions = tuple(sorted(_session(part, text) for part in parts))
    for (_, end), (start, _) in pairwise(sessions):
        if start <= end:
            raise _bad(text, "các buổi chồng hoặc nối liền nhau")
    return sessions


def write_sessions(sessions: Sessions) -> str:
    """The inverse of `read_sessions`; seconds are written where there are some."""
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in sessions)


def seconds_of(sessions: Sessions) -> int:
    """The working seconds of a day."""
    return sum(end - start for start, end in sessions)


def second_of(at: time) -> int:
    """Seconds since midnight."""
    return at.hour * 3600 + at.minute * 60 + at.second


def _session(part: str, text: str) -> tuple[int, int]:
    found = _SESSION.fullmatch(part)
    if found is None:
        raise _bad(text, f"không đọc được “{part}”")
    hour, minute, end_hour, end_minute = (int(group) for group in found.groups())
    if hour > 24 or end_hour > 24 or minute > 59 or end_minute > 59:
        raise _bad(text, f"giờ không có thật trong “{part}”")
    start, end = hour * 3600 + minute * 60, end_hour * 3600 + end_minute * 60
    if not start < end <= DAY:
        raise _bad(text, f"giờ kết thúc không sau giờ bắt đầu trong “{part}”")
    return start, end


def _clock(second: int) -> str:
    minutes, left = divmod(second, 60)
    whole = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{whole}:{left:02d}" if left else whole


def _bad(text: str, why: str) -> Refused:
    return Refused(
        "bad-hours",
        f"Giờ làm việc “{text}” chưa đúng: {why}. Ghi theo mẫu 07:30-11:30, 13:30-17:30; để trống nếu nghỉ.",
        hours=text,
    )


_OFFICE = read_sessions("07:30-11:30, 13:30-17:30")
OFFICE_WEEK = WeeklyHours((_OFFICE,) * 5 + ((), ()))
