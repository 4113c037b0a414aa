"""The questions about each paper, requirement and fee, and the steps of carrying a proposal out, on a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.enums import Constituent
from motcua.reviews.actions.rounds.forms import FormEntry
from motcua.reviews.actions.rounds.parts import LONGEST_ANSWER, PartEntry
from motcua.reviews.enums.proposals import AnswerKind, Verdict, YesNoAnswer
from motcua.reviews.models import ReviewedPart, ReviewForm, SimplificationProposal
from motcua.reviews.queries.rounds.forms import questions_about
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.part_questions import open_questions
from motcua.reviews.rules.rounds.questions import Question
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm

_SPARE = 1
_MOST = 30
_ABOUT: dict[str, Any] = {
    Constituent.COMPONENTS: gettext_lazy("Câu hỏi về giấy tờ này"),
    Constituent.REQUIREMENTS: gettext_lazy("Câu hỏi về yêu cầu, điều kiện này"),
    Constituent.FEES: gettext_lazy("Câu hỏi về khoản thu này"),
}


class PartAnswersForm(PlainForm):
    """A field for each question about a part, named by its position."""

    def __init__(self, *args: Any, form: ReviewForm, **kwargs: Any) -> None:
        self.rows = list(form.parts.all())
        self.asked = {row.position: questions_about(form, row) for row in self.rows}
        super().__init__(*args, **kwargs)
        for row in self.rows:
            for question in self.asked[row.position]:
                field = _field(question)
                field.initial = row.answers.get(question.key, "")
                self.fields[_name(row, question)] = field

    def asked_of(self, row: ReviewedPart) -> dict[str, Any]:
        """The fields of a part, how many of its questions are answered, and whether one was answered wrongly."""
        questions = self.asked.get(row.position, ())
        verdict = Verdict(row.verdict) if row.verdict else None
        left = len(open_questions(questions, row.answers, verdict))
        fields = [self[_name(row, question)] for question in questions]
        return {
            "about": _ABOUT.get(row.constituent, ""),
            "fields": fields,
            "left": left,
            "is_wrong": any(field.errors for field in fields),
            "read": [
                {"label": question.text, "value": _shown(question, row.answers.get(question.key, ""))}
                for question in questions
                if question.is_asked(row.answers)
            ],
        }

    def added_to(self, entry: FormEntry) -> FormEntry:
        """What was typed of the form, with the answers about its parts."""
        said = self.cleaned_data
        parts = dict(entry.parts)
        for row in self.rows:
            questions = self.asked[row.position]
            if questions:
                answers = {question.key: _text(said[_name(row, question)]) for question in questions}
                parts[row.position] = replace(parts.get(row.position, PartEntry()), answers=answers)
        return replace(entry, parts=parts)


class StepForm(PlainForm):
    """One step of the roadmap; an empty row says nothing."""

    what = LinesField(rows=2, required=False, max_length=LONGEST_ANSWER, label=gettext_lazy("Việc phải làm"))
    who = WordsField(required=False, max_length=200, label=gettext_lazy("Ai làm"))
    due_on = DayField(required=False, label=gettext_lazy("Xong trước ngày"))

    def clean(self) -> dict[str, Any]:
        """Who and until when belong to something that is done."""
        said: dict[str, Any] = super().clean() or {}
        if any(said.get(name) for name in ("what", "who", "due_on")):
            for name in ("what", "who"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Ghi đủ việc và người làm, hoặc để trống cả bước."))
        return said

    def said(self) -> StepSaid | None:
        """The step; None of an empty row."""
        said = self.cleaned_data
        return StepSaid(said["what"], said["who"], said["due_on"]) if said["what"] else None


def step_forms(data: Any, proposal: SimplificationProposal) -> list[StepForm]:
    """A row for each step kept and one empty; before any is kept, what follows from the changes of law. As many as were
    posted."""
    kept = list(proposal.roadmap.values("what", "who", "due_on")) or _offered(proposal)
    number = len(kept) + _SPARE
    if data is not None:
        posted = [name for name in data if name.startswith("step") and name.endswith("-what")]
        number = max(number, len(posted))
    return [
        StepForm(data, prefix=f"step{place}", initial=kept[place] if place < len(kept) else None)
        for place in range(min(number, _MOST))
    ]


def steps_said(rows: list[StepForm]) -> tuple[StepSaid, ...]:
    """What the rows say, empty ones left out."""
    return tuple(said for row in rows if (said := row.said()) is not None)


def _offered(proposal: SimplificationProposal) -> list[dict[str, Any]]:
    rows = proposal.legal_changes.all()
    changes = list({(row.article, row.act, row.responsible, row.due_on): row for row in rows}.values())
    if not changes:
        return []
    last: date | None = max((row.due_on for row in changes if row.due_on), default=None)
    steps: list[dict[str, Any]] = [
        {
            "what": _("Sửa %s") % f"{row.article} {row.act}".strip(),
            "who": row.responsible,
            "due_on": row.due_on,
        }
        for row in changes
    ]
    publish = _("Công bố, công khai thủ tục đã sửa; cập nhật quy trình nội bộ, quy trình điện tử, biểu mẫu.")
    return [*steps, {"what": publish, "who": proposal.agency.short_name, "due_on": last}]


def _name(row: ReviewedPart, question: Question) -> str:
    return f"a_{row.position}_{question.key}"


def _field(question: Question) -> forms.Field:
    if question.kind is AnswerKind.YES_NO:
        return forms.ChoiceField(
            choices=[("", _("Chưa trả lời")), *YesNoAnswer.choices()], required=False, label=question.text
        )
    if question.kind is AnswerKind.NUMBER:
        return forms.IntegerField(
            required=False,
            min_value=0,
            max_value=999,
            label=question.text,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        )
    hint = _("Trả lời khi chọn “Có” ở câu trên.") if question.asked_if else ""
    if question.asked_if and question.asked_if[0][1] == YesNoAnswer.NO:
        hint = _("Trả lời khi chọn “Không” ở câu trên.")
    return LinesField(rows=1, required=False, max_length=LONGEST_ANSWER, label=question.text, help_text=hint)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _shown(question: Question, said: str) -> str:
    words = dict(YesNoAnswer.choices()) if question.kind is AnswerKind.YES_NO else {}
    return str(words.get(said, said))
