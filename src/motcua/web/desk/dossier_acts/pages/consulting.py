"""Opinions of other bodies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.consulting import Question, answer_consultation, consult
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Consultation
from motcua.dossiers.queries.consulting import bodies_to_ask, questions_for, suggested_questions
from motcua.kernel.refusals import Refused
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.fields import AmountField, LinesField

_ROWS = 3


class QuestionRow(forms.Form):
    """One body and what it is asked."""

    agency = forms.ChoiceField(label=_("Hỏi cơ quan, đơn vị"), required=False)
    question = LinesField(label=_("Nội dung hỏi"), rows=3, max_length=2000, required=False)
    days = AmountField(label=_("Trả lời trong (ngày làm việc)"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "label_suffix": "", "use_required_attribute": False})
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("agency"):
            if data.get("question"):
                self.add_error("agency", _t("Chọn nơi được hỏi."))
            return data
        if not data.get("question"):
            self.add_error("question", _t("Ghi nội dung hỏi."))
        try:
            data["term"] = Limit(data.get("days") or Decimal(0), LimitUnit.WORKING_DAY)
        except Refused:
            self.add_error("days", _t("Ghi số ngày làm việc để trả lời, ví dụ 3."))
        return data

    def asked(self) -> Question | None:
        """The row as the action takes it; None for an empty one."""
        data = self.cleaned_data
        return Question(UUID(data["agency"]), data["question"], data["term"]) if data["agency"] else None


class ConsultForm(ActForm):
    """Several bodies at once, each with a term."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        bodies = bodies_to_ask(scene.dossier, scene.desk.today)
        choices = [("", _t("Chọn")), *((str(pk), name) for pk, name in bodies)]
        suggested = [
            {"agency": str(one.agency_id or ""), "question": one.question, "days": one.days}
            for one in suggested_questions(scene.dossier)
        ]
        initial = suggested + [{"days": Decimal(3)} for _row in range(max(1, _ROWS - len(suggested)))]
        self.rows = [
            QuestionRow(scene.data, prefix=f"q{place}", initial=one, choices=choices)
            for place, one in enumerate(initial)
        ]

    def is_valid(self) -> bool:
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    def questions(self) -> list[Question]:
        """What is asked of whom. Ask only a valid form."""
        return [one for row in self.rows if (one := row.asked()) is not None]


class AnswerForm(ActForm):
    consultation = forms.ChoiceField(label=_("Trả lời câu hỏi"), widget=forms.RadioSelect)
    answer = LinesField(label=_("Ý kiến"), rows=6, max_length=4000)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.questions = questions_for(scene.dossier, scene.desk.person, scene.desk.today)
        self.fields["consultation"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(one.pk), _said(one)) for one in self.questions
        ]
        if self.questions:
            self.fields["consultation"].initial = str(self.questions[0].pk)


def _said(one: Consultation) -> str:
    return _t("%(agency)s: %(question)s") % {"agency": one.agency.name, "question": one.question}


def _answer(scene: Scene, form: AnswerForm) -> object:
    data = form.cleaned_data
    return answer_consultation(
        **scene.common, consultation_id=UUID(data["consultation"]), answer=data["answer"]
    )


PAGES = (
    ActPage(
        Verb.CONSULT,
        lambda scene, form: consult(**scene.common, questions=form.questions()),
        form=ConsultForm,
        template="desk/dossier_acts/questions.html",
        lead=_("Mỗi nơi có hạn trả lời riêng; hồ sơ vẫn xử lý tiếp trong khi chờ."),
        save=_("Gửi lấy ý kiến"),
        done=_("Đã gửi lấy ý kiến về hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.ANSWER_CONSULTATION,
        _answer,
        form=AnswerForm,
        save=_("Gửi ý kiến"),
        done=_("Đã trả lời về hồ sơ %(code)s."),
    ),
)
