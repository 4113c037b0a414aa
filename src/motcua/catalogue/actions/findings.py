"""Keeping the findings about records up to date with the records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.catalogue.actions.copying import insert_rows
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureFinding, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.quality import findings

_BATCH = 1000


@transaction.atomic
def refresh_findings(*, procedure_ids: Collection[UUID] | None, on: date) -> int:
    """Look at the versions in force on the day or later anew: of these procedures, or of all when None.

    Expired legal bases are not kept here: whether an act is in force is asked on the day of asking. Returns the
    number of findings kept.
    """
    versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED)
    if procedure_ids is not None:
        versions = versions.filter(procedure__in=procedure_ids)
    # The identifiers first: a join planned while the tables were still empty takes hours once they are full.
    ProcedureFinding.objects.filter(version__in=list(versions.values_list("pk", flat=True))).delete()
    current = versions.filter(Q(in_force__endswith__gt=on) | Q(in_force__endswith__isnull=True))
    ids = list(current.values_list("pk", flat=True))
    kept = 0
    for start in range(0, len(ids), _BATCH):
        kept += _keep(ids[start : start + _BATCH], on)
    return kept


def _keep(version_ids: list[UUID], on: date) -> int:
    rows = [
        ProcedureFinding(
            version_id=version_id,
            kind=finding.kind,
            severity=finding.severity,
            constituent=finding.constituent,
            message=finding.message,
        )
        for version_id, content in contents_of(version_ids).items()
        for finding in findings(content, on=on)
    ]
    insert_rows(rows)
    return len(rows)
