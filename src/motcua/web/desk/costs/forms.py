from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.deadlines.enums import Certainty
from motcua.reviews.actions.costs.settings import IncomeFacts, NormFacts
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.kept import OWN_PARTS
from motcua.web.desk.costs.shown import tidy
from motcua.web.desk.fields import DayField, LinesField, MoneyField, WordsField
from motcua.web.fields import PlainForm

_GROUPED = re.compile(r"^[1-9]\d{0,2}(?:\.\d{3})+$")
_OF_PEOPLE = [(one.value, one.label) for one in (CostOrigin.OFFICER, CostOrigin.SURVEY)]
_SOURCE_HELP = gettext_lazy(
    "Ai cho biết, khi nào, bằng cách nào. Ví dụ: hỏi 12 người nộp tại quầy ngày 10/9/2026."
)


class NumberField(forms.DecimalField):
    """A number with places as Vietnamese writes it: 0,25 · 1.024.000 · 12,5; 0.25 is understood as well."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 12})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=24, decimal_places=9, **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Ghi một số, ví dụ 0,25 hoặc 20.000.")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\u00a0", "").replace(" ", "")
            if "," in value:
                value = value.replace(".", "").replace(",", ".")
            elif _GROUPED.match(value):
                value = value.replace(".", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{Decimal(tidy(value)):f}".replace(".", ",")
        return value


class SourceForm(PlainForm):
    """Where a number comes from."""

    origin = forms.ChoiceField(
        choices=_OF_PEOPLE, label=gettext_lazy("Con số này do đâu mà có"), widget=forms.RadioSelect
    )
    source = LinesField(rows=2, max_length=1000, label=gettext_lazy("Nguồn"), help_text=_SOURCE_HELP)
    confidence = forms.ChoiceField(
        choices=Confidence.choices, label=gettext_lazy("Độ tin cậy"), initial=Confidence.MEDIUM
    )

    def said(self) -> dict[str, Any]:
        """What was said of the source, as the actions take it."""
        data = self.cleaned_data
        return {
            "origin": CostOrigin(data["origin"]),
            "source": data["source"],
            "confidence": Confidence(data["confidence"]),
        }


class ValueForm(SourceForm):
    """What one more source says of a number."""

    part = forms.ChoiceField(
        choices=[(part.value, part.label) for part in OWN_PARTS], label=gettext_lazy("Con số nào")
    )
    value = NumberField(label=gettext_lazy("Giá trị"))
    field_order = ("part", "value", "origin", "source", "confidence")


class LineForm(SourceForm):
    """An activity that the catalogue does not show."""

    block = forms.ChoiceField(choices=Block.choices, label=gettext_lazy("Khối công việc"))
    activity = WordsField(max_length=500, label=gettext_lazy("Tên công việc"))
    times = NumberField(initial=Decimal(1), label=CostPart.TIMES.label)
    hours = NumberField(required=False, label=CostPart.HOURS.label)
    service_vnd = NumberField(required=False, label=gettext_lazy("Chi phí thuê, tư vấn (đồng)"))
    fee_vnd = NumberField(required=False, label=gettext_lazy("Phí, lệ phí (đồng)"))
    other_vnd = NumberField(required=False, label=gettext_lazy("Chi phí khác (đồng)"))
    field_order = ("block", "activity", *(part.value for part in OWN_PARTS), "origin", "source", "confidence")

    def numbers(self) -> dict[CostPart, Decimal]:
        """The numbers that were said."""
        data = self.cleaned_data
        return {part: data[part.value] for part in OWN_PARTS if data[part.value] is not None}


class FrequencyForm(SourceForm):
    dossiers = NumberField(label=gettext_lazy("Số hồ sơ một năm"))
    subjects = NumberField(
        label=gettext_lazy("Số đối tượng một năm"),
        help_text=gettext_lazy("Bao nhiêu người, tổ chức khác nhau đứng tên số hồ sơ đó."),
    )
    field_order = ("dossiers", "subjects", "origin", "source", "confidence")


class AfterForm(PlainForm):
    title = WordsField(
        max_length=200,
        label=gettext_lazy("Tên phương án"),
        help_text=gettext_lazy("Ví dụ: Bỏ bản sao chứng thực giấy khai sinh."),
    )


class ReasonForm(PlainForm):
    reason = LinesField(
        rows=2,
        max_length=1000,
        label=gettext_lazy("Vì sao bỏ con số này"),
        error_messages={"required": gettext_lazy("Ghi lý do để người sau biết vì sao.")},
    )


class BringForm(PlainForm):
    file = forms.FileField(label=gettext_lazy("Tệp bảng chi phí (XLSX hoặc JSON)"))


class NormForm(PlainForm):
    """What an activity takes by the agency's own experience."""

    hours = NumberField(label=gettext_lazy("Số giờ một lần"))
    service_vnd = NumberField(label=gettext_lazy("Chi phí thuê một lần (đồng)"))
    other_vnd = NumberField(label=gettext_lazy("Chi phí khác một lần (đồng)"))
    distance_km = NumberField(required=False, label=gettext_lazy("Quãng đường một chiều (km)"))
    source = LinesField(rows=2, max_length=1000, label=gettext_lazy("Nguồn"), help_text=_SOURCE_HELP)
    confidence = forms.ChoiceField(choices=Confidence.choices, label=gettext_lazy("Độ tin cậy"))
    since = DayField(label=gettext_lazy("Áp dụng từ ngày"))

    def __init__(self, *args: Any, has_distance: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_distance:
            del self.fields["distance_km"]

    def facts(self) -> NormFacts:
        """What was said, as the actions take it."""
        data = self.cleaned_data
        return NormFacts(
            data["hours"],
            data["service_vnd"],
            data["other_vnd"],
            data["source"],
            Confidence(data["confidence"]),
            data.get("distance_km"),
        )


class IncomeForm(PlainForm):
    """What an hour is worth."""

    gdp_year = forms.IntegerField(
        min_value=2000,
        max_value=2100,
        label=gettext_lazy("GDP của năm"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Bảng chi phí của một năm dùng GDP bình quân đầu người của năm trước."),
    )
    gdp_per_capita_vnd = MoneyField(label=gettext_lazy("GDP bình quân đầu người (đồng)"))
    hours_per_year = forms.IntegerField(
        min_value=1,
        max_value=8784,
        label=gettext_lazy("Số giờ làm việc một năm"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("12 tháng × 22 ngày × 8 giờ = 2.112 giờ."),
    )
    basis = LinesField(rows=2, max_length=1000, label=gettext_lazy("Cách tính, căn cứ"))
    source = LinesField(rows=2, max_length=1000, label=gettext_lazy("Nguồn số liệu"))
    certainty = forms.ChoiceField(choices=Certainty.choices, label=gettext_lazy("Mức chắc chắn"))
    since = DayField(label=gettext_lazy("Áp dụng từ ngày"))

    def facts(self) -> IncomeFacts:
        """What was said, as the actions take it."""
        data = self.cleaned_data
        return IncomeFacts(
            data["gdp_year"],
            data["gdp_per_capita_vnd"],
            data["hours_per_year"],
            data["basis"],
            data["source"],
            Certainty(data["certainty"]),
        )
