"""`./motcua deadline`: when a dossier is due, and why, day by day."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.deadlines.rules.calendars import Calendar
    from motcua.deadlines.rules.due import Due, Facts
    from motcua.deadlines.rules.limits import Limit
    from motcua.deadlines.rules.pauses import Pause

_VIETNAMESE_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_SAME_DAY = "Trong ngày"


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    deadline = groups.add_parser(
        "deadline",
        help="tính ngày hẹn trả kết quả và giải thích từng ngày",
        description="Tính ngày hẹn trả kết quả. Thời điểm ghi như 2026-08-28T09:00 hoặc “28/08/2026 09:00”; "
        "chỉ ghi ngày thì lấy đầu giờ làm việc của ngày đó.",
    )
    deadline.add_argument("--received", required=True, metavar="LÚC", help="thời điểm nhận đủ hồ sơ hợp lệ")
    how_long = deadline.add_mutually_exclusive_group(required=True)
    how_long.add_argument(
        "--limit", metavar="THỜI HẠN", help="“5 ngày làm việc”, “15 ngày”, “08 giờ”, “1 tháng”"
    )
    how_long.add_argument(
        "--same-day", action="store_true", help="thủ tục trả kết quả trong ngày (nhận sau 15:00: ngày sau)"
    )
    deadline.add_argument(
        "--calendar", default="national", metavar="MÃ", help="mã lịch làm việc (mặc định: national)"
    )
    deadline.add_argument(
        "--stored",
        action="store_true",
        help="với lịch national: lấy lịch đã lưu trong cơ sở dữ liệu thay cho bản kèm chương trình",
    )
    deadline.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="TỪ..ĐẾN",
        help="tạm dừng, tính từ ngày đầu đến trước ngày cuối; để trống ĐẾN nếu chưa tiếp tục; ghi được nhiều lần",
    )
    deadline.add_argument(
        "--extend", action="append", default=[], metavar="THỜI HẠN", help="gia hạn thêm, chỉ một lần"
    )
    deadline.add_argument("--restart", metavar="LÚC", help="nhận lại hồ sơ đầy đủ: tính lại từ đầu")
    deadline.add_argument(
        "--late-receipt-next-day",
        action="store_true",
        help="nhận sau 15:00 hoặc ngày nghỉ thì coi như nhận ngày làm việc tiếp theo",
    )
    deadline.add_argument("--explain", action="store_true", help="giải thích từng ngày (với --json luôn có)")
    deadline.add_argument("--json", action="store_true")
    deadline.set_defaults(run=_deadline)


def _deadline(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.deadlines.rules.due import due
    from motcua.deadlines.rules.explain import explain

    calendar = _calendar(args.calendar, stored=args.stored)
    facts, assumed = _facts(args, calendar)
    found = (explain if args.explain or args.json else due)(calendar=calendar, facts=facts)
    if args.json:
        answer = found.as_dict()
        answer["warnings"] = [*assumed, *answer["warnings"]]
        print_json({"limit": str(facts.limit), "calendar": calendar.code, **answer})
    else:
        print("\n".join(_lines(calendar, facts, found, assumed)))


def _calendar(code: str, *, stored: bool) -> Calendar:
    from motcua.deadlines.rules.shipped import NATIONAL, national_calendar

    if code == NATIONAL and not stored:
        return national_calendar()
    from motcua.config.installation import open_database

    open_database()
    from motcua.deadlines.queries import calendar_for

    return calendar_for(code)


def _facts(args: argparse.Namespace, calendar: Calendar) -> tuple[Facts, list[str]]:
    """What the words of the command say, and what had to be assumed."""
    from motcua.deadlines.rules.due import Facts

    if len(args.extend) > 1:
        raise Refused(
            "extended-twice",
            "Hồ sơ chỉ được gia hạn một lần (Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9; nay theo "
            "Nghị định 118/2025/NĐ-CP). Chỉ ghi một --extend.",
        )
    assumed: list[str] = []
    facts = Facts(
        received_at=_moment(args.received, "--received", calendar, assumed),
        limit=_limit(_SAME_DAY if args.same_day else args.limit, "--limit"),
        pauses=[_pause(text) for text in args.pause],
        restarted_at=_moment(args.restart, "--restart", calendar, assumed) if args.restart else None,
        extension=_limit(args.extend[0], "--extend") if args.extend else None,
        late_receipt_next_day=args.late_receipt_next_day,
    )
    return facts, assumed


def _limit(text: str, option: str) -> Limit:
    from motcua.deadlines.rules.limits import read_limit

    reading = read_limit(text)
    if reading.limit is None or reading.needs_person:
        raise Refused(
            "limit-unreadable",
            f"{option}: không đọc chắc được thời hạn “{text}” ({reading.why}). "
            "Ghi một con số và một đơn vị, ví dụ “5 ngày làm việc”, “15 ngày”, “08 giờ”, “1 tháng”.",
            field=option,
        )
    return reading.limit


def _moment(text: str, option: str, calendar: Calendar, assumed: list[str]) -> datetime:
    """The instant; for a day alone, the start of its working hours, which is then said."""
    day, clock = _read(text, option)
    if clock is not None:
        return clock
    hours = calendar.hours_of(day)
    start = calendar.opening(day) if hours else datetime.combine(day, time(), tzinfo=VIETNAM)
    why = "đầu giờ làm việc" if hours else "ngày không làm việc"
    assumed.append(f"{option} không ghi giờ: coi như lúc {start:%H:%M} ngày {day:%d/%m/%Y} ({why}).")
    return start


def _pause(text: str) -> Pause:
    from motcua.deadlines.rules.pauses import Pause

    first, dots, last = text.partition("..")
    if not dots or not first.strip():
        raise Refused(
            "bad-pause",
            f"--pause “{text}” chưa đúng. Ghi TỪ..ĐẾN, ví dụ 2026-09-03..2026-09-07; "
            "còn đang tạm dừng thì để trống phần ĐẾN.",
            field="--pause",
        )
    return Pause(_edge(first), _edge(last) if last.strip() else None)


def _edge(text: str) -> datetime:
    day, clock = _read(text, "--pause")
    return clock or datetime.combine(day, time(), tzinfo=VIETNAM)


def _read(text: str, option: str) -> tuple[date, datetime | None]:
    """A day and, when an hour is given, the instant; without an offset it is Vietnam's time."""
    plain = text.strip()
    if found := _VIETNAMESE_DAY.fullmatch(plain):
        day, month, year, rest = found.groups()
        plain = f"{year}-{int(month):02d}-{int(day):02d}{rest}"
    plain = re.sub(r"[T ]+(\d{1,2}):", lambda clock: f"T{int(clock[1]):02d}:", plain)
    try:
        if len(plain) <= 10:
            return date.fromisoformat(plain), None
        at = datetime.fromisoformat(plain)
    except ValueError:
        raise Refused(
            "bad-instant",
            f"{option}: “{text}” không phải một thời điểm có thật. "
            "Ghi như 2026-08-28T09:00, “28/08/2026 09:00” hoặc chỉ ngày 28/08/2026.",
            field=option,
        ) from None
    at = at if at.tzinfo else at.replace(tzinfo=VIETNAM)
    return at.astimezone(VIETNAM).date(), at.astimezone(VIETNAM)


def _lines(calendar: Calendar, facts: Facts, found: Due, assumed: list[str]) -> list[str]:
    """The answer for a person."""
    received = facts.received_at
    lines = [
        f"Nhận hồ sơ: {received:%H:%M} {_day(received.date())}",
        f"Thời hạn:   {facts.limit}",
        f"Lịch:       {calendar.name} ({calendar.code})",
    ]
    if found.due_at is not None:
        lines.append(f"Hạn trả:    {found.due_at:%H:%M} {_day(found.due_at.date())}")
    elif found.paused_since is not None:
        lines.append("Hạn trả:    chưa xác định (đang tạm dừng)")
    else:
        lines.append("Hạn trả:    không có (không quy định thời hạn)")
    if found.due_on_before_extension is not None:
        lines.append(f"Hạn cũ:     {_day(found.due_on_before_extension)} (trước khi gia hạn)")
    if found.steps:
        lines += ["", *_table(found)]
    return [*lines, *(f"Lưu ý: {text}" for text in (*assumed, *found.warnings))]


def _table(found: Due) -> list[str]:
    from motcua.deadlines.rules.limits import number

    rows = [("Ngày", "Thứ", "Tính", "Cộng dồn", "Lý do", "Căn cứ")]
    for step in found.steps:
        plain = step.as_dict()
        counted = "có" if step.counts else "–"
        reason = f"{step.reason} [{plain['hours']}]" if plain["hours"] else step.reason
        rows.append(
            (f"{step.day:%d/%m/%Y}", plain["weekday"], counted, number(step.count), reason, step.basis)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _day(day: date) -> str:
    from motcua.deadlines.rules.calendars import WEEKDAYS

    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"
