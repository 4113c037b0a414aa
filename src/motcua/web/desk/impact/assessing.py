"""The questions of an assessment, and its cost lines."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs.keeping import LONGEST_SOURCE
from motcua.reviews.actions.impact.assessing import answer_questions, keep_cost_lines
from motcua.reviews.enums import Block, Confidence, CostOrigin, ImpactReply, Side
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.answers import MOST_TEXT, Answer
from motcua.reviews.rules.impact.forms import ImpactForm, Question
from motcua.reviews.rules.impact.sources import Origin
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.drafts.rows import RowForm, rearranged, row_in_hand, row_set
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.desk.impact.asking import act_or_refuse, home, item_or_refuse
from motcua.web.desk.impact.offering import Offered, offered_lines
from motcua.web.fields import PlainForm
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


class QuestionsForm(PlainForm):
    """Two fields for a question, the short answer and the words, or only the words."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asked: ImpactForm, answers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked.questions:
            said = answers.get(question.code, Answer())
            if not question.is_text:
                self.fields[question.code] = forms.ChoiceField(
                    label=question.text,
                    required=False,
                    choices=[("", "—"), *_replies(question)],
                    initial=said.reply or "",
                )
            words = question.text if question.is_text else _("Giải thích")
            self.fields[f"{question.code}_text"] = LinesField(
                rows=2, required=False, max_length=MOST_TEXT, label=words, initial=said.text
            )

    def answers(self) -> dict[str, Answer]:
        """What was answered, as the actions take it."""
        said = self.cleaned_data
        return {
            question.code: Answer(
                ImpactReply(said[question.code]) if said.get(question.code) else None,
                said[f"{question.code}_text"],
            )
            for question in self.asked.questions
        }

    def groups(self) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """The fields under their criteria."""
        return [
            (
                group.label,
                [
                    [self[name] for name in (one.code, f"{one.code}_text") if name in self.fields]
                    for one in questions
                ],
            )
            for group, questions in self.asked.groups()
        ]


def _replies(question: Question) -> list[tuple[str, str]]:
    every = [
        reply for reply in ImpactReply if question.may_not_apply or reply is not ImpactReply.NOT_APPLICABLE
    ]
    return [(reply.value, reply.label) for reply in every]


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def questions(request: DeskRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    """Half-filled answers are kept as they are: what is missing is told, not refused."""
    act, desk = act_or_refuse(request, pk), request.desk
    view = item_or_refuse(request, act, item_pk)
    first = {"revision": act.revision}
    form = QuestionsForm(posted(request), asked=view.form, answers=view.answers, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            answer_questions(
                act_id=pk,
                item_id=item_pk,
                answers=form.answers(),
                seen=form.cleaned_data["revision"],
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            _told(request, form, refused)
        else:
            messages.success(request, _("Đã lưu câu trả lời."))
            return redirect(home(pk))
    context = {"act": act, "view": view, "form": form, "groups": form.groups(), "back": home(pk)}
    return render(request, "desk/impact/questions.html", context)


def _told(request: DeskRequest, form: PlainForm, refused: Refused) -> None:
    """The refusal at its field; what was typed is saved over what was shown now."""
    if status_of(refused) in {403, 404}:
        raise refused
    show_refusal(form, refused)
    if "revision" in refused.details:
        form.data = {**request.POST.dict(), "revision": refused.details["revision"]}


class NumberField(forms.DecimalField):
    """An amount of đồng, hours, or how many; 1.024.000 and 1024000 are the same, as are 2,5 and 2.5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10})

    def __init__(self, *, is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(required=is_needed, min_value=0, **kwargs)

    def to_python(self, value: Any) -> Any:
        said = "".join(value.split()) if isinstance(value, str) else value
        if isinstance(said, str) and ("," in said or _GROUPED.fullmatch(said)):
            said = said.replace(".", "").replace(",", ".")
        return super().to_python(said)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            whole, _dot, part = f"{value:f}".partition(".")
            part = part.rstrip("0")
            return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")
        return value


class LineForm(RowForm):
    """One activity of one performance."""

    always_chosen = frozenset({"block", "hourly_income_vnd", "confidence"})
    activity = WordsField(max_length=500, label=gettext_lazy("Công việc"))
    block = forms.ChoiceField(label=gettext_lazy("Thuộc phần"), choices=Block.choices)
    hours = NumberField(max_digits=33, decimal_places=18, label=gettext_lazy("Số giờ"))
    hourly_income_vnd = NumberField(max_digits=24, decimal_places=9, label=gettext_lazy("Thu nhập một giờ"))
    service_vnd = NumberField(max_digits=33, decimal_places=18, label=gettext_lazy("Thuê, tư vấn"))
    fee_vnd = NumberField(max_digits=33, decimal_places=18, label=gettext_lazy("Phí, lệ phí"))
    other_vnd = NumberField(max_digits=33, decimal_places=18, label=gettext_lazy("Chi khác"))
    source = WordsField(
        required=False, max_length=500, label=gettext_lazy("Nguồn của số mới ghi hoặc sửa ở dòng này")
    )
    confidence = forms.ChoiceField(
        required=False,
        choices=Confidence.choices,
        label=gettext_lazy("Độ tin cậy"),
        initial=Confidence.MEDIUM,
    )

    def clean(self) -> dict[str, Any]:
        """Hours need what an hour is worth."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("hours") and said.get("hourly_income_vnd") is None:
            self.add_error("hourly_income_vnd", _("Ghi thu nhập một giờ."))
        return said

    def line(self) -> CostLine:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return CostLine(
            activity=said["activity"],
            hours=said["hours"] or Decimal(0),
            hourly_income_vnd=said["hourly_income_vnd"] or Decimal(0),
            service_vnd=said["service_vnd"] or Decimal(0),
            fee_vnd=said["fee_vnd"] or Decimal(0),
            other_vnd=said["other_vnd"] or Decimal(0),
            block=Block(said["block"]),
        )

    def own(self) -> Origin | None:
        """Where the numbers are from that were said here; None when nothing was said of it."""
        said = self.cleaned_data
        if not said["source"]:
            return None
        sure = Confidence(said["confidence"] or Confidence.MEDIUM)
        return Origin(CostOrigin.OFFICER, said["source"], sure)


LineRows = row_set(LineForm)


class YearForm(PlainForm):
    times_per_year = NumberField(
        is_needed=True,
        max_digits=33,
        decimal_places=18,
        label=gettext_lazy("Mỗi đối tượng làm mấy lần một năm"),
    )
    subjects_per_year = NumberField(
        is_needed=True, max_digits=24, decimal_places=9, label=gettext_lazy("Số đối tượng một năm")
    )
    year_source = LinesField(
        rows=2,
        max_length=LONGEST_SOURCE,
        label=gettext_lazy("Nguồn của hai số này"),
        help_text=gettext_lazy("Ai cho biết, khi nào, đếm từ đâu."),
    )
    year_confidence = forms.ChoiceField(
        choices=Confidence.choices, label=gettext_lazy("Độ tin cậy"), initial=Confidence.MEDIUM
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def cost(request: DeskRequest, pk: UUID, item_pk: UUID, side: str) -> HttpResponse:
    """The lines of one side: rows are added by a plain button; a refusal loses nothing that was typed."""
    act, desk, which = act_or_refuse(request, pk), request.desk, Side(side)
    view = item_or_refuse(request, act, item_pk)
    offered = offered_lines(act, view, which, on=desk.today)
    form = YearForm(posted(request), initial={**offered.year, "revision": act.revision})
    title = _("Chi phí tuân thủ hiện tại") if which is Side.BEFORE else _("Chi phí tuân thủ theo dự thảo")
    context: dict[str, Any] = {
        "act": act,
        "view": view,
        "form": form,
        "title": title,
        "in_hand": "",
        "back": home(pk),
        "source": "",
        "known": offered.told,
    }
    moved = rearranged(request.POST) if request.method == "POST" else None
    if moved is not None:
        context["in_hand"] = row_in_hand(request.POST)
        return _rows_page(request, context, LineRows(moved, prefix="lines", quiet=True))
    if request.method == "GET":
        context["source"] = offered.says
        return _rows_page(request, context, LineRows(prefix="lines", initial=offered.rows))
    rows = LineRows(request.POST, prefix="lines")
    if form.is_valid() and all(row.is_valid() for row in rows.there()) and _all_sourced(rows, offered):
        try:
            keep_cost_lines(
                act_id=pk,
                item_id=item_pk,
                side=which,
                lines=[offered.sourced(row.line(), row.own()) for row in rows.there()],
                times_per_year=form.cleaned_data["times_per_year"],
                subjects_per_year=form.cleaned_data["subjects_per_year"],
                year_source=form.cleaned_data["year_source"],
                year_confidence=Confidence(form.cleaned_data["year_confidence"]),
                seen=form.cleaned_data["revision"],
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            _told(request, form, refused)
        else:
            messages.success(request, _("Đã lưu bảng tính chi phí."))
            return redirect(home(pk))
    return _rows_page(request, context, rows, status=422)


def _rows_page(request: DeskRequest, context: dict[str, Any], rows: Any, status: int = 200) -> HttpResponse:
    return render(request, "desk/impact/cost.html", {**context, "rows": rows}, status=status)


def _all_sourced(rows: Any, offered: Offered) -> bool:
    """Whether each number says where it is from; a row with one that does not is told so."""
    right = True
    for row in rows.there():
        missing = offered.sourced(row.line(), row.own()).missing
        if missing:
            named = ", ".join(part.label.lower() for part in missing)
            row.add_error("source", _("Ghi nguồn của: %s.") % named)
            right = False
    return right
