"""What passes on with an agency: the processes it works by, and those it is drafting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from motcua.kernel.actions import Fact, record, record_all
from motcua.organisations.models import Agency
from motcua.organisations.ports import OpenItems
from motcua.workflow.actions.versions import name_process, write_version
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.queries.contents import get_process

_STANDING = "quy trình nội bộ đang áp dụng"
_DRAFTS = "quy trình nội bộ đang soạn"


class OpenProcesses:
    """Processes in force begin again at the successor, drafts go on there (an OpenWork).

    What the successor has already, or is already drafting, stays: it goes by its own. Dossiers keep their versions.
    A succession is rare and an agency has some dozens of processes at most, so they are passed on one by one.
    """

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many processes reach the day, and how many drafts there are."""
        return [
            OpenItems(_STANDING, _standing(predecessors, on).values("process").distinct().count()),
            OpenItems(_DRAFTS, _drafts(predecessors).count()),
        ]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on; the versions in force at the predecessors end on the day."""
        versions = list(_standing(predecessors, on).select_for_update(of=("self",)).order_by("pk"))
        drafts = list(_drafts(predecessors).select_for_update(of=("self",)).order_by("pk"))
        agency = Agency.objects.get(pk=successor)
        _end(versions, on)
        for version in versions:
            _begin_again(version, agency, on, at, actor)
        moved = [draft for draft in drafts if _move(draft, agency)]
        Process.objects.filter(agency__in=predecessors, versions__isnull=True).delete()
        payload = {"successor": str(successor), "on": on}
        processes = {version.process_id for version in [*versions, *moved]}
        facts = [Fact("ProcessHandedOver", "process", str(pk), payload) for pk in processes]
        record_all(facts=facts, actor=actor, at=at)
        return [
            OpenItems(_STANDING, len({version.process_id for version in versions})),
            OpenItems(_DRAFTS, len(moved)),
        ]

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """End what is in force; a draft cannot end by itself and is named."""
        versions = list(_standing(predecessors, on).select_for_update(of=("self",)).order_by("pk"))
        _end(versions, on)
        facts = [
            Fact("ProcessRetired", "process", str(pk), {"on": on, "reason": "Cơ quan kết thúc hoạt động"})
            for pk in {version.process_id for version in versions}
        ]
        record_all(facts=facts, actor=actor, at=at)
        return [OpenItems(_DRAFTS, _drafts(predecessors).count())]


def _standing(agencies: Collection[UUID], on: date) -> QuerySet[ProcessVersion]:
    reaching = Q(in_force__endswith__gt=on) | Q(in_force__endswith__isnull=True)
    rows = ProcessVersion.objects.filter(reaching, process__agency__in=agencies, state=ProcessState.PUBLISHED)
    return rows.select_related("process")


def _drafts(agencies: Collection[UUID]) -> QuerySet[ProcessVersion]:
    rows = ProcessVersion.objects.filter(process__agency__in=agencies, state=ProcessState.DRAFT)
    return rows.select_related("process")


def _end(versions: Collection[ProcessVersion], on: date) -> None:
    """End them on the day; one that was yet to begin never will here. The rows in hand keep their periods."""
    for version in versions:
        assert version.in_force is not None
        begun = version.in_force.lower is None or version.in_force.lower < on
        if begun:
            ProcessVersion.objects.filter(pk=version.pk).update(
                in_force=DateRange(version.in_force.lower, on)
            )
        else:
            ProcessVersion.objects.filter(pk=version.pk).update(in_force=None, state=ProcessState.RETIRED)


def _begin_again(version: ProcessVersion, agency: Agency, on: date, at: datetime, actor: str) -> None:
    """The same content as the successor's, for the rest of the period, unless it has one for any of these days."""
    assert version.in_force is not None
    begins = max(on, version.in_force.lower or on)
    period = DateRange(begins, version.in_force.upper)
    process = _process_at(agency, version.process)
    if ProcessVersion.objects.filter(process=process, in_force__overlap=period).exists():
        return
    content = replace(get_process(version.pk), agency=None)
    again = write_version(process=process, content=content, prepared_by=version.prepared_by, at=at, on=on)
    again.state, again.in_force = ProcessState.PUBLISHED, period
    again.published_by, again.published_at = version.published_by, at
    again.save()
    payload = {"version": again.pk, "from_on": begins, "document": version.document, "came_from": version.pk}
    record(fact=Fact("ProcessPublished", "process", str(process.pk), payload), actor=actor, at=at)


def _move(draft: ProcessVersion, agency: Agency) -> bool:
    """Let the successor go on with the draft; false when it drafts the same process itself."""
    process = _process_at(agency, draft.process)
    others = ProcessVersion.objects.filter(process=process)
    if others.filter(state=ProcessState.DRAFT).exists():
        return False
    last = others.order_by("-number").values_list("number", flat=True).first() or 0
    ProcessVersion.objects.filter(pk=draft.pk).update(process=process, number=last + 1)
    return True


def _process_at(agency: Agency, like: Process) -> Process:
    """The successor's process for the same matter; made when there is none."""
    same = {"matter": like.matter, "agency": agency, "is_express": like.is_express}
    process = Process.objects.filter(**same).first()
    if process is None:
        process = Process(**same, is_sample=like.is_sample)
        name_process(process, like.name)
        process.save(force_insert=True)
    return process
