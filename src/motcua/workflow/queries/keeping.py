"""Lists of processes for those who keep them and those who work by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.workflow.enums import ProcessShape, ProcessSide, ProcessState
from motcua.workflow.models import Process, ProcessVersion


@dataclass(frozen=True, slots=True)
class ProcessFilters:
    """Which processes to show: words of their name, code or agency, and from which side they are looked at."""

    on: date
    text: str = ""
    side: ProcessSide | None = None
    shape: ProcessShape | None = None


# What stands of each process on the day: one pass over the versions.
_FLAGS = """
    SELECT v.process_id,
        bool_or(v.state <> 'draft' AND v.in_force @> %(on)s::date) AS is_in_force,
        bool_or(v.state <> 'draft' AND lower(v.in_force) > %(on)s::date) AS is_planned,
        bool_or(v.state = 'draft') AS is_drafted,
        bool_or(l.version_id IS NOT NULL) AS is_interconnected
    FROM workflow_processversion v
        LEFT JOIN (SELECT DISTINCT version_id FROM workflow_leg) l ON l.version_id = v.id
"""
_SIDES: Mapping[ProcessSide, str] = MappingProxyType(
    {
        ProcessSide.IN_FORCE: "f.is_in_force",
        ProcessSide.PLANNED: "f.is_planned",
        ProcessSide.DRAFTED: "f.is_drafted",
        ProcessSide.ENDED: "NOT (f.is_in_force OR f.is_planned OR f.is_drafted)",
    }
)
_SHAPES: Mapping[ProcessShape, str] = MappingProxyType(
    {
        ProcessShape.GENERAL: "p.matter = ''",
        ProcessShape.OWN: "p.matter <> ''",
        ProcessShape.INTERCONNECTED: "f.is_interconnected",
        ProcessShape.EXPRESS: "p.is_express",
    }
)


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """A process in a list, with what stands of it on the day."""

    process: Process
    is_in_force: bool
    is_planned: bool
    is_drafted: bool
    is_interconnected: bool


def page_of_processes(
    filters: ProcessFilters, *, after: tuple[str, UUID] | None = None, size: int = 50
) -> list[ListedProcess]:
    """Up to `size` + 1 in the order of names, following the key (sort_key, id) `after`; two queries.

    How an office works is no secret inside it: every member of staff may see every process.
    """
    conditions, facts = _conditions(filters)
    if filters.side is not None:
        conditions.append(_SIDES[filters.side])
    if filters.shape is not None:
        conditions.append(_SHAPES[filters.shape])
    if after is not None:
        conditions.append("(p.sort_key, p.id) > (%(key)s, %(last)s)")
        facts |= {"key": after[0], "last": after[1]}
    chosen = f"SELECT p.id FROM workflow_process p WHERE {' AND '.join(conditions)}"
    if any("f." in condition for condition in conditions):
        flags = f"({_FLAGS} GROUP BY v.process_id) f ON f.process_id = p.id"
        chosen = f"SELECT p.id FROM workflow_process p JOIN {flags} WHERE {' AND '.join(conditions)}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH chosen AS ({chosen} ORDER BY p.sort_key, p.id LIMIT %(size)s)"
            f" {_FLAGS} JOIN chosen c ON c.id = v.process_id GROUP BY v.process_id",
            facts | {"size": size + 1},
        )
        flags_of = {row[0]: row[1:] for row in cursor.fetchall()}
    rows = Process.objects.filter(pk__in=flags_of).select_related("agency").order_by("sort_key", "id")
    return [ListedProcess(row, *map(bool, flags_of[row.pk])) for row in rows]


def counts_of_processes(
    filters: ProcessFilters,
) -> tuple[int, dict[ProcessSide, int], dict[ProcessShape, int]]:
    """How many the filters leave, and how many each choice of a side and of a shape would; one query.

    The numbers beside one question's choices hold for what the other questions leave.
    """
    conditions, facts = _conditions(filters)
    side = _SIDES[filters.side] if filters.side else "true"
    shape = _SHAPES[filters.shape] if filters.shape else "true"
    wanted = [f"{side} AND {shape}"]
    wanted += [f"{shape} AND {condition}" for condition in _SIDES.values()]
    wanted += [f"{side} AND {condition}" for condition in _SHAPES.values()]
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {counts} FROM workflow_process p"
            f" JOIN ({_FLAGS} GROUP BY v.process_id) f ON f.process_id = p.id WHERE {' AND '.join(conditions)}",
            facts,
        )
        number, *rest = cursor.fetchone()
    return (
        number,
        dict(zip(ProcessSide, rest, strict=False)),
        dict(zip(ProcessShape, rest[len(ProcessSide) :], strict=True)),
    )


def _conditions(filters: ProcessFilters) -> tuple[list[str], dict[str, Any]]:
    """The conditions of every question but side and shape, and their values."""
    conditions = ["true"]
    facts: dict[str, Any] = {"on": filters.on}
    for place, word in enumerate(fold(filters.text).split()[:12]):
        conditions.append(f"strpos(p.folded, %(word{place})s) > 0")
        facts[f"word{place}"] = word
    return conditions, facts


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
