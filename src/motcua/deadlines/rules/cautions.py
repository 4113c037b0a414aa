"""What a person should know beside a due date: days not official yet, pauses that last or came too late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from motcua.deadlines.enums import YearState
from motcua.deadlines.rules.calendars import Calendar
from motcua.kernel.clock import VIETNAM

if TYPE_CHECKING:
    from motcua.deadlines.rules.due import Stage


def cautions(calendar: Calendar, start: date, end: date, found: Sequence[Stage]) -> list[str]:
    """Sentences for what is not sure between the days `start` and `end`, and for pauses without effect."""
    said = [text for year in range(start.year, end.year + 1) if (text := _year_warning(calendar, year))]
    last = found[-1]
    if last.open_pause is not None:
        since = last.open_pause.start.astimezone(VIETNAM)
        said.append(f"Đang tạm dừng từ {since:%H:%M %d/%m/%Y}: ngày hẹn trả có khi tiếp tục giải quyết.")
    said += [
        f"Lần tạm dừng từ {pause.start.astimezone(VIETNAM):%H:%M %d/%m/%Y} bắt đầu sau khi đã hết hạn "
        "nên không làm thay đổi hạn trả."
        for pause in last.late_pauses
    ]
    return said


def _year_warning(calendar: Calendar, year: int) -> str:
    known = calendar.knowledge.get(year)
    if known is None:
        return f"Năm {year}: lịch làm việc chưa có dữ liệu ngày nghỉ; kiểm tra lại ngày hẹn trả."
    unsure = [
        name
        for name, state in (("Tết Nguyên đán", known.tet), ("Quốc khánh 2-9", known.national_day))
        if state is YearState.ESTIMATED
    ]
    if unsure:
        return (
            f"Năm {year}: ngày nghỉ {' và '.join(unsure)} chưa có thông báo chính thức; "
            "ngày hẹn trả có thể thay đổi."
        )
    if YearState.REBUILT in (known.tet, known.national_day):
        return f"Năm {year}: lịch nghỉ được dựng lại, chưa đối chiếu với thông báo của năm đó."
    return ""
