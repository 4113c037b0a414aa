"""What a draft says, line by line: work, targets, what was answered to findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.drafting import touch
from motcua.plans.actions.locking import lock_draft, lock_line
from motcua.plans.enums import Commitment, Direction, FindingAnswer, UnitRole
from motcua.plans.models import FindingNote, Line, LineUnit, PlanVersion, Target
from motcua.plans.policy import require_keep
from motcua.plans.queries.naming import Meaning, meanings_of
from motcua.plans.rules.rereading import term_in_plan
from motcua.plans.rules.timing import day_in

_MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line of work as somebody enters it; units and term in words, as a document has them."""

    content: str
    leads: tuple[str, ...]
    partners: tuple[str, ...] = ()
    term: str = ""
    product: str = ""
    number: str = ""
    group: str = ""
    submitted_to: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target as somebody enters it."""

    number: Decimal
    unit: str
    direction: Direction
    commitment: Commitment
    measures: str
    indicator: str = ""


@transaction.atomic
def add_line(
    *, version_id: UUID, entry: LineEntry, by: Person, at: datetime, seen: int | None = None
) -> Line:
    """A further line at the end of the draft.

    :raises Refused: "plan-not-found", "plan-not-draft", "plan-changed", "keep-plans-not-allowed",
        "line-content-missing", "plan-too-long".
    """
    version = _kept(version_id, by, at, seen)
    last = version.lines.aggregate(last=Max("position"))["last"] or 0
    if last >= _MOST_LINES:
        raise Refused(
            "plan-too-long", f"Kế hoạch có tối đa {_MOST_LINES} dòng nhiệm vụ. Tách thành nhiều kế hoạch."
        )
    line = Line(version=version, position=last + 1, is_checked=True, term={})
    _put(line, entry, version, at)
    _done(version, "PlanLineAdded", {"number": line.number, "content": line.content}, by, at)
    return line


@transaction.atomic
def save_line(*, line_id: UUID, entry: LineEntry, by: Person, at: datetime, seen: int | None = None) -> Line:
    """Let the line say `entry`; it counts as checked by a person.

    :raises Refused: as `add_line`, and "plan-line-not-found".
    """
    line = lock_line(line_id, seen=seen)
    require_keep(by, agency_id=line.version.plan.agency_id, on=local_day(at))
    before = {"content": line.content, "product": line.product, "term": line.term.get("text", "")}
    line.is_checked = True
    _put(line, entry, line.version, at)
    after = {"content": line.content, "product": line.product, "term": line.term.get("text", "")}
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    _done(line.version, "PlanLineSaved", {"number": line.number, "changed": changed}, by, at)
    return line


@transaction.atomic
def drop_line(*, line_id: UUID, by: Person, at: datetime, seen: int | None = None) -> PlanVersion:
    """Take a line out of the draft. The task that an earlier version made of it ends when the draft is approved.

    :raises Refused: "plan-line-not-found", "plan-not-draft", "plan-changed", "keep-plans-not-allowed".
    """
    line = lock_line(line_id, seen=seen)
    version = line.version
    require_keep(by, agency_id=version.plan.agency_id, on=local_day(at))
    payload = {"number": line.number, "content": line.content}
    line.delete()
    _done(version, "PlanLineDropped", payload, by, at)
    return version


@transaction.atomic
def check_lines(*, version_id: UUID, by: Person, at: datetime, line_ids: Sequence[UUID] | None = None) -> int:
    """Say of these lines, or of all, that they were read right; how many were not checked before.

    :raises Refused: "plan-not-found", "plan-not-draft", "keep-plans-not-allowed".
    """
    version = _kept(version_id, by, at, None)
    lines = version.lines.filter(is_checked=False)
    if line_ids is not None:
        lines = lines.filter(pk__in=line_ids)
    count = lines.update(is_checked=True)
    if count:
        _done(version, "PlanLinesChecked", {"count": count}, by, at)
    return count


@transaction.atomic
def save_target(
    *,
    version_id: UUID,
    target_id: UUID | None,
    entry: TargetEntry,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Target:
    """A further target (no id), or what a target says now; it counts as checked.

    :raises Refused: as `add_line`, and "target-not-found", "target-words-missing".
    """
    version = _kept(version_id, by, at, seen)
    if not clean(entry.measures):
        raise Refused("target-words-missing", "Ghi chỉ tiêu đo cái gì.", field="measures")
    if target_id is None:
        last = version.targets.aggregate(last=Max("position"))["last"] or 0
        target = Target(version=version, position=last + 1)
    else:
        target = _target(version, target_id)
    target.number, target.unit = entry.number, clean(entry.unit)[:60]
    target.direction, target.commitment = entry.direction, entry.commitment
    target.measures, target.indicator = clean(entry.measures), entry.indicator
    target.is_checked = True
    target.save()
    _done(version, "PlanTargetSaved", {"number": str(entry.number), "measures": target.measures}, by, at)
    return target


@transaction.atomic
def drop_target(
    *, version_id: UUID, target_id: UUID, by: Person, at: datetime, seen: int | None = None
) -> None:
    """Take a target out of the draft.

    :raises Refused: "target-not-found", and as `add_line`.
    """
    version = _kept(version_id, by, at, seen)
    target = _target(version, target_id)
    payload = {"number": str(target.number), "measures": target.measures}
    target.delete()
    _done(version, "PlanTargetDropped", payload, by, at)


@transaction.atomic
def answer_finding(
    *, version_id: UUID, identity: str, answer: FindingAnswer, note: str = "", by: Person, at: datetime
) -> FindingNote:
    """Keep what a person said of a finding; a later answer replaces it.

    :raises Refused: "plan-not-found", "plan-not-draft", "keep-plans-not-allowed", "finding-not-found".
    """
    version = _kept(version_id, by, at, None)
    if identity not in {each["identity"] for each in version.reading.get("findings", ())}:
        raise Refused("finding-not-found", "Nhận xét này không còn trong bản soạn. Tải lại trang.")
    values = {"answer": answer, "note": clean(note)[:500], "by": by, "at": at}
    kept, _ = FindingNote.objects.update_or_create(version=version, identity=identity, defaults=values)
    payload = {"identity": kept.identity, "answer": answer, "note": kept.note}
    record(fact=Fact("PlanFindingAnswered", "plan", str(version.plan_id), payload), actor=by.actor, at=at)
    return kept


def put_units(
    lines: Sequence[tuple[Line, Sequence[str], Sequence[str]]], meanings: dict[str, Meaning]
) -> None:
    """Write the units of lines: each line with the names of those who lead and those who take part."""
    insert_all(
        [
            _unit(line, role, position, name, meanings.get(name))
            for line, leads, partners in lines
            for role, names in ((UnitRole.LEAD, leads), (UnitRole.PARTNER, partners))
            for position, name in enumerate(dict.fromkeys(names), start=1)
        ]
    )


def naming_day(version: PlanVersion, at: datetime) -> date:
    """The day on which the units named in the version are looked up."""
    return day_in(Period(version.plan.period.lower, version.plan.period.upper), on=local_day(at))


def _unit(line: Line, role: UnitRole, position: int, name: str, meaning: Meaning | None) -> LineUnit:
    agency_id = meaning.agency_id if meaning else None
    group = meaning.group if meaning else None
    return LineUnit(
        line=line, role=role, position=position, text=name[:300], agency_id=agency_id, group=group or ""
    )


def _put(line: Line, entry: LineEntry, version: PlanVersion, at: datetime) -> None:
    if not clean(entry.content):
        raise Refused("line-content-missing", "Ghi nội dung nhiệm vụ.", field="content")
    line.content, line.product = clean(entry.content), clean(entry.product)
    line.number, line.group = clean(entry.number)[:20], clean(entry.group)[:500]
    line.submitted_to, line.indicator = clean(entry.submitted_to)[:300], entry.indicator
    line.term = _term(entry.term, version)
    line.save()
    line.units.all().delete()
    names = [name for name in (*entry.leads, *entry.partners) if clean(name)]
    meanings = meanings_of(names, owner_id=version.plan.agency_id, on=naming_day(version, at))
    put_units(
        [(line, [n for n in entry.leads if clean(n)], [n for n in entry.partners if clean(n)])], meanings
    )


def _term(text: str, version: PlanVersion) -> dict[str, Any]:
    """What the words mean in a plan of this year; only words: no day is filled in."""
    period = Period(version.plan.period.lower, version.plan.period.upper)
    return term_in_plan(clean(text), period=period, issued_on=version.issued_on).as_dict()


def _kept(version_id: UUID, by: Person, at: datetime, seen: int | None) -> PlanVersion:
    version = lock_draft(version_id, seen=seen)
    require_keep(by, agency_id=version.plan.agency_id, on=local_day(at))
    return version


def _target(version: PlanVersion, target_id: UUID) -> Target:
    target = version.targets.filter(pk=target_id).first()
    if target is None:
        raise Refused("target-not-found", "Chỉ tiêu này không còn trong bản soạn. Tải lại trang.")
    return target


def _done(version: PlanVersion, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    touch(version)
    payload = {"version": version.number, **payload}
    record(fact=Fact(kind, "plan", str(version.plan_id), payload), actor=by.actor, at=at)
