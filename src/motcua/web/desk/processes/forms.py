"""The questions about one process: the main fields, its legs, its steps with their moves and opinions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Capability, Role
from motcua.accounts.queries import agencies_where
from motcua.accounts.rules.roles import DOSSIER_CAPABILITIES, capabilities_of_role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT
from motcua.organisations.models import Agency
from motcua.web.desk.access import Desk
from motcua.web.desk.drafts.rows import QuietForm, RowForm, Rows, row_set
from motcua.web.desk.fields import AmountField, DayField, LinesField, WordsField
from motcua.web.fields import OneFileField
from motcua.web.waiting_files import HoldsFiles
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.entering import LONGEST_LABEL, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from motcua.workflow.rules.shares import Share, read_share

UNITS = [("", _("chọn")), *LimitUnit.choices()]
AGENCIES_LIST = "cac-co-quan"


def roles_of_steps() -> list[Role]:
    """The roles that can answer for a step: those that do something with dossiers."""
    doing = DOSSIER_CAPABILITIES - {Capability.READ_DOSSIERS}
    return [role for role in Role if capabilities_of_role(role) & doing]


ROLES = [("", _("chọn một vai trò")), *((role.value, role.label) for role in roles_of_steps())]


class AgencyCodeField(WordsField):
    """An agency by its code, helped by a list of those there are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, **kwargs)
        self.widget.attrs |= {"list": AGENCIES_LIST, "autocomplete": "off"}


class ShareField(forms.Field):
    """A share of time, written as "2 giờ", "1 ngày", "25 %"; nothing written is a share not set yet."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "2 giờ", "maxlength": 60})

    def to_python(self, value: Any) -> Share:
        share = read_share(str(value or "")[:200])
        if share is None:
            raise forms.ValidationError(_("Ghi như “2 giờ”, “1,5 ngày”, “30 phút” hoặc “25 %”."))
        return share


class LimitMixin(forms.Form):
    """Amount and unit that belong together."""

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        amount, unit = data.get("limit_amount"), data.get("limit_unit")
        if unit in WITHOUT_AMOUNT:
            data["limit_amount"] = 0
        elif unit and not amount and "limit_amount" not in self.errors:
            self.add_error("limit_amount", _("Ghi số kèm đơn vị, ví dụ 5 ngày làm việc."))
        elif amount and not unit:
            self.add_error("limit_unit", _("Chọn đơn vị của thời hạn."))
        elif unit in {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH} and amount and amount != int(amount):
            self.add_error("limit_amount", _("Ngày liên tục và tháng phải là số nguyên."))
        return data


class MainForm(LimitMixin, QuietForm):
    name = WordsField(
        max_length=LONGEST_NAME,
        label=_("Tên quy trình"),
        error_messages={"required": _("Tên quy trình không được để trống.")},
    )
    limit_amount = AmountField(required=False, label=_("Thời hạn giải quyết"))
    limit_unit = forms.ChoiceField(
        choices=[("", _("theo thủ tục")), *LimitUnit.choices()], required=False, label=_("Đơn vị")
    )
    document = WordsField(
        required=False,
        max_length=LONGEST_TITLE,
        label=_("Quyết định phê duyệt"),
        help_text=_("Có thể ghi lúc ban hành."),
    )


class LegForm(LimitMixin, RowForm):
    always_chosen = frozenset({"key", "is_lead"})

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = WordsField(
        max_length=LONGEST_TITLE, label=_("Tên chặng"), error_messages={"required": _("Ghi tên chặng.")}
    )
    agency = AgencyCodeField(label=_("Mã cơ quan (trống: cơ quan có thẩm quyền)"))
    limit_amount = AmountField(required=False, label=_("Thời gian"))
    limit_unit = forms.ChoiceField(choices=UNITS, required=False, label=_("Đơn vị"))
    is_lead = forms.BooleanField(required=False, label=_("Chủ trì"))


class MoveForm(RowForm):
    act = forms.ChoiceField(
        choices=[("", _("chọn việc")), *Act.choices()],
        label=_("Việc"),
        error_messages={"required": _("Chọn việc làm cho hồ sơ chuyển đi.")},
    )
    to = forms.CharField(
        label=_("Đến bước"),
        max_length=60,
        widget=forms.Select,
        error_messages={"required": _("Chọn bước nhận hồ sơ.")},
    )
    label = WordsField(required=False, max_length=LONGEST_LABEL, label=_("Tên hướng (không bắt buộc)"))


class OpinionForm(LimitMixin, RowForm):
    question = LinesField(
        max_length=LONGEST_TEXT, label=_("Nội dung hỏi"), error_messages={"required": _("Ghi nội dung hỏi.")}
    )
    agency = AgencyCodeField(label=_("Mã nơi được hỏi"))
    limit_amount = AmountField(required=False, label=_("Hạn trả lời"))
    limit_unit = forms.ChoiceField(choices=UNITS, required=False, label=_("Đơn vị"))


class StepForm(RowForm):
    always_chosen = frozenset({"key", "kind"})

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = WordsField(
        max_length=LONGEST_NAME,
        label=_("Công việc"),
        error_messages={"required": _("Ghi công việc của bước.")},
    )
    kind = forms.ChoiceField(choices=StepKind.choices, label=_("Loại bước"))
    role = forms.ChoiceField(choices=ROLES, required=False, label=_("Người chịu trách nhiệm"))
    unit = AgencyCodeField(label=_("Mã đơn vị (trống: cơ quan giữ hồ sơ)"))
    share = ShareField(required=False, label=_("Thời gian"))
    leg = forms.CharField(required=False, max_length=60, label=_("Chặng"), widget=forms.Select)
    papers = LinesField(required=False, max_length=LONGEST_TEXT, label=_("Biểu mẫu, giấy tờ"))
    output = LinesField(required=False, max_length=LONGEST_TEXT, label=_("Kết quả"))
    acts = forms.MultipleChoiceField(
        choices=Act.choices, required=False, label=_("Được làm"), widget=forms.CheckboxSelectMultiple
    )

    moves: Any
    opinions: Any

    def inner_rows(self) -> list[Any]:
        """The moves and the opinions."""
        return [*self.moves.forms, *self.opinions.forms]


MoveRows = row_set(MoveForm)
OpinionRows = row_set(OpinionForm)


class StepNest(Rows):
    """Steps, each with moves and opinions of its own."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        data = self.data if self.is_bound else None
        for name, kind in (("moves", MoveRows), ("opinions", OpinionRows)):
            rows = kind(
                data=data, prefix=f"{form.prefix}-{name}", initial=form.initial.get(name), quiet=form.quiet
            )
            setattr(form, name, rows)

    def is_valid(self) -> bool:
        # Every row is asked, so that all complaints are shown at once.
        staying = [form for form in self.forms if not form.is_removed()]
        inner = [rows.is_valid() for form in staying for rows in (form.moves, form.opinions)]
        return all([super().is_valid(), *inner])


LegRows = row_set(LegForm)
StepRows = row_set(StepForm, StepNest)


class StartForm(forms.Form):
    """For what a new process is."""

    matter = WordsField(
        required=False,
        max_length=60,
        label=_("Mã thủ tục"),
        help_text=_("Ví dụ 1.008725. Để trống khi dùng chung cho mọi thủ tục của cơ quan."),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=_("Cơ quan"),
        empty_label=_("mọi cơ quan cùng giải quyết thủ tục này"),
    )
    is_express = forms.BooleanField(
        required=False, label=_("Tiếp nhận, giải quyết và trả ngay tại quầy trong ngày")
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        kept = agencies_where(desk.person, Capability.KEEP_CATALOGUE, desk.today)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = kept.filter(held__contains=desk.today).order_by("sort_key", "id")


class FileForm(HoldsFiles, StartForm):
    """A file, and for what it is where the file does not say."""

    file = OneFileField(
        label=_("Tệp quy trình"),
        help_text=_(
            "Bảng .xlsx có cột công việc, người chịu trách nhiệm, thời gian; hoặc hình .bpmn; tối đa 5 MB."
        ),
        error_messages={
            "required": _("Chọn một tệp."),
            "empty": _("Tệp này rỗng. Kiểm tra lại tệp rồi chọn lại."),
        },
        accept=".xlsx,.bpmn,.xml",
        is_only_read=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_express"]
        self.fields["matter"].help_text = _("Để trống: theo tệp.")
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.empty_label = _("theo tệp")
        self.order_fields(["file", "matter", "agency"])


class PublishForm(forms.Form):
    document = WordsField(
        max_length=LONGEST_TITLE,
        label=_("Quyết định phê duyệt"),
        help_text=_("Số, ngày và nơi ban hành."),
        error_messages={"required": _("Ghi quyết định phê duyệt quy trình.")},
    )
    from_on = DayField(
        label=_("Áp dụng từ ngày"), error_messages={"required": _("Ghi ngày bắt đầu áp dụng.")}
    )


class RetireForm(forms.Form):
    on = DayField(label=_("Thôi áp dụng từ ngày"), error_messages={"required": _("Ghi ngày thôi áp dụng.")})
    reason = LinesField(
        rows=2,
        max_length=500,
        label=_("Căn cứ hoặc lý do"),
        error_messages={"required": _("Ghi căn cứ hoặc lý do.")},
    )
