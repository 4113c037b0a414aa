"""Findings about what procedures rest on and whom they concern."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.business import concerns_business
from motcua.reviews.rules.findings.finding import Examined, Finding, Row

_LEVELS = {"province": "cấp tỉnh", "commune": "cấp xã", "district": "cấp huyện (cũ)", "ministry": "cấp bộ"}


@dataclass(frozen=True, slots=True)
class Expired:
    """A legal act on which a procedure rests and that is no longer in force."""

    procedure_id: str
    act: str
    title: str
    ended_on: date


def expired_bases(known: Mapping[str, Examined], expired: Iterable[Expired]) -> list[Finding]:
    """One finding for each act that ended, with the procedures that still rest on it.

    Basis: NĐ 63/2010/NĐ-CP art. 27–29 (legality).
    """
    by_act: dict[tuple[str, str, date], list[Row]] = defaultdict(list)
    for one in expired:
        if one.procedure_id in known:
            by_act[one.act, one.title, one.ended_on].append(Row(known[one.procedure_id]))
    return [
        Finding(
            clue=Clue.EXPIRED_BASIS,
            subject=act,
            title=f"{act} {title}".strip(),
            says=f"Hết hiệu lực từ {ended:%d/%m/%Y}; {len(rows)} thủ tục còn dẫn làm căn cứ.",
            to_do="Tìm văn bản thay thế; nếu thủ tục không còn căn cứ nào thì đề nghị bãi bỏ.",
            columns=(),
            rows=tuple(rows),
            parts=frozenset(row.procedure.code for row in rows),
            measure=Decimal(len(rows)),
        )
        for (act, title, ended), rows in by_act.items()
    ]


def is_business(procedure: Examined) -> bool:
    """Whether the procedure concerns business: as its record says, else as its applicants show."""
    return concerns_business(recorded=procedure.is_business, applicants=procedure.applicants)


def business_set(procedures: Sequence[Examined]) -> list[Finding]:
    """The procedures that concern business as one set, counted by the highest level at which each is carried out."""
    members = [one for one in procedures if is_business(one)]
    if not members:
        return []
    by_level = Counter(_highest(one) for one in members)
    order = [*_LEVELS, ""]
    parts = ", ".join(
        f"{by_level[level]} {_LEVELS.get(level, 'chưa rõ cấp')}" for level in order if by_level[level]
    )
    return [
        Finding(
            clue=Clue.BUSINESS,
            subject="all",
            title="Thủ tục liên quan đến hoạt động sản xuất, kinh doanh",
            says=f"{len(members)} thủ tục: {parts}.",
            to_do="Rà soát cả nhóm theo chỉ tiêu cắt giảm; thủ tục nào không phải thì đánh dấu trong danh mục.",
            columns=("Cấp", "Vì sao thuộc nhóm"),
            rows=tuple(
                Row(
                    one,
                    (
                        _LEVELS.get(_highest(one), "chưa rõ").capitalize(),
                        "Đã đánh dấu" if one.is_business else "Đối tượng gồm doanh nghiệp, hợp tác xã",
                    ),
                )
                for one in sorted(members, key=lambda one: one.code)
            ),
            parts=frozenset(one.code for one in members),
            measure=Decimal(len(members)),
        )
    ]


def _highest(procedure: Examined) -> str:
    return next(
        (level for level in ("ministry", "province", "district", "commune") if level in procedure.levels), ""
    )
