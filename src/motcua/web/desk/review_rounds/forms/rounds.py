"""A round, its approval, its hand-ins, one procedure of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.reviews.actions.rounds.items import Given
from motcua.reviews.actions.rounds.planning import RoundFacts
from motcua.reviews.enums.rounds import HandInProduct, HandInStep, RoundKind
from motcua.reviews.models import ReviewRound, RoundItem
from motcua.reviews.rules.rounds.dates import DueStep
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm, choose

CHAIN = {
    "list_unit": (HandInStep.UNIT, HandInProduct.LIST),
    "list_control": (HandInStep.CONTROL, HandInProduct.LIST),
    "result_unit": (HandInStep.UNIT, HandInProduct.RESULT),
    "result_control": (HandInStep.CONTROL, HandInProduct.RESULT),
    "result_appraiser": (HandInStep.APPRAISER, HandInProduct.RESULT),
    "result_chairman": (HandInStep.CHAIRMAN, HandInProduct.RESULT),
}


class RoundForm(PlainForm):
    """What a round is as a whole, and the last days of its hand-ins."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Cơ quan"), empty_label=None)
    kind = forms.ChoiceField(choices=RoundKind.choices, label=gettext_lazy("Loại"))
    year = forms.IntegerField(min_value=2010, max_value=2100, label=gettext_lazy("Năm"), localize=False)
    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên đợt rà soát"))
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    scope = LinesField(rows=2, required=False, label=gettext_lazy("Phạm vi"))
    basis = LinesField(
        rows=2, required=False, label=gettext_lazy("Căn cứ"), help_text=gettext_lazy("Mỗi văn bản một dòng.")
    )
    goals = LinesField(
        rows=3,
        required=False,
        label=gettext_lazy("Chỉ tiêu"),
        help_text=gettext_lazy("Mỗi chỉ tiêu một dòng."),
    )
    control_unit = forms.ModelChoiceField(
        Agency.objects.none(), required=False, label=gettext_lazy("Đơn vị đầu mối kiểm soát thủ tục")
    )
    appraiser = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Cơ quan thẩm định"),
        help_text=gettext_lazy("Ví dụ: Sở Tài chính."),
    )
    approver = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Người phê duyệt phương án"),
        help_text=gettext_lazy("Ví dụ: Chủ tịch Ủy ban nhân dân tỉnh."),
    )
    list_unit = DayField(required=False, label=gettext_lazy("Phòng chuyên môn gửi danh mục chậm nhất"))
    list_control = DayField(required=False, label=gettext_lazy("Đơn vị đầu mối gửi danh mục chậm nhất"))
    result_unit = DayField(required=False, label=gettext_lazy("Phòng chuyên môn gửi kết quả chậm nhất"))
    result_control = DayField(
        required=False, label=gettext_lazy("Đơn vị đầu mối gửi cơ quan thẩm định chậm nhất")
    )
    result_appraiser = DayField(required=False, label=gettext_lazy("Cơ quan thẩm định cho ý kiến chậm nhất"))
    result_chairman = DayField(required=False, label=gettext_lazy("Trình Chủ tịch chậm nhất"))

    def __init__(
        self, *args: Any, agencies: Any, units: Any, held: ReviewRound | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agency", agencies)
        choose(self, "control_unit", units)
        if held is not None or len(agencies) == 1:
            del self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        return self.cleaned_data

    def facts(self) -> RoundFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        unit = said["control_unit"]
        return RoundFacts(
            kind=RoundKind(said["kind"]),
            year=said["year"],
            title=said["title"],
            period=Period(said["starts_on"], said["ends_on"] + timedelta(days=1)),
            scope=said["scope"],
            basis=said["basis"],
            goals=said["goals"],
            control_unit_id=unit.pk if unit else None,
            appraiser=said["appraiser"],
            approver=said["approver"],
            chain=tuple(
                DueStep(step, product, said[name])
                for name, (step, product) in CHAIN.items()
                if said[name] is not None
            ),
        )


def first_of_round(held: ReviewRound) -> dict[str, Any]:
    """What the form shows first for a round."""
    kept = ("kind", "year", "title", "scope", "basis", "goals", "appraiser", "approver")
    days = {(row.step, row.product): row.due_on for row in held.hand_ins.all()}
    return {name: getattr(held, name) for name in kept} | {
        "control_unit": held.control_unit_id,
        "starts_on": held.period.lower,
        "ends_on": held.period.upper - timedelta(days=1),
        **{name: days.get((step.value, product.value)) for name, (step, product) in CHAIN.items()},
    }


class ApproveForm(PlainForm):
    """Under which number a round is approved."""

    document_number = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, ký hiệu quyết định phê duyệt")
    )
    issued_on = DayField(required=False, label=gettext_lazy("Ngày ký"))


class BeginForm(PlainForm):
    """When the plan went to the central control body."""

    sent_on = DayField(
        required=False,
        label=gettext_lazy("Ngày gửi kế hoạch lên cơ quan kiểm soát thủ tục trung ương"),
        help_text=gettext_lazy("Kế hoạch năm gửi trước ngày 31 tháng 01 của năm kế hoạch."),
    )


class HandInForm(PlainForm):
    """Something went up the chain."""

    done_on = DayField(label=gettext_lazy("Gửi ngày"))
    document_number = WordsField(required=False, max_length=60, label=gettext_lazy("Số, ký hiệu văn bản"))
    note = LinesField(rows=2, required=False, label=gettext_lazy("Ghi chú"))


class GivenForm(PlainForm):
    """To which unit procedures are given, until when, why."""

    unit = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Giao cho đơn vị"))
    due_on = DayField(label=gettext_lazy("Hạn rà soát"))
    product = WordsField(required=False, max_length=300, label=gettext_lazy("Sản phẩm"))
    reason = LinesField(rows=2, label=gettext_lazy("Lý do chọn"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)

    def given(self) -> Given:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Given(said["unit"].pk, said["due_on"], said["product"])


class ItemForm(GivenForm):
    """One procedure of a round said otherwise."""

    assignee = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=gettext_lazy("Người làm"),
        empty_label=gettext_lazy("Đơn vị tự phân công"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "assignee", people)


def first_of_item(item: RoundItem) -> dict[str, Any]:
    """What the form shows first for a procedure."""
    return {
        "unit": item.unit_id,
        "due_on": item.due_on,
        "product": item.product,
        "reason": item.reason,
        "assignee": item.assignee_id,
    }


def usual_days(on: date) -> dict[str, Any]:
    """The period of a new round: from today to the end of the year."""
    return {"starts_on": on, "ends_on": date(on.year, 12, 31), "year": on.year}
