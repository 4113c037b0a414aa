"""Deciding on proposals, saying that one is carried out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.catalogue.models import PromulgationDecision
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm, choose


class DecideForm(PlainForm):
    """Which proposals are approved by which decision."""

    proposals = forms.MultipleChoiceField(
        label=gettext_lazy("Phương án"), widget=forms.CheckboxSelectMultiple
    )
    decision_number = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, ký hiệu quyết định phê duyệt")
    )
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))

    def __init__(self, *args: Any, among: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proposals"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = among


class CarryOutForm(PlainForm):
    """By what and since when a proposal is carried out."""

    decision = forms.ModelChoiceField(
        PromulgationDecision.objects.none(),
        required=False,
        label=gettext_lazy("Quyết định công bố"),
        empty_label=gettext_lazy("Không qua quyết định công bố"),
    )
    carried_out_on = DayField(
        required=False,
        label=gettext_lazy("Áp dụng từ ngày"),
        help_text=gettext_lazy("Để trống khi chọn quyết định công bố: lấy ngày áp dụng của quyết định."),
    )
    note = LinesField(
        rows=2,
        required=False,
        label=gettext_lazy("Thực thi bằng văn bản, việc làm nào"),
        help_text=gettext_lazy("Bắt buộc khi không qua quyết định công bố."),
    )

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "decision", decisions)
        self.fields["decision"].label_from_instance = _named  # type: ignore[attr-defined]  # of model fields


def _named(decision: PromulgationDecision) -> str:
    day = f" ngày {decision.signed_on:%d/%m/%Y}" if decision.signed_on else ""
    return f"{decision.number}{day}: {decision.title}"[:140]
