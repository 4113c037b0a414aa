"""A plan brought as a document: the file is kept, what was read becomes a draft that a person goes through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.drafting import PlanFacts, save_plan_facts, start_plan, touch
from motcua.plans.actions.lines import put_units
from motcua.plans.actions.locking import lock_draft
from motcua.plans.models import Line, PlanVersion, Target
from motcua.plans.policy import require_keep
from motcua.plans.queries.naming import meanings_of
from motcua.plans.rules.checks.whole import identity
from motcua.plans.rules.reading.found import FoundTarget, FoundTask, PlanReading
from motcua.plans.rules.units import split_units

_LONGEST_PLACE = 300


@transaction.atomic
def bring_plan(
    *,
    agency_id: UUID,
    facts: PlanFacts,
    file: Brought,
    reading: PlanReading,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> PlanVersion:
    """A new plan whose draft says what was read from the document.

    :raises Refused: as `start_plan`, "nothing-read" when there is no task and no target in it, and as `keep_file`.
    """
    version = start_plan(agency_id=agency_id, facts=facts, by=by, at=at, is_sample=is_sample)
    return _fill(version, file, reading, by, at)


@transaction.atomic
def bring_again(
    *,
    version_id: UUID,
    facts: PlanFacts,
    file: Brought,
    reading: PlanReading,
    by: Person,
    at: datetime,
    seen: int | None,
) -> PlanVersion:
    """Let another document say what the draft says: its lines and targets are replaced. Tasks that earlier versions
    made go on where number and content are still the same.

    :raises Refused: as `save_plan_facts`, "nothing-read", and as `keep_file`.
    """
    save_plan_facts(version_id=version_id, facts=facts, by=by, at=at, seen=seen)
    version = lock_draft(version_id, seen=None)
    require_keep(by, agency_id=version.plan.agency_id, on=local_day(at))
    known = {
        (line.number, " ".join(line.content.split())): line.task_id
        for line in version.lines.all()
        if line.task_id is not None
    }
    version.lines.all().delete()
    version.targets.all().delete()
    version.finding_notes.all().delete()
    return _fill(version, file, reading, by, at, known)


def _fill(
    version: PlanVersion,
    file: Brought,
    reading: PlanReading,
    by: Person,
    at: datetime,
    known: dict[tuple[str, str], UUID] | None = None,
) -> PlanVersion:
    if not reading.tasks and not reading.targets:
        raise Refused(
            "nothing-read",
            "Không đọc được nhiệm vụ hay chỉ tiêu nào trong tệp này. Kiểm tra đúng tệp kế hoạch, hoặc nhập từng dòng.",
        )
    version.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    version.reading = _plain(reading)
    lines = _write_lines(version, reading.tasks, known or {}, at)
    insert_all([_target(version, place, each) for place, each in enumerate(reading.targets, start=1)])
    touch(version)
    payload = {
        "version": version.number,
        "file": version.file.name,
        "sha256": version.file.sha256,
        "tasks": lines,
        "targets": len(reading.targets),
        "findings": len(reading.findings),
        "warnings": len(reading.warnings),
    }
    record(fact=Fact("PlanRead", "plan", str(version.plan_id), payload), actor=by.actor, at=at)
    return version


def _plain(reading: PlanReading) -> dict[str, Any]:
    """The reading as it is kept: each finding with what it is known by when people answer it."""
    plain = reading.as_dict()
    for told, finding in zip(plain["findings"], reading.findings, strict=True):
        told["identity"] = identity(finding)
    return plain


def _write_lines(
    version: PlanVersion, tasks: Sequence[FoundTask], known: dict[tuple[str, str], UUID], at: datetime
) -> int:
    rows = []
    for position, task in enumerate(tasks, start=1):
        number, content = clean(task.number)[:20], clean(task.content) or clean(task.product)
        line = Line(
            version=version,
            position=position,
            task_id=known.pop((number, " ".join(content.split())), None),
            number=number,
            group=clean(task.group)[:500],
            content=content or "(chưa đọc được nội dung)",
            product=clean(task.product),
            submitted_to=clean(task.submitted_to)[:_LONGEST_PLACE],
            term=task.term.as_dict(),
            source=task.source,
            place=task.place.as_dict(),
        )
        rows.append(
            (line, split_units(task.lead), [name for each in task.partners for name in split_units(each)])
        )
    insert_all([line for line, _, _ in rows])
    names = {name for _, leads, partners in rows for name in (*leads, *partners)}
    put_units(rows, meanings_of(names, owner_id=version.plan.agency_id, on=local_day(at)))
    return len(rows)


def _target(version: PlanVersion, position: int, found: FoundTarget) -> Target:
    known: dict[str, Any] = found.as_dict()
    return Target(
        version=version,
        position=position,
        number=found.number,
        unit=found.unit[:60],
        direction=found.direction,
        commitment=found.commitment,
        measures=found.measures,
        text=found.text,
        section=found.section[:60],
        source=found.source,
        place=known["place"],
    )
