"""Who has reported for a period, who is late or missing, and the sum of what units sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.reports.enums import Arrival, ReportStatus
from motcua.reports.models import ReportingPeriod, ReportVersion, UnitTable
from motcua.reports.rules.filled import Filled, FilledRow, Gap, filled_from
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.forms.definition import ReportForm


@dataclass(frozen=True, slots=True)
class UnitNow:
    """One unit of a period: how it stands, the version it sent, the totals of its table and what is wrong in it."""

    unit: Agency
    arrival: Arrival
    sent: ReportVersion | None
    imported: UnitTable | None
    total: FilledRow | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The units of a period by one form: each in a row, and their sum."""

    form: ReportForm
    units: tuple[UnitNow, ...]

    @property
    def table(self) -> Filled:
        """The totals of the units that sent something, as rows."""
        return Filled(self.form, tuple(unit.total for unit in self.units if unit.total is not None))

    def count(self, *arrivals: Arrival) -> int:
        """How many units stand so."""
        return sum(unit.arrival in arrivals for unit in self.units)


def arrival_of(*, sent_on: date | None, due_on: date, on: date) -> Arrival:
    """How a unit stands on the day; the due day itself is in time."""
    if sent_on is not None:
        return Arrival.SENT_LATE if sent_on > due_on else Arrival.SENT
    return Arrival.MISSING if on > due_on else Arrival.WAITING


def roll_up(period: ReportingPeriod, code: str, *, on: date) -> RollUp:
    """Every unit that the period asks, by the order of names; three queries.

    A unit's figures are those of the report it sent, else of the table entered for it.

    :raises Refused: "form-not-found", "form-not-in-force".
    """
    form = get_form(code, period.window.lower)
    units = list(period.regime.units.order_by("sort_key", "id"))
    sent = _sent(period)
    tables = {row.unit_id: row for row in UnitTable.objects.filter(period=period, form=form.code)}
    return RollUp(form, tuple(_unit(unit, form, sent, tables, period.due_on, on) for unit in units))


def _sent(period: ReportingPeriod) -> dict[UUID, list[ReportVersion]]:
    """The versions that were sent for the period by agency, the latest last."""
    found: dict[UUID, list[ReportVersion]] = {}
    rows = ReportVersion.objects.filter(report__period=period, status=ReportStatus.SENT)
    for version in rows.select_related("report").order_by("number"):
        found.setdefault(version.report.agency_id, []).append(version)
    return found


def _unit(
    unit: Agency,
    form: ReportForm,
    sent: Mapping[UUID, list[ReportVersion]],
    tables: Mapping[UUID, UnitTable],
    due_on: date,
    on: date,
) -> UnitNow:
    versions, imported = sent.get(unit.pk, []), tables.get(unit.pk)
    first = versions[0].sent_at if versions else imported.entered_at if imported else None
    arrival = arrival_of(sent_on=local_day(first) if first else None, due_on=due_on, on=on)
    kept = _table(versions[-1], form) if versions else None
    table = kept or (filled_from(form, imported.table) if imported else None)
    return UnitNow(
        unit=unit,
        arrival=arrival,
        sent=versions[-1] if versions else None,
        imported=imported,
        total=FilledRow(str(unit.pk), unit.name, table.total.cells) if table else None,
        gaps=table.gaps if table else (),
    )


def _table(version: ReportVersion, form: ReportForm) -> Filled | None:
    kept = (version.snapshot or {}).get("forms", [])
    found = next((table for table in kept if table["form"] == form.code), None)
    return filled_from(form, found) if found else None
