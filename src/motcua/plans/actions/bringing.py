"""A plan brought as a document: the file is kept, what was read becomes a draft that a person goes through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.documents.reading.blocks import Place
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.drafting import PlanFacts, save_plan_facts, start_plan, touch
from motcua.plans.actions.lines import naming_day, put_units
from motcua.plans.actions.locking import lock_draft
from motcua.plans.enums import Severity, TermKind
from motcua.plans.models import FindingNote, Line, PlanVersion, Target, Task
from motcua.plans.policy import require_keep
from motcua.plans.queries.naming import meanings_of
from motcua.plans.rules.checks.whole import carry_answers, identity
from motcua.plans.rules.reading.found import Finding, FoundTarget, FoundTask, PlanReading
from motcua.plans.rules.rereading import depends_on_plan, term_in_plan
from motcua.plans.rules.terms.term import Term
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
    made go on where number and content are still the same, also such as the draft had left out; answers stay with
    findings that are the same.

    :raises Refused: as `save_plan_facts`, "nothing-read", and as `keep_file`.
    """
    save_plan_facts(version_id=version_id, facts=facts, by=by, at=at, seen=seen)
    version = lock_draft(version_id, seen=None)
    require_keep(by, agency_id=version.plan.agency_id, on=local_day(at))
    known = _known_tasks(version)
    version.lines.all().delete()
    version.targets.all().delete()
    before = version.reading
    version = _fill(version, file, reading, by, at, known)
    _carry_answers(version, before, reading)
    return version


def _known_tasks(version: PlanVersion) -> dict[tuple[str, str], UUID]:
    """The plan's tasks by number and content, as they are and as the draft words them."""
    tasks = Task.objects.filter(plan=version.plan).order_by("id").values_list("number", "content", "pk")
    known = {(number, _flat(content)): task for number, content, task in tasks}
    for line in version.lines.filter(task__isnull=False):
        known[line.number, _flat(line.content)] = line.task_id  # type: ignore[assignment]  # filtered above
    return known


def _carry_answers(version: PlanVersion, before: dict[str, Any], reading: PlanReading) -> None:
    """What people answered stays with the findings that are the same in the other document."""
    notes = {note.identity: note for note in version.finding_notes.all()}
    kept = carry_answers(notes, before=_findings_of(before), now=reading.findings)
    version.finding_notes.all().delete()
    insert_all(
        [
            FindingNote(
                version=version,
                identity=key,
                answer=note.answer,
                note=note.note,
                by_id=note.by_id,
                at=note.at,
            )
            for key, note in kept.items()
        ]
    )


def _findings_of(reading: dict[str, Any]) -> list[Finding]:
    """The findings as they were before they were kept."""
    return [
        Finding(
            code=plain["code"],
            severity=Severity(plain["severity"]),
            message=plain["message"],
            place=_place(plain["place"]),
            excerpt=plain["excerpt"],
        )
        for plain in reading.get("findings", ())
    ]


def _place(plain: dict[str, Any] | None) -> Place | None:
    return None if plain is None else Place(**{key: value for key, value in plain.items() if key != "text"})


def _flat(text: str) -> str:
    return " ".join(text.split())


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
    rows, used = [], set[UUID]()
    period = Period(version.plan.period.lower, version.plan.period.upper)
    for position, task in enumerate(tasks, start=1):
        number, content = clean(task.number)[:20], clean(task.content) or clean(task.product)
        task_id = known.get((number, _flat(content)))
        task_id = None if task_id in used else task_id
        used |= {task_id} if task_id else set()
        line = Line(
            version=version,
            position=position,
            task_id=task_id,
            number=number,
            group=clean(task.group)[:500],
            content=content or "(chưa đọc được nội dung)",
            product=clean(task.product),
            submitted_to=clean(task.submitted_to)[:_LONGEST_PLACE],
            term=_term(task.term, period, version.issued_on).as_dict(),
            source=task.source,
            place=task.place.as_dict(),
        )
        rows.append(
            (line, split_units(task.lead), [name for each in task.partners for name in split_units(each)])
        )
    insert_all([line for line, _, _ in rows])
    names = {name for _, leads, partners in rows for name in (*leads, *partners)}
    put_units(rows, meanings_of(names, owner_id=version.plan.agency_id, on=naming_day(version, at)))
    return len(rows)


def _term(term: Term, period: Period, issued_on: date | None) -> Term:
    """The term as it was read; anew where it took its year from the document, and a person says another."""
    if not term.text or not depends_on_plan(term):
        return term
    again = term_in_plan(term.text, period=period, issued_on=issued_on)
    return term if again.kind is TermKind.UNREAD else again


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
