"""What was answered, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import ImpactReply
from motcua.reviews.rules.impact.forms import ImpactForm, Question

MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer, words, or both."""

    reply: ImpactReply | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a form is answered, and what is missing in words; whole when nothing is."""

    asked: int
    answered: int
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def checked_answers(form: ImpactForm, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers that say something, cleaned.

    :raises Refused: "impact-question-unknown", "impact-reply-wrong", "impact-text-too-long".
    """
    questions = {one.code: one for one in form.questions}
    kept: dict[str, Answer] = {}
    for code, answer in answers.items():
        if code not in questions:
            raise Refused("impact-question-unknown", f"Biểu {form.code} không có câu hỏi “{code[:40]}”.")
        said = _checked(questions[code], answer)
        if said.reply or said.text:
            kept[code] = said
    return kept


def _checked(question: Question, answer: Answer) -> Answer:
    text = clean(answer.text)
    if len(text) > MOST_TEXT:
        raise Refused(
            "impact-text-too-long",
            f"Câu trả lời dài quá {MOST_TEXT} ký tự. Viết gọn lại.",
            field=question.code,
        )
    if question.is_text:
        return Answer(None, text)
    if answer.reply is ImpactReply.NOT_APPLICABLE and not question.may_not_apply:
        raise Refused(
            "impact-reply-wrong",
            f"Câu “{question.text}” phải trả lời có hoặc không.",
            field=question.code,
        )
    return Answer(answer.reply, text)


def is_answered(question: Question, answer: Answer | None) -> bool:
    """Whether the question has what it asks: words, or a short answer with the words that go with it."""
    if answer is None:
        return False
    if question.is_text:
        return bool(answer.text)
    if answer.reply is None:
        return False
    return (
        answer.reply is ImpactReply.NOT_APPLICABLE
        or answer.reply not in question.explain
        or bool(answer.text)
    )


def completeness(form: ImpactForm, answers: Mapping[str, Answer], *, has_cost: bool) -> Completeness:
    """What is answered and what is missing, the cost sheet included where the form needs one.

    Basis: NĐ 63/2010 art. 10–11: a draft act without a whole assessment is not taken for appraisal.
    """
    missing = [one.text for one in form.questions if not is_answered(one, answers.get(one.code))]
    answered = len(form.questions) - len(missing)
    if form.needs_cost and not has_cost:
        missing.append("Bảng tính chi phí tuân thủ, số lần và số đối tượng một năm")
    asked = len(form.questions) + form.needs_cost
    return Completeness(asked, answered + (form.needs_cost and has_cost), tuple(missing))
