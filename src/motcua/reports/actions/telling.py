"""Telling people of reports, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from motcua.accounts.models import Person
from motcua.plans.actions.telling import subject_told, tell
from motcua.reports.models import Report


def tell_of_report(
    report: Report,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    at: datetime,
    but: Person | None = None,
    facts: Mapping[str, Any] | None = None,
) -> int:
    """Tell these people of `event` once; how many were told."""
    known = {"report": named(report), "agency": report.agency.name, "until": report.period.due_on}
    told = subject_told(
        "report",
        report.pk,
        event,
        people,
        key=key,
        but=but,
        facts={**known, **(facts or {})},
        url=f"/ban-lam-viec/bao-cao/{report.pk}/",
    )
    return tell([told], at=at)


def named(report: Report) -> str:
    """ "Báo cáo kiểm soát thủ tục hành chính, năm 2024"."""
    return f"{report.period.regime.title}, {report.period.label}"
