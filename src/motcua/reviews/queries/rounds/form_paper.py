"""The review form of one procedure as its paper tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from motcua.documents.queries.issuing import issuing_of
from motcua.kernel.clock import local_day
from motcua.reviews.enums.proposals import AnswerKind, FormHeading, ProposalKind, YesNoAnswer
from motcua.reviews.models import ReviewedPart, ReviewForm, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.forms import part_questions_note, questions_about, said_of
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.rounds.papers.review_form import AnswerLine, FormPaper, PartLine
from motcua.reviews.rules.rounds.questions import Question, form_named
from motcua.reviews.rules.rounds.savings import Saved

_MONEY = " đồng"


def form_paper(item: RoundItem, form: ReviewForm, proposal: SimplificationProposal, *, on: date) -> FormPaper:
    """Everything the paper says of the form as it stands on the day."""
    definition, version = form_named(form.definition), form.version
    said = said_of(proposal)
    necessity, legality, cost = (
        _answers(definition.under(heading), form.answers)
        for heading in (FormHeading.NECESSITY, FormHeading.LEGALITY, FormHeading.COST)
    )
    bases = version.legal_bases.select_related("act").order_by("position")
    return FormPaper(
        issuing=issuing_of(
            item.agency,
            on=on,
            symbol="",
            recipients=("Lưu: VT",),
            is_draft=form.handed_in_at is None,
            is_sample=item.round is not None and item.round.is_sample,
        ),
        form=definition.code,
        note=definition.note,
        headings=tuple(heading.label for heading in FormHeading),  # type: ignore[arg-type]  # six of them
        code=item.procedure.code,
        name=version.name,
        field=version.field.name if version.field else "",
        authority=version.competent_authority or version.executing_agency,
        legal_bases=tuple(f"{row.act.number} {row.act.title}".strip() for row in bases),
        dossiers=form.dossiers_counted,
        subjects=form.subjects_counted,
        days=form.counted_days,
        counted_on=local_day(form.counted_at) if form.counted_at else None,
        necessity=necessity,
        parts=tuple(_part(form, row) for row in form.parts.all()),
        legality=legality,
        cost=cost,
        savings=_savings(proposal),
        kinds=tuple(ProposalKind(kind).label for kind in proposal.kinds),
        content=proposal.content,
        reason=proposal.reason,
        changes=said.changes,
        roadmap=said.roadmap,
        parts_note=part_questions_note(form),
    )


def _part(form: ReviewForm, row: ReviewedPart) -> PartLine:
    return PartLine(
        row.get_constituent_display(),
        row.said,
        row.get_verdict_display() if row.verdict else "",
        row.purpose,
        row.reason,
        _answers(questions_about(form, row), row.answers),
    )


def _answers(questions: tuple[Question, ...], answers: Mapping[str, str]) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(question.text, _said(question, answers.get(question.key, "")))
        for question in questions
        if question.is_asked(answers)
    )


def _said(question: Question, answer: str) -> str:
    if question.kind is AnswerKind.YES_NO and answer:
        return YesNoAnswer(answer).label
    return answer


def _savings(proposal: SimplificationProposal) -> tuple[str, ...]:
    saving = saving_of(proposal)
    unit = f" {proposal.get_limit_unit_display().lower()}" if proposal.limit_unit else ""
    rows = (
        ("Thời hạn", saving.limit, unit),
        ("Số giấy tờ", saving.papers, ""),
        ("Số yêu cầu, điều kiện", saving.conditions, ""),
        ("Chi phí một hồ sơ", saving.cost, _MONEY),
        ("Chi phí một năm", saving.year, _MONEY),
    )
    return tuple(f"{label}: {_told(saved, unit)}." for label, saved, unit in rows if saved.before is not None)


def _told(saved: Saved, unit: str) -> str:
    is_money = unit == _MONEY
    before, after = (_number(one, is_money) for one in (saved.before, saved.after))
    if saved.after is None:
        return f"{before}{unit}, chưa có số sau đơn giản hóa"
    if saved.after == saved.before:
        return f"giữ {before}{unit}"
    rate = saved.percent
    cut = f", giảm {rate}%".replace(".", ",") if rate else ""
    return f"từ {before} còn {after}{unit}{cut}"


def _number(number: Decimal | None, is_money: bool) -> str:
    if is_money:
        return grouped(whole_vnd(number or 0))
    whole, _dot, part = f"{(number or Decimal(0)).normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")
