"""A row of a file of agencies, read into what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from motcua.kernel.labelled import Labelled
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.organisations.rules.agencies import AgencyEntry, check_period, checked

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã cơ quan", "Mã"),
    "name": ("Tên cơ quan", "Tên"),
    "short_name": ("Tên ngắn",),
    "kind": ("Loại cơ quan", "Loại"),
    "level": ("Cấp",),
    "parent_code": ("Mã cơ quan cấp trên",),
    "area_code": ("Mã đơn vị hành chính",),
    "held_from": ("Từ ngày",),
    "held_to": ("Kết thúc từ ngày",),
    "phone": ("Điện thoại",),
    "email": ("Thư điện tử",),
    "address": ("Địa chỉ",),
}
"""Column keys with their headings, the template's first."""

REQUIRED = ("code", "name", "kind", "level", "held_from")

Word = TypeVar("Word", bound=Labelled)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """What a row says: the agency, under whom and in which area it stands by their codes, from when to when."""

    number: int
    entry: AgencyEntry
    parent_code: str
    area_code: str
    start: date
    end: date | None


def read_row(number: int, values: Mapping[str, str]) -> AgencyRow:
    """The row read and checked.

    :raises Refused: with `field` and the reason, at the first thing that is wrong.
    """
    entry = checked(
        AgencyEntry(
            code=values.get("code", ""),
            name=values.get("name", ""),
            short_name=values.get("short_name", ""),
            kind=_word(AgencyKind, values.get("kind", ""), "kind", "Loại cơ quan"),
            level=_word(AgencyLevel, values.get("level", ""), "level", "Cấp"),
            address=values.get("address", ""),
            phone=values.get("phone", ""),
            email=values.get("email", ""),
        )
    )
    start, end = _day(values.get("held_from", ""), "held_from"), _day(values.get("held_to", ""), "held_to")
    if start is None:
        raise Refused("bad-row", "Chưa ghi ngày bắt đầu hoạt động.", field="held_from")
    check_period(start=start, end=end)
    return AgencyRow(number, entry, values.get("parent_code", ""), values.get("area_code", ""), start, end)


def _word(words: type[Word], text: str, field: str, name: str) -> Word:
    wanted = fold(text)
    for word in words:
        if text == word.value or wanted == fold(word.label):
            return word
    choices = "; ".join(word.label for word in words)
    raise Refused("bad-row", f"{name} “{text}” không có. Chọn một trong: {choices}.", field=field)


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise Refused("bad-row", f"Ngày “{text}” không đúng. Ghi như 01/07/2025.", field=field)
