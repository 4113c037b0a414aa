"""Setting how an agency inspects."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.plans.models import InspectionSetting
from motcua.plans.policy import require_inspect
from motcua.plans.rules.inspecting import Ways, checked_ways


@transaction.atomic
def set_inspection_ways(*, agency: Agency, ways: Ways, by: Person, at: datetime) -> InspectionSetting:
    """From today on the agency inspects so; rounds that have begun keep what they began with.

    :raises Refused: "keep-inspections-not-allowed", "inspection-ways-wrong".
    """
    on = local_day(at)
    require_inspect(by, agency_id=agency.pk, on=on)
    try:
        checked = checked_ways(
            least_share=ways.least_share,
            share_basis=clean(ways.share_basis)[:300],
            avoid_years=ways.avoid_years,
            notice_days=ways.notice_days,
        )
    except ValueError as wrong:
        raise Refused(
            "inspection-ways-wrong",
            "Tỷ lệ từ 1 đến 100%, số năm tránh trùng từ 0 đến 10, số ngày báo trước từ 0 đến 60.",
            field=str(wrong),
        ) from None
    InspectionSetting.objects.filter(owner=agency, in_force__startswith__gte=on).delete()
    for row in InspectionSetting.objects.filter(owner=agency, in_force__contains=on):
        row.in_force = DateRange(row.in_force.lower, on)
        row.save(update_fields=["in_force"])
    values = {
        "least_share": checked.least_share,
        "share_basis": checked.share_basis,
        "avoid_years": checked.avoid_years,
        "notice_days": checked.notice_days,
    }
    made = InspectionSetting.objects.create(owner=agency, in_force=DateRange(on, None), by=by, **values)
    record(fact=Fact("InspectionWaysSet", "agency", str(agency.pk), values), actor=by.actor, at=at)
    return made
