"""Which process applies to a matter at an agency on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from motcua.workflow.enums import ProcessState
from motcua.workflow.models import ProcessVersion
from motcua.workflow.queries.contents import find_content
from motcua.workflow.rules.processes import ProcessContent

_APPLYING = """
    SELECT v.id FROM workflow_processversion v JOIN workflow_process p ON p.id = v.process_id
    WHERE p.matter IN (%s, '') AND (p.agency_id IS NULL OR p.agency_id = %s) AND p.is_express = %s
        AND v.in_force @> %s::date AND v.state <> %s
    ORDER BY p.matter DESC, p.agency_id NULLS LAST
    LIMIT 1
"""


def find_process_version(
    matter: str, agency_id: UUID | None, on: date, *, express: bool = False
) -> ProcessVersion | None:
    """The version that applies to `matter` at the agency on the day (see `_applying`); two queries."""
    found = _applying(matter, agency_id, on, express)
    return ProcessVersion.objects.get(pk=found) if found else None


def find_process(
    matter: str, agency_id: UUID | None, on: date, *, express: bool = False
) -> ProcessContent | None:
    """What applies to `matter` at the agency on the day (see `_applying`); one or two queries.

    None only where no general process is in force.
    """
    found = _applying(matter, agency_id, on, express)
    return find_content(found) if found else None


def _applying(matter: str, agency_id: UUID | None, on: date, express: bool) -> UUID | None:
    """The version that applies to `matter` at the agency on the day; one query.

    The agency's own process for the matter goes before the matter's at any agency, that before the agency's own
    general one, and last comes the general one of all. `express` asks among those finished at the counter.
    """
    with connection.cursor() as cursor:
        cursor.execute(_APPLYING, [matter, agency_id, express, on, ProcessState.DRAFT])
        found = cursor.fetchone()
    return found[0] if found else None
