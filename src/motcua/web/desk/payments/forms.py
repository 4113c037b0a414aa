from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.payments.enums import PaymentWay
from motcua.payments.rules.banks import BANKS
from motcua.web.desk.fields import DayField, LinesField, MoneyField, WordsField
from motcua.web.fields import PlainForm


class CashForm(PlainForm):
    """What the payer hands over for everything that is left; empty means exactly that."""

    given = MoneyField(
        required=False,
        label=_("Khách đưa"),
        help_text=_("Để trống nếu đưa vừa đủ. Ghi số tiền khách đưa để tính tiền thối lại."),
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].widget.attrs.update(autofocus=True, autocomplete="off")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given, expected = said.get("given"), said.get("expected")
        if given is not None and expected is not None and given < expected:
            self.add_error("given", _("Số tiền khách đưa ít hơn số phải nộp."))
        return said


class RecordForm(PlainForm):
    way = forms.ChoiceField(
        choices=[(way.value, way.label) for way in PaymentWay], label=_("Nộp bằng cách nào")
    )
    amount_vnd = MoneyField(label=_("Số tiền"))
    reference = WordsField(
        max_length=120,
        required=False,
        label=_("Số chứng từ"),
        help_text=_("Mã giao dịch ngân hàng hoặc số phiếu gửi tiền; tiền mặt thì để trống."),
    )
    paid_on = DayField(label=_("Tiền về ngày"))
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)


class ExemptForm(PlainForm):
    amount_vnd = MoneyField(label=_("Số tiền miễn, giảm"))
    reason = LinesField(
        rows=2, max_length=500, label=_("Lý do"), error_messages={"required": _("Ghi lý do.")}
    )
    basis = WordsField(
        max_length=500,
        label=_("Căn cứ"),
        help_text=_("Số văn bản, điều, khoản; hoặc số giấy xác nhận diện được miễn, giảm."),
    )


class RefundForm(PlainForm):
    amount_vnd = MoneyField(label=_("Số tiền hoàn"))
    way = forms.ChoiceField(
        choices=[(way.value, way.label) for way in PaymentWay], label=_("Hoàn bằng cách nào")
    )
    reference = WordsField(
        max_length=120,
        required=False,
        label=_("Số chứng từ"),
        help_text=_("Mã giao dịch hoặc số phiếu; trả tiền mặt thì để trống."),
    )
    reason = LinesField(
        rows=2, max_length=500, label=_("Lý do"), error_messages={"required": _("Ghi lý do.")}
    )


class ReasonForm(PlainForm):
    reason = LinesField(
        rows=2, max_length=500, label=_("Lý do"), error_messages={"required": _("Ghi lý do.")}
    )


class CloseForm(PlainForm):
    counted_vnd = MoneyField(
        label=_("Số tiền thực có"), help_text=_("Đếm trong két hoặc xem sổ phụ ngân hàng.")
    )
    note = LinesField(
        rows=2,
        max_length=500,
        required=False,
        label=_("Giải thích chênh lệch"),
        help_text=_("Bắt buộc khi số thực có khác số trong sổ."),
    )


class SurplusForm(PlainForm):
    note = LinesField(
        rows=2,
        max_length=500,
        label=_("Đã trả lại thế nào"),
        help_text=_("Cách trả, ngày, số chứng từ."),
        error_messages={"required": _("Ghi đã trả lại thế nào.")},
    )


class BankAccountForm(PlainForm):
    bank_bin = forms.CharField(
        max_length=6,
        label=_("Mã ngân hàng (BIN)"),
        help_text=_("6 chữ số. Ví dụ: ")
        + ", ".join(f"{BANKS[number]} {number}" for number in sorted(BANKS)[2:8]),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_number = WordsField(max_length=25, label=_("Số tài khoản"))
    holder_name = WordsField(
        max_length=120, label=_("Tên chủ tài khoản"), help_text=_("Ghi như ngân hàng ghi.")
    )
    since = DayField(label=_("Dùng từ ngày"))


class EndAccountForm(PlainForm):
    on = DayField(label=_("Ngừng dùng từ ngày"))
