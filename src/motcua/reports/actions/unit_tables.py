"""The table of a unit entered as it was sent: what does not add up is kept beside it, never mended silently."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reports.actions.locking import lock_period
from motcua.reports.models import UnitTable
from motcua.reports.policy import may_keep, require_keep
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.tables import faults_of


@transaction.atomic
def enter_unit_table(
    *,
    period_id: UUID,
    unit: Agency,
    table: Filled,
    total: FilledRow | None,
    file_name: str,
    by: Person,
    at: datetime,
) -> UnitTable:
    """Keep the unit's table for the period, in place of what was entered before; with its faults.

    Who keeps the unit's reports may, and who keeps those of the agency that asked.

    :raises Refused: "reporting-period-not-found", "keep-reports-not-allowed", "unit-not-asked", "table-empty".
    """
    period, on = lock_period(period_id), local_day(at)
    if not may_keep(by, agency_id=unit.pk, on=on):
        require_keep(by, agency_id=period.regime.agency_id, on=on)
    if not period.regime.units.filter(pk=unit.pk).exists():
        raise Refused("unit-not-asked", f"Kỳ báo cáo này không yêu cầu {unit.name} báo cáo.", field="unit")
    if not table.rows:
        raise Refused("table-empty", "Bảng không có dòng số liệu nào.", field="file")
    faults = faults_of(table, total)
    kept, _created = UnitTable.objects.update_or_create(
        period=period,
        unit=unit,
        form=table.form.code,
        defaults={
            "table": table.as_dict(),
            "gaps": [fault.said for fault in faults],
            "file_name": file_name[:250],
            "entered_by": by,
            "entered_at": at,
        },
    )
    payload = {"period": period.label, "unit": unit.code, "form": table.form.code, "faults": len(faults)}
    fact = Fact("UnitTableEntered", "report_regime", str(period.regime_id), payload)
    record(fact=fact, actor=by.actor, at=at)
    return kept
