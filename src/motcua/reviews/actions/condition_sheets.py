"""A workbook of business conditions, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.actions.conditions import (
    CONDITION,
    checked_mark,
    found_by,
    mark_fact,
    mark_row,
    note_mark,
    plain,
    plain_of,
    reword_condition,
    whole_vnd,
    worded,
)
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition, ConditionWording
from motcua.reviews.policy.conditions import require_enter_conditions
from motcua.reviews.policy.working import require_over
from motcua.reviews.queries.conditions.listing import as_marked, procedures_by_code
from motcua.reviews.rules.conditions.sheet import ConditionEntry
from motcua.reviews.rules.conditions.standing import NEEDS_DECISION, Marked, require_mark
from motcua.reviews.rules.conditions.wording import Wording


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook came to: how many conditions are new, were changed, are as they were."""

    made: int
    changed: int
    same: int


@transaction.atomic
def keep_conditions(*, agency_id: UUID, entries: Sequence[ConditionEntry], by: Person, at: datetime) -> Taken:
    """Take what a workbook says, all of it or nothing. A code that is known is worded anew or marked where its row
    says something else; a row that says what is known changes nothing.

    :raises Refused: "do-reviews-not-allowed", "keep-reviews-not-allowed", and for a row that cannot be taken as
        `reword_condition` and `mark_condition`, with `line`, the number of the row.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_enter_conditions(by, agency_id=agency_id, on=local_day(at))
    if any(entry.mark is not None and entry.mark.state in NEEDS_DECISION for entry in entries):
        require_over(by, Capability.KEEP_REVIEWS, agency_id=agency_id, on=local_day(at))
    known = {
        row.code: row
        for row in BusinessCondition.objects.filter(
            agency=agency_id, code__in=[entry.code for entry in entries]
        ).prefetch_related("wordings__procedures", "marks")
    }
    fresh = [entry for entry in entries if entry.code not in known]
    _enter_all(agency_id, fresh, by, at)
    changed = sum(_take(known[entry.code], entry, by, at) for entry in entries if entry.code in known)
    return Taken(len(fresh), changed, len(entries) - len(fresh) - changed)


def _enter_all(agency_id: UUID, entries: Sequence[ConditionEntry], by: Person, at: datetime) -> None:
    """New conditions with their wordings, procedures and marks; a fixed number of statements."""
    procedures = procedures_by_code(code for entry in entries for code in entry.wording.procedures)
    rows, wordings, marks, facts = [], [], [], []
    checked = ConditionWording.procedures.through
    links = []
    for entry in entries:
        row = BusinessCondition(
            agency_id=agency_id,
            code=entry.code,
            created_by=by,
            created_at=at,
            **found_by(entry.code, entry.wording),
        )
        wording = worded(ConditionWording(condition=row), entry.wording)
        rows.append(row)
        wordings.append(wording)
        links += [
            checked(conditionwording_id=wording.pk, procedure_id=procedures[code].pk)
            for code in entry.wording.procedures
        ]
        payload = {"code": entry.code, "wording": plain(entry.wording)}
        facts.append(Fact("ConditionEntered", CONDITION, str(row.pk), payload))
        if entry.mark is not None:
            mark = _checked_first(entry)
            if mark.state is ConditionState.CUT:
                worded(wording, _ended(entry))
            marks.append(mark_row(row, mark, by, at))
            facts.append(mark_fact(row, mark))
    for some in (rows, wordings, links, marks):
        insert_all(some)
    record_all(facts=facts, actor=by.actor, at=at)


def _checked_first(entry: ConditionEntry) -> Marked:
    """What the row says of a condition that nobody looked at before."""
    assert entry.mark is not None
    with _row(entry):
        mark = checked_mark(entry.mark)
        require_mark([], mark)
        if mark.state is ConditionState.CUT and mark.since <= entry.wording.since:
            raise Refused("condition-since-wrong", "Ngày cắt phải sau ngày điều kiện bắt đầu áp dụng.")
    return mark


def _ended(entry: ConditionEntry) -> Wording:
    """The wording of a condition that was cut: it applies until then at the latest."""
    assert entry.mark is not None
    until = entry.wording.until
    return replace(entry.wording, until=entry.mark.since if until is None else min(until, entry.mark.since))


def _take(row: BusinessCondition, entry: ConditionEntry, by: Person, at: datetime) -> bool:
    """Word and mark a known condition as its row says; whether anything was said anew."""
    newest = max(row.wordings.all(), key=lambda one: one.in_force.lower)
    marks = [as_marked(one) for one in sorted(row.marks.all(), key=lambda one: (one.at, one.pk))]
    entry = _with_unsaid(entry, newest)
    before, said = plain_of(newest), plain(entry.wording)
    if marks and marks[-1].state is ConditionState.CUT and said["until"] is None:
        said["until"] = before["until"]  # the row does not know the end that cutting gave
    is_worded = said != before
    is_marked = entry.mark is not None and not _says_the_same(marks, entry.mark)
    with _row(entry):
        if is_worded:
            reword_condition(condition_id=row.pk, wording=entry.wording, by=by, at=at)
        if is_marked:
            assert entry.mark is not None
            note_mark(condition_id=row.pk, mark=entry.mark, by=by, at=at)
    return is_worded or is_marked


def _with_unsaid(entry: ConditionEntry, newest: ConditionWording) -> ConditionEntry:
    """The entry, what its workbook has no column for being as it is kept."""
    kept = {
        "rule_kind": RuleKind(newest.rule_kind),
        "cost_per_year_vnd": whole_vnd(newest.cost_per_year_vnd),
        "cost_source": newest.cost_source,
    }
    return replace(
        entry,
        wording=replace(entry.wording, **{name: kept[name] for name in entry.unsaid}),  # type: ignore[arg-type]  # by name
    )


def _says_the_same(marks: Sequence[Marked], mark: Marked) -> bool:
    return bool(marks) and (marks[-1].state, marks[-1].since) == (mark.state, mark.since)


@contextmanager
def _row(entry: ConditionEntry) -> Iterator[None]:
    """A refusal in here names the row."""
    try:
        yield
    except Refused as refused:
        raise Refused(
            refused.code,
            f"Dòng {entry.line} (mã {entry.code}): {refused.message}",
            **{**refused.details, "line": entry.line},
        ) from None
