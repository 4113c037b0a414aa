"""What procedures are called, in one query for a whole page."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion


def names_of(procedure_ids: Collection[UUID]) -> dict[UUID, str]:
    """The name of each procedure: of its latest promulgated version, else of its latest draft."""
    promulgated_first = Case(
        When(state=VersionState.PROMULGATED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    versions = ProcedureVersion.objects.filter(procedure__in=procedure_ids)
    latest = versions.order_by("procedure", promulgated_first, "-number").distinct("procedure")
    return dict(latest.values_list("procedure_id", "name"))
