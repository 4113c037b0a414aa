"""Promised limits far above what dossiers need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.merging import percent
from motcua.reviews.rules.findings.use.facts import Taken
from motcua.reviews.rules.findings.use.words import DAY, WORKING_DAY, limit, number, working

_UNITS = {
    LimitUnit.WORKING_DAY: (WORKING_DAY, False),
    LimitUnit.HOUR: (timedelta(hours=1), False),
    LimitUnit.CALENDAR_DAY: (DAY, True),
    LimitUnit.MONTH: (DAY * 30, True),
}


def limits_too_long(
    known: Mapping[str, Examined], taken: Iterable[Taken], *, least: Decimal, share: Decimal
) -> list[Finding]:
    """Promised limits of which nine of ten of at least so many dossiers needed no more than such a share."""
    by_procedure: dict[str, list[tuple[Taken, Decimal]]] = defaultdict(list)
    for one in taken:
        used = share_used(one)
        if one.procedure_id in known and used is not None and one.count >= least and used <= share:
            by_procedure[one.procedure_id].append((one, used))
    return [_too_long(known[one], some) for one, some in by_procedure.items()]


def share_used(taken: Taken) -> Decimal | None:
    """How much of the promised limit nine of ten dossiers needed at most; None for limits that are no length."""
    length, by_calendar = _UNITS.get(taken.unit, (timedelta(0), False))
    whole = length * float(taken.amount)
    if not whole:
        return None
    return round(Decimal((taken.passed if by_calendar else taken.worked) / whole), 4)


def _too_long(one: Examined, some: Sequence[tuple[Taken, Decimal]]) -> Finding:
    some = sorted(some, key=lambda pair: (pair[1], pair[0].amount))
    worst, used = some[0]
    needed = _needed(worst)
    return Finding(
        clue=Clue.LIMIT_TOO_LONG,
        subject=one.code,
        title=one.name,
        says=f"Quy định {limit(worst)}, nhưng 90 % trong {worst.count} hồ sơ xong trong {needed} "
        f"({percent(used)} thời hạn).",
        to_do="Đề nghị rút ngắn thời hạn, hoặc cam kết thời hạn ngắn hơn khi công bố tại địa phương.",
        columns=("Thời hạn", "Số hồ sơ", "90 % xong trong", "Đã dùng"),
        rows=tuple(
            Row(one, (limit(each), str(each.count), _needed(each), percent(share))) for each, share in some
        ),
        parts=frozenset(limit(each) for each, _share in some),
        measure=1 - used,
    )


def _needed(taken: Taken) -> str:
    if _UNITS[taken.unit][1]:
        return f"{number(Decimal(taken.passed / DAY))} ngày"
    return working(taken.worked)
