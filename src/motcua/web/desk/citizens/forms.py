from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Gender, IdentityKind
from motcua.web.desk.fields import DayField, WordsField
from motcua.web.fields import PlainForm


class FindForm(PlainForm):
    text = WordsField(
        max_length=80,
        label=_("Số giấy tờ, điện thoại, thư điện tử hoặc mã số thuế"),
        help_text=_("Ghi đủ cả số. Mỗi lần tra cứu được ghi vào nhật ký của người được tra."),
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )


class VerifyForm(PlainForm):
    """Typed from the paper that lies on the counter, not from what the account says."""

    kind = forms.ChoiceField(choices=IdentityKind.choices, label=_("Giấy tờ xuất trình"))
    number = WordsField(max_length=20, label=_("Số giấy tờ"), widget=forms.TextInput({"autocomplete": "off"}))
    full_name = WordsField(max_length=120, label=_("Họ và tên trên giấy tờ"))
    birth_on = DayField(label=_("Ngày sinh"))
    gender = forms.ChoiceField(
        choices=[("", _("— chọn —")), *Gender.choices()], required=False, label=_("Giới tính")
    )
    issued_on = DayField(required=False, label=_("Ngày cấp"))
    issued_by = WordsField(max_length=120, required=False, label=_("Nơi cấp"))


class SignInNameForm(PlainForm):
    contact = WordsField(
        max_length=80,
        label=_("Điện thoại hoặc thư điện tử mới"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
