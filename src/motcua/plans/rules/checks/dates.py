"""Days that cannot be, that fall outside the plan's year, or that lie before the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import ItemSource, Severity, TermKind
from motcua.plans.rules.checks.examined import Examined, Passage, around, finding, pointed
from motcua.plans.rules.reading.found import Finding

_DATE = re.compile(
    r"(?<![\d/.,])(?P<day>\d{1,2})\s?(?P<joint>[/.\-])\s?(?P<month>\d{1,2})\s?(?P=joint)\s?(?P<year>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>(?:19|20)\d{2})(?!\d)"
)
_MONTH = re.compile(r"[Tt]háng\s*(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<year>20\d{2})(?!\d)")
# What makes a day a term; "đến" and "tính đến" also look back, and so does what was done before a day.
_DUE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|thời hạn|hạn|gửi|nộp|(?:gửi|nộp|xong|thành|thẩm định|ban hành)"
    r"[^.;:]{0,50}\btrong)(?:\s+(?:là|vào|trong|trước|đến|hết|thời gian|cuối|đầu))*(?:\s+ngày)?[\s:(]*\Z",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\bđã\b[^.;:]{0,60}|(?:ban hành|tiếp nhận|cấp|công nhận|phát sinh|tuyển dụng|hiệu lực|thành lập)\s+trước"
    r"(?:\s+ngày)?\s*)\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<name>[Tt]hứ\s+(?:hai|ba|tư|năm|sáu|bảy|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật))"
    r"\s*[,(]?\s*(?:ngày\s+)?(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2} tháng)"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5} | {str(n + 2): n for n in range(6)}
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MONTHS_AFTER = 2


def impossible_dates(examined: Examined) -> Iterator[Finding]:
    """Days that no calendar has, such as 31/02/2025.

    Reason: whoever must keep the day cannot know which one is meant.
    """
    for passage in examined.passages:
        for found, day in _dates(passage):
            if day is None:
                yield finding(
                    "date-impossible",
                    Severity.ERROR,
                    f"Lịch không có ngày {found.group()}. Xem lại ngày, tháng.",
                    passage.place,
                    pointed(passage.text, *found.span()),
                )


def wrong_weekdays(examined: Examined) -> Iterator[Finding]:
    """A weekday and a date that do not fall together: "thứ Hai, ngày 20/5/2025".

    Reason: half of the readers come on the wrong day.
    """
    for passage in examined.passages:
        for found in _WEEKDAY.finditer(passage.text):
            day = next((day for match, day in _dates(passage) if match.start() == found.end()), None)
            named = _weekday(found["name"])
            if day is not None and day.weekday() != named:
                yield finding(
                    "weekday-wrong",
                    Severity.ERROR,
                    f"Ngày {day:%d/%m/%Y} là {_NAMES[day.weekday()]}, văn bản ghi {_NAMES[named]}. "
                    "Xem ngày hay thứ là đúng.",
                    passage.place,
                    pointed(passage.text, *found.span()),
                )


def dates_outside_year(examined: Examined) -> Iterator[Finding]:
    """Terms in a year that the plan is not for: "trước 05/6/2024" in a plan of 2025; not the dates of cited acts.

    Reason: terms are copied from last year's plan. The first two months of the year after are let pass.
    """
    years = examined.years
    if not years or not examined.is_plan:
        return
    told: set[tuple[int, int, int]] = set()
    for passage in examined.passages:
        if passage.is_cell:
            continue
        for start, end, day in _term_days(passage):
            if _is_outside(day, years):
                told.add((day.year, day.month, day.day))
                yield _outside(
                    passage.text[start:end], day, years, passage.place, around(passage.text, start, end)
                )
    for task in examined.tasks:
        due = task.term.due_on
        if due is None or task.term.is_year_assumed or not _is_outside(due, years):
            continue
        if task.source is ItemSource.ANNEX or (due.year, due.month, due.day) not in told:
            if any((due.year, due.month, each) in told for each in range(due.day, due.day + 2)):
                continue  # "trước 05/6" is due on the 4th
            yield _outside(task.term.text, due, years, task.place, f"{task.term.text}: {task.content}")


def terms_before_document(examined: Examined) -> Iterator[Finding]:
    """Work that was due before the document was signed.

    Reason: nobody can keep a term that had passed when they were told of it.
    """
    issued = examined.header.issued_on
    if issued is None or not examined.is_plan:
        return
    for task in examined.tasks:
        due = task.term.due_on
        if due is None or due >= issued or task.term.kind is TermKind.RECURRING:
            continue
        if examined.years and due.year not in examined.years:
            continue  # told as a date outside the plan's year
        yield finding(
            "term-before-document",
            Severity.DOUBT,
            f"Thời hạn “{task.term.text}” đã qua vào ngày ký văn bản ({issued:%d/%m/%Y}). "
            "Xem lại thời hạn, hoặc ghi rõ là việc đã làm.",
            task.place,
            f"{task.term.text}: {task.content}",
        )


def issued_after_year(examined: Examined) -> Iterator[Finding]:
    """A plan signed when its year was over.

    Reason: either the date or the year in the title is wrong.
    """
    issued, years = examined.header.issued_on, examined.years
    if issued is None or not years or not examined.is_plan or issued.year <= max(years):
        return
    yield finding(
        "issued-after-year",
        Severity.DOUBT,
        f"Văn bản ký ngày {issued:%d/%m/%Y}, sau năm {max(years)} của kế hoạch. Xem lại ngày ký hoặc năm ở tên gọi.",
        examined.header.place,
        examined.header.title,
    )


def _dates(passage: Passage) -> Iterator[tuple[re.Match[str], date | None]]:
    for found in _DATE.finditer(passage.text):
        year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day"))
        try:
            yield found, date(year, month, day)
        except ValueError:
            yield found, None


def _term_days(passage: Passage) -> Iterator[tuple[int, int, date]]:
    """Days and months that stand as a term, outside of citations."""
    cited = [(each.start, each.end) for each in passage.mentions]
    for found, day in _dates(passage):
        if day and not _inside(found, cited) and _is_term(passage.text[: found.start()]):
            yield *found.span(), day
    for found in _MONTH.finditer(passage.text):
        is_term = _is_term(passage.text[: found.start()]) and not _inside(found, cited)
        if (
            is_term
            and 1 <= int(found["month"]) <= 12
            and not re.search(r"\d\s*\Z", passage.text[: found.start()])
        ):
            yield *found.span(), date(int(found["year"]), int(found["month"]), 1)


def _is_term(before: str) -> bool:
    return _DUE.search(before) is not None and _BACK.search(before) is None


def _inside(found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= found.start() < end for start, end in spans)


def _is_outside(day: date, years: frozenset[int]) -> bool:
    if day.year in years:
        return False
    return day.year < min(years) or day.year > max(years) + 1 or day.month > _MONTHS_AFTER


def _outside(text: str, day: date, years: frozenset[int], place: Place, excerpt: str) -> Finding:
    span = f"năm {max(years)}" if len(years) == 1 else f"các năm {min(years)}–{max(years)}"
    is_past = day.year < min(years)
    hint = "Có thể chép từ kế hoạch năm trước." if is_past else "Xem có đúng là việc của năm sau không."
    return finding(
        "date-outside-year",
        Severity.ERROR if is_past else Severity.NOTE,
        f"Thời hạn “{text}” nằm ngoài {span} của kế hoạch. {hint}",
        place,
        excerpt,
    )


def _weekday(name: str) -> int:
    word = name.split()[-1].casefold()
    return 6 if word == "nhật" else _WEEKDAYS[word]
