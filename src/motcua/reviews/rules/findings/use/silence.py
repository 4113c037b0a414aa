"""Procedures without a dossier for years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.use.facts import Use


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def without_dossiers(
    procedures: Iterable[Examined],
    uses: Mapping[str, Use],
    *,
    competent: Collection[str] | None,
    recorded_since: date | None,
    years: Decimal,
    on: date,
) -> list[Finding]:
    """Procedures within the bodies' power (by code; None: all) that had no dossier for so many years.

    Those that came into force later do not count, and nothing is said while the record of dossiers itself is younger:
    no dossier in a new system proves nothing.
    """
    border = years_before(on, int(years))
    if recorded_since is None or recorded_since > border:
        return []
    return [
        _without_dossiers(one, uses.get(one.procedure_id, Use()), years, border)
        for one in procedures
        if (competent is None or one.code in competent)
        and one.since is not None
        and one.since <= border
        and ((last := uses.get(one.procedure_id, Use()).last_on) is None or last < border)
    ]


def _without_dossiers(one: Examined, use: Use, years: Decimal, border: date) -> Finding:
    last = f"{use.last_on:%d/%m/%Y}" if use.last_on else "chưa có hồ sơ nào"
    return Finding(
        clue=Clue.NO_DOSSIER,
        subject=one.code,
        title=one.name,
        says=f"Không có hồ sơ nào từ {border:%d/%m/%Y}, tức {years} năm nay. Hồ sơ gần nhất: {last}.",
        to_do="Xem thủ tục còn cần không; nếu không thì đề nghị bãi bỏ, nếu vướng thì tìm vì sao không ai làm.",
        columns=("Áp dụng từ", "Hồ sơ gần nhất"),
        rows=(Row(one, (f"{one.since:%d/%m/%Y}", last)),),
        parts=frozenset({last}),
        measure=Decimal(1),  # another year without a dossier proves nothing new
        weight=Decimal((border - (use.last_on or one.since or border)).days),
    )
