"""The papers of a draft act, from the rows to the plain facts that `rules.impact.papers` puts into words."""

from __future__ import annotations

from datetime import date

from motcua.documents.queries.issuing import issuing_of
from motcua.reviews.enums import ActKind, ActStage, Confidence, OpinionOutcome, Side
from motcua.reviews.models import DraftAct
from motcua.reviews.queries.impact.acts import ItemView, items_of
from motcua.reviews.queries.impact.said import consultations_of, opinions_of
from motcua.reviews.rules.impact.papers import ConsultedLine, ImpactPaper, ItemLine, OpinionLine, QuestionLine


def impact_paper(act: DraftAct, *, on: date, symbol: str) -> ImpactPaper:
    """What the papers of the act say on the day; the head of its agency signs."""
    last = act.appraisals.order_by("-sent_on", "-id").first()
    return ImpactPaper(
        issuing=issuing_of(act.agency, on=on, symbol=symbol, is_sample=act.is_sample),
        kind=ActKind(act.kind).label,
        title=act.title,
        stage=ActStage(act.stage).label,
        items=tuple(_item(one) for one in items_of(act, on=on)),
        consulted=tuple(
            ConsultedLine(one.get_way_display(), one.asked, one.began_on, one.ended_on, one.opinions_count)
            for one in consultations_of(act)
        ),
        opinions=tuple(
            OpinionLine(
                one.giver,
                one.content,
                "" if one.outcome == OpinionOutcome.OPEN else OpinionOutcome(one.outcome).label,
                one.answer,
                one.item.name if one.item else "",
            )
            for one in opinions_of(act)
        ),
        addressee=last.body if last else "",
    )


def _item(one: ItemView) -> ItemLine:
    return ItemLine(
        name=one.item.name,
        code=one.item.procedure.code if one.item.procedure else "",
        change=one.change.label,
        form=one.form.code,
        groups=tuple(
            (
                group.label,
                tuple(
                    QuestionLine(
                        question.text,
                        answer.reply.label
                        if (answer := one.answers.get(question.code)) and answer.reply
                        else "",
                        answer.text if answer else "",
                    )
                    for question in questions
                ),
            )
            for group, questions in one.form.groups()
        ),
        before=one.cost(Side.BEFORE),
        after=one.cost(Side.AFTER),
        cost_from=_cost_from(one),
    )


def _cost_from(one: ItemView) -> str:
    """How sure the cost is, and where how often and how many are from."""
    if not one.after:
        return ""
    said = f"Độ tin cậy của chi phí một hồ sơ: {one.cost_confidence(Side.AFTER).label.lower()}."
    if one.item.year_source:
        sure = Confidence(one.item.year_confidence).label.lower()
        said += f" Số lần và số đối tượng một năm theo: {one.item.year_source.rstrip('.')} ({sure})."
    return said
