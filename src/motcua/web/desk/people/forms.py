from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Role
from motcua.accounts.rules.credentials import SHORTEST_PASSWORD
from motcua.organisations.models import Agency
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.organisations.forms import AgencyChoiceField
from motcua.web.fields import PlainForm

_STAFF_ROLES = [(role.value, role.label) for role in Role if role is not Role.CITIZEN]


class PasswordInput(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, widget=widget, **kwargs)


class PlacedForm(PlainForm):
    """A form with an agency to choose among `agencies`."""

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = agencies.order_by("sort_key", "id")
        self.fields["agency"].queryset = chosen  # type: ignore[attr-defined]  # a ModelChoiceField


class ContactForm(PlainForm):
    full_name = WordsField(max_length=120, label=_("Họ và tên"))
    email = WordsField(max_length=254, required=False, label=_("Thư điện tử"))
    phone = WordsField(max_length=20, required=False, label=_("Điện thoại"))


class PersonForm(PlacedForm, ContactForm):
    username = WordsField(
        max_length=60,
        label=_("Tên đăng nhập"),
        help_text=_("Chữ không dấu, chữ số, dấu chấm. Ví dụ: nguyen.van.an."),
    )
    password = PasswordInput(
        label=_("Mật khẩu ban đầu"),
        help_text=_("Ít nhất %(number)s ký tự; người dùng tự đổi sau khi đăng nhập.")
        % {"number": SHORTEST_PASSWORD},
    )
    agency = AgencyChoiceField(Agency.objects.none(), label=_("Cơ quan"), empty_label=_("— chọn —"))
    title = WordsField(max_length=120, label=_("Chức danh"), help_text=_("Ví dụ: Chuyên viên."))
    since = DayField(label=_("Từ ngày"))
    field_order = ("full_name", "username", "password", "agency", "title", "since", "email", "phone")


class PositionForm(PlacedForm):
    agency = AgencyChoiceField(Agency.objects.none(), label=_("Cơ quan"), empty_label=_("— chọn —"))
    title = WordsField(max_length=120, label=_("Chức danh"))
    since = DayField(label=_("Từ ngày"))
    until = DayField(required=False, label=_("Kết thúc từ ngày"))


class RoleForm(PlacedForm):
    role = forms.ChoiceField(choices=_STAFF_ROLES, label=_("Vai trò"))
    agency = AgencyChoiceField(Agency.objects.none(), label=_("Tại cơ quan"), empty_label=_("— chọn —"))
    includes_below = forms.BooleanField(required=False, label=_("Cả các cơ quan trực thuộc"))
    since = DayField(label=_("Từ ngày"))
    until = DayField(required=False, label=_("Kết thúc từ ngày"))


class EndForm(PlainForm):
    on = DayField(label=_("Kết thúc từ ngày"))


class ReasonForm(PlainForm):
    reason = LinesField(rows=2, label=_("Lý do"), error_messages={"required": _("Ghi lý do.")})


class NewPasswordForm(PlainForm):
    password = PasswordInput(label=_("Mật khẩu mới"))
