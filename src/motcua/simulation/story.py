"""What a target file asks for: the counts, the days that are played, the catalogue that stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.simulation.plan import Target, read_target, whole_year


@dataclass(frozen=True, slots=True)
class Shares:
    """How many procedures whose bodies decide."""

    province_committee: int = 0
    department: int = 0
    district: int = 0
    commune: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.province_committee + self.department + self.district + self.commune


@dataclass(frozen=True, slots=True)
class Listed:
    """The procedures of the played province: public ones, how many are fully or partly online, internal ones."""

    public: Shares
    full_online: int
    partial_online: int
    internal: Shares


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is to be played."""

    target: Target
    window: Period
    listed: Listed | None = None


def read_story(document: Any, *, year: int, dossiers: int | None) -> Story:
    """The story of a JSON document: counts as `read_target` knows them, and, where they are given, "from" and "to"
    (both days played; else the year as it is reported) and "catalogue".

    :raises Refused: as `read_target`; "target-window", "target-catalogue".
    """
    if not isinstance(document, Mapping):
        return Story(read_target(document, dossiers=dossiers), reported_year(year))
    counts = {name: value for name, value in document.items() if name not in ("from", "to", "catalogue")}
    return Story(
        read_target(counts, dossiers=dossiers),
        window_of(document, year),
        _listed(document["catalogue"]) if "catalogue" in document else None,
    )


def reported_year(year: int) -> Period:
    """The days that a department's yearly report counts: counts to be reached are counts of such a report.

    Practice, not law: from 15 November of the year before to 5 December, when the report is written.
    """
    return Period(date(year - 1, 11, 15), date(year, 12, 6))


def window_of(document: Mapping[str, Any], year: int) -> Period:
    """The days that "from" and "to" name, both included; the year as it is reported where they are not given.

    :raises Refused: "target-window".
    """
    if "from" not in document and "to" not in document:
        return reported_year(year)
    try:
        first, last = date.fromisoformat(document["from"]), date.fromisoformat(document["to"])
        window = Period(first, date.fromordinal(last.toordinal() + 1))
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong_window(
            "“from” và “to” phải là hai ngày dạng NĂM-THÁNG-NGÀY, ngày trước không sau ngày sau"
        ) from error
    if not window.overlaps(whole_year(year)) or (last - first).days > 550:
        raise _wrong_window(
            f"kỳ {first:%d/%m/%Y} – {last:%d/%m/%Y} phải chạm năm {year} và không dài quá 18 tháng"
        )
    return window


def _wrong_window(why: str) -> Refused:
    return Refused("target-window", f"Kỳ trong tệp chỉ tiêu chưa đúng: {why}. Sửa lại rồi chạy lại.")


def _listed(document: Any) -> Listed:
    known = {"full_online", "partial_online", "internal", *(field.name for field in fields(Shares))}
    if not isinstance(document, Mapping) or set(document) - known:
        raise _wrong_catalogue("chỉ gồm các mục " + ", ".join(sorted(known)))
    public = _shares({name: document[name] for name in document if name in Shares.__slots__})
    internal = _shares(document.get("internal", {}))
    full, partial = _count(document.get("full_online", 0)), _count(document.get("partial_online", 0))
    if full + partial > public.total:
        raise _wrong_catalogue(
            f"toàn trình và một phần là {full + partial}, nhiều hơn {public.total} thủ tục"
        )
    return Listed(public, full, partial, internal)


def _shares(document: Any) -> Shares:
    if not isinstance(document, Mapping) or set(document) - set(Shares.__slots__):
        raise _wrong_catalogue("số theo cấp gồm " + ", ".join(Shares.__slots__))
    return Shares(**{name: _count(value) for name, value in document.items()})


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 500:
        raise _wrong_catalogue("mỗi số phải là số nguyên từ 0 đến 500")
    return value


def _wrong_catalogue(why: str) -> Refused:
    return Refused("target-catalogue", f"Mục “catalogue” của tệp chỉ tiêu chưa đúng: {why}.")
