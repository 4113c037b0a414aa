"""The review form on a page: questions, constituents, the proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.reviews.actions.rounds.forms import FormEntry, PartEntry
from motcua.reviews.actions.rounds.proposing import ProposalEntry
from motcua.reviews.enums import Side
from motcua.reviews.enums.proposals import (
    AnswerKind,
    FormHeading,
    ProposalKind,
    ProposalPower,
    Verdict,
    YesNoAnswer,
)
from motcua.reviews.models import CostEstimate, ReviewForm, Scenario, SimplificationProposal
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.reviews.rules.rounds.completeness import ChangeSaid
from motcua.reviews.rules.rounds.questions import FormDefinition, Question
from motcua.web.desk.fields import AmountField, DayField, LinesField, MoneyField, WordsField
from motcua.web.fields import PlainForm, choose

_SPARE = 2
_LONGEST = 5000
_GROUPED = re.compile(r"\.(?=\d{3}(?:\D|$))")


class NumberField(forms.DecimalField):
    """How many a year: 3228 or 0,5; a full stop before three figures groups them."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=24, decimal_places=9, **kwargs)
        self.error_messages["invalid"] = _("Ghi một số, ví dụ 3.228 hoặc 0,5.")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = _GROUPED.sub("", value.strip()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return f"{value.normalize():f}".replace(".", ",")


class ChangeForm(PlainForm):
    """One change of law that the proposal needs; an empty row says nothing."""

    act = WordsField(required=False, max_length=300, label=gettext_lazy("Văn bản phải sửa"))
    article = WordsField(required=False, max_length=120, label=gettext_lazy("Điều, khoản"))
    change = LinesField(rows=2, required=False, max_length=_LONGEST, label=gettext_lazy("Sửa thế nào"))
    responsible = WordsField(required=False, max_length=200, label=gettext_lazy("Cơ quan thực hiện"))
    due_on = DayField(required=False, label=gettext_lazy("Thời hạn"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if any(said.get(name) for name in self.fields):
            for name in ("act", "change", "responsible"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Ghi đủ văn bản, nội dung sửa và cơ quan thực hiện."))
        return said

    def said(self) -> ChangeSaid | None:
        """What was said; None of an empty row."""
        row = self.cleaned_data
        if not row.get("act"):
            return None
        return ChangeSaid(row["act"], row["change"], row["responsible"], row["article"], row["due_on"])


class ProposalForm(PlainForm):
    """What is proposed, what it saves, where the costs come from."""

    kinds = forms.MultipleChoiceField(
        choices=ProposalKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Đề xuất"),
    )
    scenario = forms.ModelChoiceField(
        Scenario.objects.none(),
        required=False,
        label=gettext_lazy("Theo phương án thử"),
        empty_label=gettext_lazy("Không theo phương án thử nào"),
        help_text=gettext_lazy(
            "Khi chọn lần đầu, mọi con số lấy từ phương án thử: thời hạn, giấy tờ, điều kiện, số lần đi lại, chi phí, "
            "số hồ sơ. Nội dung, lý do, văn bản phải sửa lấy khi còn để trống."
        ),
    )
    power = forms.ChoiceField(choices=ProposalPower.choices, label=gettext_lazy("Thẩm quyền"))
    content = LinesField(
        rows=3, required=False, max_length=_LONGEST, label=gettext_lazy("Nội dung đơn giản hóa")
    )
    reason = LinesField(rows=3, required=False, max_length=_LONGEST, label=gettext_lazy("Lý do"))
    limit_after = AmountField(required=False, label=gettext_lazy("Thời hạn sau đơn giản hóa"))
    conditions_after = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=999,
        label=gettext_lazy("Số yêu cầu, điều kiện còn lại"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    trips_after = AmountField(required=False, label=gettext_lazy("Số lần đi lại mỗi hồ sơ còn lại"))
    estimate_after = forms.ModelChoiceField(
        CostEstimate.objects.none(),
        required=False,
        label=gettext_lazy("Bảng chi phí sau đơn giản hóa"),
        empty_label=gettext_lazy("Chưa lập bảng; ghi số dưới đây"),
    )
    cost_before_vnd = MoneyField(required=False, label=gettext_lazy("Chi phí một hồ sơ hiện nay (đồng)"))
    cost_after_vnd = MoneyField(
        required=False, label=gettext_lazy("Chi phí một hồ sơ sau đơn giản hóa (đồng)")
    )
    dossiers_per_year = NumberField(required=False, label=gettext_lazy("Số hồ sơ mỗi năm"))
    dossiers_per_year_after = NumberField(
        required=False,
        label=gettext_lazy("Số hồ sơ còn lại mỗi năm"),
        help_text=gettext_lazy("Để trống khi không đổi. Giá trị dài gấp đôi thì còn một nửa."),
    )
    cost_source = LinesField(
        rows=2,
        required=False,
        max_length=_LONGEST,
        label=gettext_lazy("Nguồn chi phí, hoặc vì sao chưa tính được"),
    )

    def __init__(self, *args: Any, proposal: SimplificationProposal, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": first_of_proposal(proposal), **kwargs})
        scenarios = Scenario.objects.filter(
            Q(withdrawn_at__isnull=True) | Q(pk=proposal.scenario_id),
            procedure=proposal.procedure_id,
            agency=proposal.agency_id,
        )
        choose(self, "scenario", scenarios.order_by("-made_at"))
        before = proposal.estimate_before
        copies = CostEstimate.objects.none()
        if before is not None:
            copies = before.copies.filter(side=Side.AFTER).order_by("-made_at")
            del self.fields["cost_before_vnd"], self.fields["dossiers_per_year"]
        choose(self, "estimate_after", copies)
        self.fields["estimate_after"].label_from_instance = _copy_named  # type: ignore[attr-defined]  # of model fields
        if before is None:
            del self.fields["estimate_after"]
        if proposal.limit_before is None:
            del self.fields["limit_after"]
        elif proposal.limit_unit:
            self.fields["limit_after"].label = _("Thời hạn sau đơn giản hóa (%s)") % (
                proposal.get_limit_unit_display()
            )

    def entry(self, changes: tuple[ChangeSaid, ...]) -> ProposalEntry:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        after, scenario = said.get("estimate_after"), said["scenario"]
        return ProposalEntry(
            scenario_id=scenario.pk if scenario else None,
            kinds=tuple(ProposalKind(kind) for kind in said["kinds"]),
            power=ProposalPower(said["power"]),
            content=said["content"],
            reason=said["reason"],
            limit_after=said.get("limit_after"),
            estimate_after_id=after.pk if after else None,
            cost_before_vnd=said.get("cost_before_vnd"),
            cost_after_vnd=said.get("cost_after_vnd"),
            dossiers_per_year=said.get("dossiers_per_year"),
            dossiers_per_year_after=said.get("dossiers_per_year_after"),
            conditions_after=said.get("conditions_after"),
            trips_after=said.get("trips_after"),
            cost_source=said["cost_source"],
            changes=changes,
        )


class AnswersForm(PlainForm):
    """The questions of the definition and what is thought of each constituent."""

    def __init__(self, *args: Any, form: ReviewForm, definition: FormDefinition, **kwargs: Any) -> None:
        self.definition, self.rows = definition, list(form.parts.all())
        super().__init__(*args, **{"initial": first_of_form(form), **kwargs})
        for question in definition.questions:
            self.fields[f"q_{question.key}"] = _field(question)
        for row in self.rows:
            place = row.position
            label = row.get_constituent_display()
            self.fields[f"v_{place}"] = forms.ChoiceField(
                choices=[("", _("Chưa đánh giá")), *Verdict.choices()],
                required=False,
                label=_("Đánh giá: %s") % label,
            )
            self.fields[f"p_{place}"] = LinesField(
                rows=1, required=False, max_length=_LONGEST, label=_("Cần để làm gì: %s") % label
            )
            self.fields[f"r_{place}"] = LinesField(
                rows=1, required=False, max_length=_LONGEST, label=_("Đề nghị và lý do: %s") % label
            )

    def under(self, heading: FormHeading) -> list[Any]:
        """The questions under a heading, each with its field."""
        return [
            (question, self[f"q_{question.key}"], question.is_asked(self._answers()))
            for question in self.definition.under(heading)
        ]

    def read(self, heading: FormHeading, answers: Mapping[str, str]) -> list[dict[str, str]]:
        """The questions under a heading that were to be answered, with what was said."""
        words = dict(YesNoAnswer.choices())
        return [
            {
                "label": question.text,
                "value": words.get(answers.get(question.key, ""), answers.get(question.key, "")),
            }
            for question in self.definition.under(heading)
            if question.is_asked(answers)
        ]

    def parts(self) -> list[tuple[Any, Any, Any, Any]]:
        """Each constituent with its three fields."""
        return [
            (row, self[f"v_{row.position}"], self[f"p_{row.position}"], self[f"r_{row.position}"])
            for row in self.rows
        ]

    def entry(self, proposal: ProposalEntry) -> FormEntry:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return FormEntry(
            answers={question.key: said[f"q_{question.key}"] for question in self.definition.questions},
            parts={
                row.position: PartEntry(
                    Verdict(said[f"v_{row.position}"]) if said[f"v_{row.position}"] else None,
                    said[f"p_{row.position}"],
                    said[f"r_{row.position}"],
                )
                for row in self.rows
            },
            proposal=proposal,
        )

    def _answers(self) -> dict[str, str]:
        return {
            question.key: str(self[f"q_{question.key}"].value() or "")
            for question in self.definition.questions
        }


def change_forms(data: Any, proposal: SimplificationProposal) -> list[ChangeForm]:
    """A row for each change of law and two empty ones; as many as were posted."""
    kept = list(proposal.legal_changes.values("act", "article", "change", "responsible", "due_on"))
    number = len(kept) + _SPARE
    if data is not None:
        posted = [name for name in data if name.startswith("change") and name.endswith("-act")]
        number = max(number, len(posted))
    return [
        ChangeForm(data, prefix=f"change{place}", initial=kept[place] if place < len(kept) else None)
        for place in range(min(number, 30))
    ]


def changes_said(rows: list[ChangeForm]) -> tuple[ChangeSaid, ...]:
    """What the rows say, empty ones left out."""
    return tuple(said for row in rows if (said := row.said()) is not None)


def first_of_form(form: ReviewForm) -> dict[str, Any]:
    """What the page shows first of answers and constituents."""
    known = {f"q_{key}": said for key, said in form.answers.items()}
    for row in form.parts.all():
        known |= {
            f"v_{row.position}": row.verdict,
            f"p_{row.position}": row.purpose,
            f"r_{row.position}": row.reason,
        }
    return known


def first_of_proposal(proposal: SimplificationProposal) -> dict[str, Any]:
    """What the page shows first of the proposal."""
    kept = (
        "kinds",
        "power",
        "content",
        "reason",
        "limit_after",
        "dossiers_per_year",
        "dossiers_per_year_after",
        "conditions_after",
        "trips_after",
        "cost_source",
    )
    money = ("cost_before_vnd", "cost_after_vnd")
    amounts = {name: getattr(proposal, name) for name in money}
    return {
        **{name: getattr(proposal, name) for name in kept},
        **{name: None if amount is None else whole_vnd(amount) for name, amount in amounts.items()},
        "estimate_after": proposal.estimate_after_id,
        "scenario": proposal.scenario_id,
    }


def _field(question: Question) -> forms.Field:
    if question.kind is AnswerKind.YES_NO:
        return forms.ChoiceField(
            choices=YesNoAnswer.choices, required=False, label=question.text, widget=forms.RadioSelect
        )
    return LinesField(
        rows=2, required=False, max_length=_LONGEST, label=question.text, help_text=_when(question)
    )


def _when(question: Question) -> str:
    """When a question is to be answered that follows from another."""
    if not question.asked_if:
        return ""
    answer = YesNoAnswer(question.asked_if[0][1]).label
    if len(question.asked_if) > 1:
        return _("Trả lời khi chọn “%s” ở một trong các câu trên.") % answer
    return _("Trả lời khi chọn “%s” ở câu trên.") % answer


def _copy_named(estimate: CostEstimate) -> str:
    return estimate.title or f"Bản ngày {estimate.made_at:%d/%m/%Y}"
