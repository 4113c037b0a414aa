"""The constituents of a review form: laid out when it is begun, answered, and the year counted beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from motcua.catalogue.rules.content import Content
from motcua.kernel.actions import insert_all
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums.proposals import AnswerKind, Verdict, YesNoAnswer
from motcua.reviews.models import ReviewedPart, ReviewForm, RoadmapStep, RoundItem, SimplificationProposal
from motcua.reviews.queries.costs.evidence import Handled, handled
from motcua.reviews.queries.rounds.forms import questions_about
from motcua.reviews.queries.rounds.hints import givers_of
from motcua.reviews.rules.cost.evidence import Observed
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.prefill import parts_of
from motcua.reviews.rules.rounds.questions import Question

LONGEST_ANSWER = 5000
MOST_STEPS = 30
_LONGEST_WHO = 200
_MOST = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class PartEntry:
    """What is thought of one constituent; `answers` to the questions about it, None leaves them as they are."""

    verdict: Verdict | None = None
    purpose: str = ""
    reason: str = ""
    answers: Mapping[str, str] | None = None


def lay_out_parts(form: ReviewForm, content: Content, *, item: RoundItem, at: datetime) -> None:
    """Write each constituent as the version has it, with what catalogue and findings already answer."""
    givers = givers_of(item.procedure_id, agency_id=item.agency_id, at=at)
    insert_all(
        [
            ReviewedPart(
                form=form,
                position=place,
                constituent=part.constituent,
                said=part.said,
                answers=dict(part.answers),
            )
            for place, part in enumerate(parts_of(content, results=givers), start=1)
        ]
    )


def count_year(form: ReviewForm, item: RoundItem, *, at: datetime) -> None:
    """Set on the form how many dossiers of how many subjects came in the year before the moment; not saved yet."""
    shown = handled([item.procedure_id], agency_id=item.agency_id, at=at)
    seen = shown.get(item.procedure_id, Handled(Observed())).observed
    form.dossiers_counted, form.subjects_counted = seen.dossiers, seen.subjects
    form.counted_days, form.counted_at = seen.days, at


def put_parts(form: ReviewForm, entries: Mapping[int, PartEntry]) -> None:
    """Write what was thought of the parts named.

    :raises Refused: "review-answer-wrong", "review-answer-too-long".
    """
    rows = list(form.parts.filter(position__in=entries.keys()))
    for row in rows:
        entry = entries[row.position]
        row.verdict = entry.verdict or ""
        row.purpose = clean(entry.purpose)[:LONGEST_ANSWER]
        row.reason = clean(entry.reason)[:LONGEST_ANSWER]
        if entry.answers is not None:
            row.answers = {**row.answers, **checked_answers(questions_about(form, row), entry.answers)}
    ReviewedPart.objects.bulk_update(rows, ["verdict", "purpose", "reason", "answers"])


def checked_answers(questions: Sequence[Question], said: Mapping[str, str]) -> dict[str, str]:
    """The answers to these questions, cleaned.

    :raises Refused: "review-answer-wrong", "review-answer-too-long".
    """
    known = {question.key: question for question in questions}
    return {key: _checked(known.get(key), key, clean(answer)) for key, answer in said.items()}


def put_roadmap(proposal: SimplificationProposal, steps: Sequence[StepSaid]) -> None:
    """Write how the proposal is carried out, instead of what was there.

    :raises Refused: "proposal-roadmap-incomplete", "proposal-too-many-changes".
    """
    if len(steps) > MOST_STEPS:
        raise Refused(
            "proposal-too-many-changes", f"Lộ trình có hơn {MOST_STEPS} bước. Gộp các bước giống nhau."
        )
    kept = [StepSaid(clean(one.what), clean(one.who)[:_LONGEST_WHO], one.due_on) for one in steps]
    for place, one in enumerate(kept, start=1):
        if not (one.what and one.who):
            raise Refused(
                "proposal-roadmap-incomplete", f"Bước {place} của lộ trình: ghi đủ việc và người làm."
            )
    proposal.roadmap.all().delete()
    insert_all(
        [
            RoadmapStep(
                proposal=proposal,
                position=place,
                what=one.what[:LONGEST_ANSWER],
                who=one.who,
                due_on=one.due_on,
            )
            for place, one in enumerate(kept, start=1)
        ]
    )


def _checked(question: Question | None, key: str, text: str) -> str:
    if question is None or not _fits(question, text):
        raise Refused(
            "review-answer-wrong", "Câu trả lời không thuộc biểu này. Tải lại trang rồi điền lại.", field=key
        )
    if len(text) > LONGEST_ANSWER:
        raise Refused(
            "review-answer-too-long",
            f"Câu trả lời dài quá {LONGEST_ANSWER} ký tự. Viết gọn lại.",
            field=key,
        )
    return text


def _fits(question: Question, text: str) -> bool:
    if not text or question.kind is AnswerKind.TEXT:
        return True
    if question.kind is AnswerKind.YES_NO:
        return text in {*YesNoAnswer}
    try:
        return 0 <= Decimal(text) < _MOST
    except InvalidOperation:
        return False
