"""Base data of this room: the areas of Vietnam, before and since 1 July 2025.

They come from a pinned package and are read as files: the package's own code is never imported. What was
before 1 July 2025 is a picture of the last months before that day (63 provinces, 696 districts, 10,035
wards): from when each unit existed is not in the source, so its period has no beginning. Eleven provinces
were left as they were and keep one row through both times; the other 23 are new bodies, even under an old name.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from motcua.kernel.models import LoadedData
from motcua.organisations.actions.areas import load_areas
from motcua.organisations.enums import AreaLevel
from motcua.organisations.rules.areas import REORGANISED_ON, AreaRow, AreaSources, ChangeRow

_PACKAGE = "vietnamadminunits"
_UNITS = "vietnamadminunits/data/dataset.db"
_CONVERSION = "vietnamadminunits/data/converter_2025.json"
# Raised when the same files are to be read in another way, so that installations read them again.
_READING = b"1"


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the areas unless the very same data is there already."""
    digest = source_digest()
    if LoadedData.objects.filter(name="areas", digest=digest).exists():
        return
    say("Nạp đơn vị hành chính (34 tỉnh, 3.321 xã và các đơn vị trước ngày 01/7/2025)…")
    load_areas(sources=read_sources(), digest=digest, at=at)


def source_digest() -> str:
    """A digest of the source files and of the way they are read."""
    total = hashlib.sha256(_READING)
    for name in (_UNITS, _CONVERSION):
        total.update(_file(name).read_bytes())
    return total.hexdigest()


def read_sources() -> AreaSources:
    """Read areas and changes from the installed packages; about a second."""
    old, new = _units()
    conversion = json.loads(_file(_CONVERSION).read_text(encoding="utf-8"))
    unchanged = _unchanged_provinces(old, new, conversion)
    areas = [*_provinces(old, new, unchanged), *_districts(old), *_old_wards(old), *_new_communes(new)]
    changes = [*_province_changes(old, new, conversion), *_ward_changes(old, new, conversion)]
    return AreaSources(areas, changes)


def _file(name: str) -> Path:
    return Path(str(distribution(_PACKAGE).locate_file(name)))


def _units() -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    connection = sqlite3.connect(f"{_file(_UNITS).as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        old = connection.execute(
            "SELECT province, provinceShort, provinceCode, provinceKey, district, districtShort, districtType,"
            " districtCode, districtKey, ward, wardShort, wardType, wardCode, wardKey FROM admin_units_legacy"
        ).fetchall()
        new = connection.execute(
            "SELECT province, provinceShort, provinceCode, provinceKey, ward, wardShort, wardType, wardCode,"
            " wardKey FROM admin_units"
        ).fetchall()
    finally:
        connection.close()
    return old, new


def _unchanged_provinces(old: list[sqlite3.Row], new: list[sqlite3.Row], conversion: Any) -> set[str]:
    """Codes of the provinces that the reorganisation left as they were: same name, made of themselves alone."""
    old_names = {row["provinceCode"]: row["province"] for row in old}
    alone = {key for key, parts in conversion["DICT_PROVINCE"].items() if parts == [key]}
    return {
        row["provinceCode"]
        for row in new
        if row["provinceKey"] in alone and old_names.get(row["provinceCode"]) == row["province"]
    }


def _provinces(old: list[sqlite3.Row], new: list[sqlite3.Row], unchanged: set[str]) -> Iterator[AreaRow]:
    before = {row["provinceCode"]: row for row in old}
    since = {row["provinceCode"]: row for row in new}
    for code, row in before.items():
        end = None if code in unchanged else REORGANISED_ON
        yield AreaRow(AreaLevel.PROVINCE, code, row["province"], row["provinceShort"], None, None, end)
    for code, row in since.items():
        if code not in unchanged:
            yield AreaRow(
                AreaLevel.PROVINCE, code, row["province"], row["provinceShort"], None, REORGANISED_ON, None
            )


def _districts(old: list[sqlite3.Row]) -> Iterator[AreaRow]:
    for code, row in {row["districtCode"]: row for row in old}.items():
        yield AreaRow(
            AreaLevel.DISTRICT,
            code,
            row["district"],
            row["districtShort"],
            (AreaLevel.PROVINCE, row["provinceCode"]),
            None,
            REORGANISED_ON,
        )


def _old_wards(old: list[sqlite3.Row]) -> Iterator[AreaRow]:
    for row in old:
        if row["wardCode"]:  # five island districts had no wards
            yield AreaRow(
                AreaLevel.COMMUNE,
                row["wardCode"],
                row["ward"],
                row["wardShort"],
                (AreaLevel.DISTRICT, row["districtCode"]),
                None,
                REORGANISED_ON,
            )


def _new_communes(new: list[sqlite3.Row]) -> Iterator[AreaRow]:
    for row in new:
        yield AreaRow(
            AreaLevel.COMMUNE,
            row["wardCode"],
            row["ward"],
            row["wardShort"],
            (AreaLevel.PROVINCE, row["provinceCode"]),
            REORGANISED_ON,
            None,
        )


def _province_changes(old: list[sqlite3.Row], new: list[sqlite3.Row], conversion: Any) -> Iterator[ChangeRow]:
    unchanged = _unchanged_provinces(old, new, conversion)
    old_codes = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_codes = {row["provinceKey"]: row["provinceCode"] for row in new}
    for key, parts in conversion["DICT_PROVINCE"].items():
        for part in parts:
            if old_codes[part] not in unchanged:
                yield ChangeRow(
                    (AreaLevel.PROVINCE, old_codes[part]), (AreaLevel.PROVINCE, new_codes[key]), True, True
                )


def _ward_changes(old: list[sqlite3.Row], new: list[sqlite3.Row], conversion: Any) -> Iterator[ChangeRow]:
    places = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": (
            (AreaLevel.COMMUNE, row["wardCode"])
            if row["wardCode"]
            else (AreaLevel.DISTRICT, row["districtCode"])
        )
        for row in old
    }
    codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, former in wards.items():
            new_place = (AreaLevel.COMMUNE, codes[province, ward])
            for key in former:
                yield ChangeRow(places[key], new_place, True, True)
    for province, divided in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            for part in parts:
                new_place = (AreaLevel.COMMUNE, codes[province, part["newWardKey"]])
                yield ChangeRow(places[key], new_place, False, part["isDefaultNewWard"])
