"""The questions of an assessment answered, and its cost sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.costs.keeping import LONGEST_SOURCE
from motcua.reviews.actions.impact.locking import item_in, note, save_act, worked_on
from motcua.reviews.enums import Block, Confidence, Side
from motcua.reviews.models import (
    DraftActProcedure,
    ImpactAnswer,
    ImpactAssessment,
    ImpactCostLine,
    ImpactCostSource,
)
from motcua.reviews.queries.impact.acts import answers_of
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.answers import Answer, checked_answers
from motcua.reviews.rules.impact.forms import form_for, form_named
from motcua.reviews.rules.impact.life import ActVerb
from motcua.reviews.rules.impact.sources import SourcedLine

MOST_LINES = 200
_LARGEST = Decimal(10) ** 12


@transaction.atomic
def answer_questions(
    *,
    act_id: UUID,
    item_id: UUID,
    answers: Mapping[str, Answer],
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> ImpactAssessment:
    """Answer the questions asked of a procedure at the act's stage; what is not said stays unanswered. The form is the
    one of the day on which the assessment was begun.

    :raises Refused: "draft-act-not-found", "draft-act-changed", "do-reviews-not-allowed", "draft-act-not-ready",
        "draft-procedure-not-found", and as `checked_answers`.
    """
    act = worked_on(act_id, ActVerb.WORK, by, at, seen=seen)
    item = item_in(act, item_id)
    assessment = begun(item, act.stage, by, at)
    form = form_named(assessment.form_code, on=assessment.form_on)
    said = checked_answers(form, answers)
    before = answers_of(assessment)
    changed = sorted(code for code in {*before, *said} if before.get(code) != said.get(code))
    assessment.answers.all().delete()
    write_answers(assessment, said)
    assessment.by, assessment.at = by, at
    assessment.save(update_fields=["by", "at"])
    save_act(act)
    payload = {"title": item.name, "form": form.code, "questions": changed, "answered": len(said)}
    note(act, "ImpactAssessed", payload, by, at)
    return assessment


def begun(item: DraftActProcedure, stage: str, by: Person, at: datetime) -> ImpactAssessment:
    """The assessment of the procedure at the stage, begun now where there was none."""
    found = item.assessments.filter(stage=stage).first()
    if found is not None:
        return found
    on = local_day(at)
    form = form_for(item.change, on=on)  # type: ignore[arg-type]  # stored words equal their enums
    return ImpactAssessment.objects.create(
        item=item, stage=stage, form_code=form.code, form_on=on, by=by, at=at
    )


def write_answers(assessment: ImpactAssessment, said: Mapping[str, Answer]) -> None:
    """Write what was answered."""
    insert_all(
        [
            ImpactAnswer(assessment=assessment, question=code, reply=answer.reply or "", text=answer.text)
            for code, answer in said.items()
        ]
    )


@transaction.atomic
def keep_cost_lines(
    *,
    act_id: UUID,
    item_id: UUID,
    side: Side,
    lines: Sequence[SourcedLine],
    times_per_year: Decimal,
    subjects_per_year: Decimal,
    year_source: str,
    year_confidence: Confidence,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> DraftActProcedure:
    """What one performance asks, line by line, as the procedure is or as the draft would have it, each number with
    where it is from; instead of what was kept for that side.

    :raises Refused: "draft-act-not-found", "draft-act-changed", "do-reviews-not-allowed", "draft-act-not-ready",
        "draft-procedure-not-found", "cost-too-many-lines", "cost-number-wrong", "cost-source-missing",
        "cost-source-too-long".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at, seen=seen)
    item = item_in(act, item_id)
    if len(lines) > MOST_LINES:
        raise Refused("cost-too-many-lines", f"Bảng có hơn {MOST_LINES} dòng. Gộp các công việc giống nhau.")
    for number in (times_per_year, subjects_per_year):
        if not 0 <= number < _LARGEST:
            raise Refused("cost-number-wrong", "Số lần và số đối tượng một năm phải từ 0 trở lên.")
    _require_sources(lines)
    where = _year_source(year_source)
    item.cost_lines.filter(side=side).delete()
    rows = [_line(item, side, place, one.line) for place, one in enumerate(lines)]
    insert_all(rows)
    insert_all([origin for row, one in zip(rows, lines, strict=True) for origin in _origins(row, one)])
    item.times_per_year, item.subjects_per_year = times_per_year, subjects_per_year
    item.year_source, item.year_confidence = where, year_confidence
    item.save(update_fields=["times_per_year", "subjects_per_year", "year_source", "year_confidence"])
    save_act(act)
    payload = {"title": item.name, "side": side.value, "lines": len(lines), "year_source": where}
    note(act, "ImpactCosted", payload, by, at)
    return item


def _require_sources(lines: Sequence[SourcedLine]) -> None:
    for place, one in enumerate(lines):
        if one.missing:
            part = one.missing[0]
            raise Refused(
                "cost-source-missing",
                f"Dòng {place + 1} ({one.line.activity[:80]}) chưa có nguồn của {part.label.lower()}. Ghi nguồn: ai "
                "cho biết, khi nào, bằng cách nào.",
                line=place,
                part=part.value,
            )


def _year_source(text: str) -> str:
    said = clean(text)
    if not said:
        raise Refused(
            "cost-source-missing", "Ghi nguồn của số lần và số đối tượng một năm.", field="year_source"
        )
    if len(said) > LONGEST_SOURCE:
        raise Refused(
            "cost-source-too-long",
            f"Nguồn dài quá {LONGEST_SOURCE} ký tự. Viết gọn lại.",
            field="year_source",
        )
    return said


def _origins(row: ImpactCostLine, said: SourcedLine) -> list[ImpactCostSource]:
    return [
        ImpactCostSource(
            line=row,
            part=part,
            origin=one.origin,
            source=one.source[: 2 * LONGEST_SOURCE],
            confidence=one.confidence,
        )
        for part, one in said.origins.items()
    ]


def _line(item: DraftActProcedure, side: Side, place: int, line: CostLine) -> ImpactCostLine:
    return ImpactCostLine(
        item=item,
        side=side,
        position=place,
        activity=line.activity,
        block=line.block or Block.OTHER,
        hours=line.hours,
        hourly_income_vnd=line.hourly_income_vnd,
        service_vnd=line.service_vnd,
        fee_vnd=line.fee_vnd,
        other_vnd=line.other_vnd,
    )
