"""Which process applies to a matter at an agency on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q

from motcua.workflow.enums import ProcessState
from motcua.workflow.models import ProcessVersion
from motcua.workflow.queries.contents import find_content
from motcua.workflow.rules.processes import ProcessContent


def find_process_version(
    matter: str, agency_id: UUID | None, on: date, *, express: bool = False
) -> ProcessVersion | None:
    """The version that applies to `matter` at the agency on the day; one query.

    The agency's own process for the matter goes before the matter's at any agency, that before the agency's own
    general one, and last comes the general one of all. `express` asks among those finished at the counter.
    """
    places = Q(process__agency__isnull=True) | Q(process__agency=agency_id)
    found = ProcessVersion.objects.filter(
        places,
        process__matter__in={matter, ""},
        process__is_express=express,
        in_force__contains=on,
    ).exclude(state=ProcessState.DRAFT)
    return found.order_by("-process__matter", F("process__agency").asc(nulls_last=True)).first()


def find_process(
    matter: str, agency_id: UUID | None, on: date, *, express: bool = False
) -> ProcessContent | None:
    """What applies to `matter` at the agency on the day (see `find_process_version`); one or two queries.

    None only where no general process is in force.
    """
    version = find_process_version(matter, agency_id, on, express=express)
    return find_content(version.pk) if version else None
