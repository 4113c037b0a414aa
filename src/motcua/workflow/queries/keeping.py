"""Lists of processes for those who keep them and those who work by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.workflow.enums import ProcessShape, ProcessSide, ProcessState
from motcua.workflow.models import Leg, Process, ProcessVersion


@dataclass(frozen=True, slots=True)
class ProcessFilters:
    """Which processes to show: words of their name, code or agency, and from which side they are looked at."""

    on: date
    text: str = ""
    side: ProcessSide | None = None
    shape: ProcessShape | None = None
    matter: str | None = None
    agency_id: UUID | None = None


def processes_on(on: date) -> QuerySet[Process]:
    """All processes with what stands on the day: `is_in_force`, `is_planned`, `is_drafted`, `is_interconnected`.

    How an office works is no secret inside it: every member of staff may see every process.
    """
    versions = ProcessVersion.objects.filter(process=OuterRef("pk"))
    standing = versions.exclude(state=ProcessState.DRAFT)
    legs = Leg.objects.filter(version__process=OuterRef("pk"))
    return Process.objects.annotate(
        is_in_force=Exists(standing.filter(in_force__contains=on)),
        is_planned=Exists(standing.filter(in_force__startswith__gt=on)),
        is_drafted=Exists(versions.filter(state=ProcessState.DRAFT)),
        is_interconnected=Exists(legs),
    )


def processes_matching(filters: ProcessFilters) -> QuerySet[Process]:
    """The processes that the filters leave."""
    found = processes_on(filters.on)
    for word in fold(filters.text).split():
        found = found.filter(folded__contains=word)
    if filters.matter is not None:
        found = found.filter(matter=filters.matter)
    if filters.agency_id is not None:
        found = found.filter(agency=filters.agency_id)
    if filters.side is not None:
        found = found.filter(_SIDES[filters.side])
    return found.filter(_SHAPES[filters.shape]) if filters.shape is not None else found


_SIDES: dict[ProcessSide, Q] = {
    ProcessSide.IN_FORCE: Q(is_in_force=True),
    ProcessSide.PLANNED: Q(is_planned=True),
    ProcessSide.DRAFTED: Q(is_drafted=True),
    ProcessSide.ENDED: Q(is_in_force=False, is_planned=False, is_drafted=False),
}
_SHAPES: dict[ProcessShape, Q] = {
    ProcessShape.GENERAL: Q(matter=""),
    ProcessShape.OWN: ~Q(matter=""),
    ProcessShape.INTERCONNECTED: Q(is_interconnected=True),
    ProcessShape.EXPRESS: Q(is_express=True),
}


def page_of_processes(
    filters: ProcessFilters, *, after: tuple[str, UUID] | None = None, size: int = 50
) -> list[Process]:
    """Up to `size` + 1 in the order of names, following the key (sort_key, id) `after`; one query."""
    found = processes_matching(filters)
    if after is not None:
        key, last = after
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=last))
    return list(found.select_related("agency").order_by("sort_key", "id")[: size + 1])


def counts_of_processes(
    filters: ProcessFilters,
) -> tuple[int, dict[ProcessSide, int], dict[ProcessShape, int]]:
    """How many the filters leave, and how many each choice of a side and of a shape would; three queries.

    The numbers beside one question's choices hold for what the other questions leave.
    """
    number = processes_matching(filters).count()
    sides = _counted(
        processes_matching(replace(filters, side=None)),
        {side.value: condition for side, condition in _SIDES.items()},
    )
    shapes = _counted(
        processes_matching(replace(filters, shape=None)),
        {shape.value: condition for shape, condition in _SHAPES.items()},
    )
    return (
        number,
        {ProcessSide(side): count for side, count in sides.items()},
        {ProcessShape(shape): count for shape, count in shapes.items()},
    )


def _counted(processes: QuerySet[Process], conditions: dict[str, Q]) -> dict[str, int]:
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return processes.aggregate(**counts)


def get_version(version_id: UUID) -> ProcessVersion:
    """The version with its process, the process's agency and who made it.

    :raises Refused: "process-not-found".
    """
    found = (
        ProcessVersion.objects.filter(pk=version_id)
        .select_related("process__agency", "prepared_by", "published_by")
        .first()
    )
    return _there(found)


def get_shown_version(process_id: UUID, on: date) -> ProcessVersion:
    """The version by which a process is shown: in force on the day, else the draft, else the latest.

    :raises Refused: "process-not-found".
    """
    rows = versions_of(process_id)
    in_force = [row for row in rows if is_in_force(row, on)]
    drafts = [row for row in rows if row.state == ProcessState.DRAFT]
    return _there(next(iter([*in_force, *drafts, *rows]), None))


def versions_of(process_id: UUID) -> list[ProcessVersion]:
    """All versions of a process, the latest number first, with who made them."""
    rows = ProcessVersion.objects.filter(process=process_id)
    return list(rows.select_related("process__agency", "prepared_by", "published_by").order_by("-number"))


def versions_to_check(on: date) -> list[ProcessVersion]:
    """The versions that dossiers go by on the day, and all drafts, in the order of names; one query."""
    standing = Q(in_force__contains=on) & ~Q(state=ProcessState.DRAFT)
    rows = ProcessVersion.objects.filter(standing | Q(state=ProcessState.DRAFT))
    return list(rows.select_related("process__agency").order_by("process__sort_key", "number"))


def is_in_force(version: ProcessVersion, on: date) -> bool:
    """Whether dossiers received on the day go by the version."""
    return version.state != ProcessState.DRAFT and version.in_force is not None and on in version.in_force


def history_of(process_id: UUID) -> QuerySet[JournalEntry]:
    """What happened to a process."""
    return JournalEntry.objects.filter(subject_kind="process", subject_id=str(process_id))


def agencies_to_name(on: date) -> list[tuple[str, str]]:
    """Code and name of the agencies that a process most likely names: all but schools.

    At most five hundred, in the order of names; any other agency is named by its code all the same.
    """
    likely = [
        AgencyKind.PROVINCIAL_COMMITTEE,
        AgencyKind.EDUCATION_DEPARTMENT,
        AgencyKind.OTHER_DEPARTMENT,
        AgencyKind.DIVISION,
        AgencyKind.SERVICE_CENTRE,
        AgencyKind.ONE_STOP_DESK,
        AgencyKind.COMMUNE_COMMITTEE,
        AgencyKind.COMMUNE_SOCIAL_OFFICE,
    ]
    rows = Agency.objects.filter(held__contains=on, kind__in=likely).order_by("sort_key", "id")
    return list(rows.values_list("code", "name")[:500])


def _there(version: ProcessVersion | None) -> ProcessVersion:
    if version is None:
        raise Refused(
            "process-not-found", "Quy trình hoặc bản soạn này không còn. Xem lại danh sách quy trình."
        )
    return version
