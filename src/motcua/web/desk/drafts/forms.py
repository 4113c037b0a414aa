"""The questions about one procedure: the main fields, and the rows of what repeats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.enums import (
    ApplicantType,
    Channel,
    Constituent,
    FeeKind,
    LifeEvent,
    ProcedureLevel,
)
from motcua.deadlines.enums import LimitUnit
from motcua.web.desk.drafts.rows import QuietForm, RowForm, Rows, row_set
from motcua.web.desk.fields import AmountField, DayField, LinesField, MoneyField, WordsField

UNITS = [("", _("chưa rõ")), *LimitUnit.choices()]
YES_NO = [("", _("Chưa rõ")), ("yes", _("Có")), ("no", _("Không"))]

# Constituents of which an act may say that there are none (NĐ 63/2010/NĐ-CP art. 8(2)).
DECLARABLE = {
    Constituent.TIME_LIMIT: _("Không quy định thời hạn"),
    Constituent.FEES: _("Không thu phí, lệ phí"),
    Constituent.COMPONENTS: _("Không yêu cầu giấy tờ"),
    Constituent.FORMS: _("Không có mẫu đơn, mẫu tờ khai"),
    Constituent.RESULTS: _("Không có giấy tờ kết quả"),
    Constituent.REQUIREMENTS: _("Không có yêu cầu, điều kiện"),
}

# Fields of a content that the main form asks as they are.
PLAIN = (
    "name",
    "field",
    "regulation_label",
    "applicants_note",
    "issuing_agency",
    "competent_authority",
    "executing_agency",
    "delegated_agency",
    "coordinating_agency",
    "receiving_place",
    "requirements",
    "sets_count",
)
WORD_SETS = {"levels": ProcedureLevel, "applicant_types": ApplicantType, "life_events": LifeEvent}
YES_NO_FIELDS = ("is_business_related", "is_boundary_free")


def _ticks(kind: Any, label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=kind.choices, required=False, label=label, widget=forms.CheckboxSelectMultiple
    )


def _yes_no(label: Any, help_text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=YES_NO, required=False, label=label, help_text=help_text)


class MainForm(QuietForm):
    name = LinesField(
        rows=2,
        label=_("Tên thủ tục"),
        error_messages={"required": _("Tên thủ tục không được để trống.")},
    )
    field = WordsField(required=False, max_length=200, label=_("Lĩnh vực"))
    levels = _ticks(ProcedureLevel, _("Cấp thực hiện"))
    regulation_label = WordsField(required=False, max_length=120, label=_("Loại thủ tục"))
    is_business_related = _yes_no(
        _("Liên quan đến sản xuất, kinh doanh"), _("Thủ tục mà doanh nghiệp phải làm để kinh doanh.")
    )
    is_boundary_free = _yes_no(
        _("Không phụ thuộc địa giới hành chính"), _("Nộp được ở bất kỳ nơi tiếp nhận nào.")
    )
    life_events = _ticks(LifeEvent, _("Dùng khi nào trong đời"))
    applicant_types = _ticks(ApplicantType, _("Đối tượng thực hiện"))
    applicants_note = LinesField(rows=2, required=False, label=_("Ghi chú về đối tượng"))
    issuing_agency = LinesField(required=False, label=_("Cơ quan ban hành"))
    competent_authority = LinesField(required=False, label=_("Cơ quan có thẩm quyền"))
    executing_agency = LinesField(required=False, label=_("Cơ quan thực hiện"))
    delegated_agency = LinesField(required=False, label=_("Cơ quan được ủy quyền"))
    coordinating_agency = LinesField(required=False, label=_("Cơ quan phối hợp"))
    receiving_place = LinesField(rows=2, required=False, label=_("Nơi tiếp nhận hồ sơ"))
    requirements = LinesField(rows=5, required=False, label=_("Yêu cầu, điều kiện"))
    sets_count = forms.IntegerField(
        required=False, min_value=0, max_value=1000, label=_("Số bộ hồ sơ"), widget=forms.TextInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].widget.attrs["list"] = "linh-vuc"
        for constituent, label in DECLARABLE.items():
            self.fields[none_of(constituent)] = forms.BooleanField(required=False, label=label)


def none_of(constituent: Constituent) -> str:
    """The name of the tick that says that there is none."""
    return f"none_{constituent.value}"


class StepForm(RowForm):
    title = WordsField(required=False, max_length=200, label=_("Tên bước"))
    text = LinesField(
        rows=3, label=_("Nội dung"), error_messages={"required": _("Bước này chưa có nội dung.")}
    )


class FeeForm(RowForm):
    kind = forms.ChoiceField(
        choices=[("", _("chọn")), *FeeKind.choices()],
        label=_("Loại"),
        error_messages={"required": _("Chọn phí hay lệ phí.")},
    )
    amount_vnd = MoneyField(required=False, label=_("Số tiền (đồng)"))
    text = LinesField(required=False, label=_("Ghi bằng lời"))


class MethodForm(RowForm):
    always_chosen = frozenset({"limit_needs_person"})

    channel = forms.ChoiceField(
        choices=[("", _("chọn")), *Channel.choices()],
        label=_("Hình thức nộp"),
        error_messages={"required": _("Chọn hình thức nộp.")},
    )
    limit_amount = AmountField(required=False, label=_("Thời hạn"))
    limit_unit = forms.ChoiceField(choices=UNITS, required=False, label=_("Đơn vị"))
    limit_text = LinesField(required=False, label=_("Thời hạn ghi bằng lời"))
    limit_needs_person = forms.BooleanField(required=False, label=_("Thời hạn còn cần người xem lại"))
    note = LinesField(rows=2, required=False, label=_("Mô tả"))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        counted = data.get("limit_unit") not in {"", LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.NONE}
        if data.get("limit_amount") is None and counted and "limit_amount" not in self.errors:
            self.add_error("limit_amount", _("Ghi số kèm đơn vị, ví dụ 5 ngày làm việc."))
        if data.get("limit_amount") is not None and not data.get("limit_unit"):
            self.add_error("limit_unit", _("Chọn đơn vị của thời hạn."))
        return data


class PaperFormForm(RowForm):
    name = WordsField(label=_("Tên mẫu"), error_messages={"required": _("Ghi tên mẫu.")})
    url = forms.CharField(
        required=False,
        max_length=500,
        label=_("Địa chỉ tải mẫu"),
        validators=[URLValidator(message=_("Địa chỉ chưa đúng. Ghi đầy đủ, bắt đầu bằng https://"))],
    )


class PaperForm(RowForm):
    case_name = LinesField(required=False, label=_("Trường hợp"))
    name = LinesField(rows=2, label=_("Tên giấy tờ"), error_messages={"required": _("Ghi tên giấy tờ.")})
    originals = forms.IntegerField(
        required=False, min_value=0, max_value=1000, label=_("Bản chính"), widget=forms.TextInput
    )
    copies = forms.IntegerField(
        required=False, min_value=0, max_value=1000, label=_("Bản sao"), widget=forms.TextInput
    )
    note = LinesField(required=False, label=_("Ghi chú"))


class ResultForm(RowForm):
    name = LinesField(label=_("Tên kết quả"), error_messages={"required": _("Ghi tên kết quả.")})
    code = WordsField(required=False, max_length=60, label=_("Mã kết quả"))


class LegalBasisForm(RowForm):
    number = WordsField(
        max_length=80, label=_("Số, ký hiệu"), error_messages={"required": _("Ghi số, ký hiệu văn bản.")}
    )
    title = LinesField(required=False, label=_("Trích yếu"))
    issuer = WordsField(required=False, max_length=200, label=_("Cơ quan ban hành"))
    issued_on = DayField(required=False, label=_("Ngày ban hành"))


class Nest(Rows):
    """Rows whose every row has rows of its own, under `nested`."""

    inner: Any
    inner_name: str

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.nested = self.inner(
            data=self.data if self.is_bound else None,
            prefix=f"{form.prefix}-{self.inner_name}",
            initial=form.initial.get(self.inner_name),
            quiet=form.quiet,
        )

    def is_valid(self) -> bool:
        # Every row is asked, so that all complaints are shown at once.
        outer = super().is_valid()
        return all([outer, *(form.nested.is_valid() for form in self.forms if not form.is_removed())])


FeeRows = row_set(FeeForm)
PaperFormRows = row_set(PaperFormForm)


class MethodNest(Nest):
    inner, inner_name = FeeRows, "fees"


class PaperNest(Nest):
    inner, inner_name = PaperFormRows, "forms"


StepRows = row_set(StepForm)
MethodRows = row_set(MethodForm, MethodNest)
PaperRows = row_set(PaperForm, PaperNest)
ResultRows = row_set(ResultForm)
LegalBasisRows = row_set(LegalBasisForm)
