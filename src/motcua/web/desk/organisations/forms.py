from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.kernel.text import clean
from motcua.organisations.enums import AgencyKind, AgencyLevel, PowerSource
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.areas import find_area
from motcua.organisations.rules.agencies import AgencyEntry
from motcua.web.desk.fields import DayField, WordsField

_DOCUMENT_HELP = _("Số, ký hiệu của nghị quyết hoặc quyết định, ví dụ: Nghị quyết 12/NQ-HĐND.")


class AreaCodeField(forms.CharField):
    """An area of the day by its code; the form tells the day as `field.on`."""

    on: date

    def clean(self, value: Any) -> Area | None:
        code = clean(super().clean(value) or "")
        if not code:
            return None
        area = find_area(code, None, self.on)
        if area is None:
            raise forms.ValidationError(
                _("Không có đơn vị hành chính mã này. Tỉnh: 2 chữ số; xã, phường, đặc khu: 5 chữ số.")
            )
        return area


if TYPE_CHECKING:
    ChoiceOfAgency = forms.ModelChoiceField[Agency]
else:  # Django's own fields take no type arguments when they run
    ChoiceOfAgency = forms.ModelChoiceField


class AgencyChoiceField(ChoiceOfAgency):
    def label_from_instance(self, obj: Agency) -> str:
        return f"{obj.name} ({obj.code})"


class AgencyForm(forms.Form):
    code = WordsField(max_length=40, label=_("Mã cơ quan"))
    name = WordsField(max_length=250, label=_("Tên đầy đủ"))
    short_name = WordsField(max_length=120, required=False, label=_("Tên ngắn"))
    kind = forms.ChoiceField(choices=AgencyKind.choices, label=_("Loại"))
    level = forms.ChoiceField(choices=AgencyLevel.choices, label=_("Cấp"))
    area = AreaCodeField(
        max_length=8,
        required=False,
        label=_("Mã đơn vị hành chính"),
        help_text=_(
            "Nơi cơ quan quản lý hoặc đặt trụ sở: 2 chữ số là tỉnh, 5 chữ số là xã. Bộ thì để trống."
        ),
    )
    address = WordsField(max_length=300, required=False, label=_("Địa chỉ"))
    phone = WordsField(max_length=40, required=False, label=_("Điện thoại"))
    email = WordsField(max_length=254, required=False, label=_("Thư điện tử"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaCodeField

    def entry(self) -> AgencyEntry:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return AgencyEntry(
            code=said["code"],
            name=said["name"],
            short_name=said["short_name"],
            kind=AgencyKind(said["kind"]),
            level=AgencyLevel(said["level"]),
            address=said["address"],
            phone=said["phone"],
            email=said["email"],
        )


class FoundForm(AgencyForm):
    since = DayField(label=_("Hoạt động từ ngày"))


class MoveForm(forms.Form):
    parent = AgencyChoiceField(
        Agency.objects.none(), label=_("Cơ quan cấp trên mới"), empty_label=_("— chọn —")
    )
    on = DayField(label=_("Từ ngày"))
    document = WordsField(max_length=250, label=_("Theo văn bản"), help_text=_DOCUMENT_HELP)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["parent"].queryset = agencies  # type: ignore[attr-defined]  # a ModelChoiceField


class DayAndDocumentForm(forms.Form):
    on = DayField(label=_("Có hiệu lực từ ngày"))
    document = WordsField(max_length=250, label=_("Theo văn bản"), help_text=_DOCUMENT_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class RenameForm(DayAndDocumentForm):
    name = WordsField(max_length=250, label=_("Tên mới"))
    short_name = WordsField(max_length=120, required=False, label=_("Tên ngắn mới"))
    field_order = ("name", "short_name", "on", "document")


class PowerForm(forms.Form):
    procedure = WordsField(max_length=60, label=_("Mã thủ tục"), help_text=_("Ví dụ 1.008725."))
    source = forms.ChoiceField(choices=PowerSource.choices, label=_("Nguồn thẩm quyền"))
    since = DayField(label=_("Từ ngày"))
    until = DayField(
        required=False, label=_("Hết hiệu lực từ ngày"), help_text=_("Ủy quyền bắt buộc có ngày này.")
    )
    document = WordsField(
        max_length=250,
        required=False,
        label=_("Theo văn bản"),
        help_text=_("Phân cấp, ủy quyền bắt buộc ghi."),
    )
    area = AreaCodeField(
        max_length=8,
        required=False,
        label=_("Chỉ trong đơn vị hành chính mã"),
        help_text=_("Để trống: toàn bộ địa bàn của cơ quan."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaCodeField
