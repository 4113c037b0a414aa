"""How an agency inspects, and when units were inspected last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max

from motcua.plans.models import Inspection, InspectionSetting
from motcua.plans.rules.inspecting import DONE_INSPECTIONS, USUAL_WAYS, Ways


def ways_of(agency_id: UUID, on: date) -> Ways:
    """How the agency inspects on the day: what it set, else what is usual."""
    row = InspectionSetting.objects.filter(owner=agency_id, in_force__contains=on).first()
    if row is None:
        return USUAL_WAYS
    return Ways(row.least_share, row.share_basis, row.avoid_years, row.notice_days)


def last_inspected(units: Collection[UUID], *, agency_id: UUID, before: date) -> dict[UUID, date]:
    """When the agency inspected each of the units last before the day; one query."""
    rows = Inspection.objects.filter(
        agency=agency_id, unit__in=units, status__in=DONE_INSPECTIONS, held_on__lt=before
    )
    return dict(rows.values("unit").annotate(last=Max("held_on")).values_list("unit", "last"))
