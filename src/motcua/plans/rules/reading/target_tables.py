"""Targets out of tables: what is measured, in which unit, and the number planned for the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from motcua.documents.reading.blocks import Cell, Table
from motcua.kernel.text import fold
from motcua.plans.enums import Commitment, Direction, ItemSource
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.columns import Header, find_header, is_counting_row
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.reading.words import one_line, says_nothing
from motcua.plans.rules.targets import find_targets

_UNIT = re.compile(r"^(?:don vi tinh|dvt|don vi do|dv tinh)$")
_NAME = re.compile(r"^(?:ten |cac )*(?:chi tieu|noi dung|muc tieu|chi so|tieu chi)")
_PAST = re.compile(r"\b(?:thuc hien|ket qua|uoc|dat duoc|da dat)\b")
_NUMBER = re.compile(
    r"^(?P<words>\D*?)\s*(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)\s*(?P<percent>%?)\s*(?P<after>\D{0,30})$"
)
_DIRECTIONS = (
    (Direction.AT_MOST, re.compile(r"≤|<=|không quá|tối đa|dưới hoặc bằng", re.IGNORECASE)),
    (Direction.LESS_THAN, re.compile(r"<|dưới|thấp hơn|ít hơn", re.IGNORECASE)),
    (Direction.AT_LEAST, re.compile(r"≥|>=|tối thiểu|ít nhất|trở lên|từ", re.IGNORECASE)),
    (Direction.MORE_THAN, re.compile(r">|trên|hơn|cao hơn", re.IGNORECASE)),
)


def read_target_tables(tables: Sequence[Table], *, year: int | None, source: ItemSource) -> list[FoundTarget]:
    """The targets of tables such as "Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2025", in order.

    Of several columns with numbers that of the plan's year counts, else the last that does not tell of the past. A
    bare number is to be reached or passed.
    """
    found: list[FoundTarget] = []
    for table in tables:
        header = find_header(table)
        if header is not None:
            found.extend(_targets(table, header, year, source))
    return found


def _targets(table: Table, header: Header, year: int | None, source: ItemSource) -> list[FoundTarget]:
    name_at, unit_at, value_at = _columns(header, year)
    if name_at is None or value_at is None:
        return []
    found: list[FoundTarget] = []
    group = ""
    for row in table.rows[header.end_row :]:
        name, value = one_line(row[name_at].text), one_line(row[value_at].text)
        if not name or is_counting_row(row):
            continue
        if says_nothing(value) or row[value_at].text == row[name_at].text:
            group = name
            continue
        unit = one_line(row[unit_at].text) if unit_at is not None else ""
        found.extend(_target(row[value_at], name, value, unit, group, source))
    return found


def _columns(header: Header, year: int | None) -> tuple[int | None, int | None, int | None]:
    """The columns of the name, the unit and the planned number."""
    names = [fold(name) for name in header.names]
    unit_at = next((at for at, name in enumerate(names) if _UNIT.match(name)), None)
    name_at = next((at for at, name in enumerate(names) if _NAME.match(name) and at != unit_at), None)
    values = [
        at
        for at, role in enumerate(header.roles)
        if role in (Role.MEASURE, Role.OTHER) and at not in (unit_at, name_at) and not _PAST.search(names[at])
    ]
    of_year = [at for at in values if year is not None and str(year) in names[at]]
    chosen = of_year or values
    return name_at, unit_at, chosen[-1] if chosen else None


def _target(
    cell: Cell, name: str, value: str, unit: str, group: str, source: ItemSource
) -> list[FoundTarget]:
    text = f"{name}: {value}"
    percent = "%" in unit or "%" in value
    if percent and "%" not in value:
        text = re.sub(r"(\d)(?!.*\d)", r"\1%", text)
    place = cell.place
    if found := find_targets(text, place=place, source=source, section=group):
        return [replace(found[0], measures=name)]
    said = _NUMBER.match(value)
    if said is None:
        return []
    try:
        number = Decimal(_plain(said["number"]))
    except InvalidOperation:
        return []
    words = f"{said['words']} {said['after']}"
    direction = next((direction for direction, sign in _DIRECTIONS if sign.search(words)), Direction.AT_LEAST)
    return [
        FoundTarget(
            number=number,
            unit="%" if percent else unit or said["after"].strip(),
            direction=direction,
            commitment=Commitment.STRIVE if "phấn đấu" in f"{name} {words}".lower() else Commitment.MUST,
            measures=name,
            text=text,
            source=source,
            place=place,
            section=group,
        )
    ]


def _plain(number: str) -> str:
    """A number as a decimal: dots part thousands, a comma parts decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        return number.replace(".", "")
    return number.replace(",", ".")
