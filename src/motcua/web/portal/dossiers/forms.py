from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import PartyKind
from motcua.dossiers.enums import Representation, ReturnWay
from motcua.dossiers.rules.intake import NEEDS_PROOF, is_identity_number, is_phone
from motcua.organisations.models import Area
from motcua.web.fields import LinesField, OneFileField, PlainForm, WordsField
from motcua.web.waiting_files import HoldsFiles


class PlaceForm(PlainForm):
    commune = forms.ChoiceField(label=_("Xã, phường nơi giải quyết"))

    def __init__(self, *args: Any, communes: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("— chọn —")), *((commune.code, commune.name) for commune in communes)]
        self.fields["commune"].choices = choices  # type: ignore[attr-defined]  # a choice field


class PeopleForm(HoldsFiles, PlainForm):
    for_whom = forms.ChoiceField(
        label=_("Hồ sơ này của ai?"),
        choices=[("self", _("Của chính tôi")), ("other", _("Tôi nộp thay người khác"))],
        widget=forms.RadioSelect,
    )
    name = WordsField(label=_("Họ tên hoặc tên tổ chức của chủ hồ sơ"), max_length=250, required=False)
    kind = forms.ChoiceField(
        label=_("Chủ hồ sơ là"), choices=[(one.value, _(one.label)) for one in PartyKind], required=False
    )
    identity_number = WordsField(
        label=_("Số định danh hoặc mã số thuế của chủ hồ sơ"), max_length=20, required=False
    )
    phone = WordsField(label=_("Điện thoại liên hệ"), max_length=20)
    representation = forms.ChoiceField(
        label=_("Anh/chị nộp thay với tư cách"),
        required=False,
        choices=[("", _("— chọn —"))]
        + [(one.value, _(one.label)) for one in Representation if one is not Representation.SELF],
    )
    proof_note = WordsField(
        label=_("Giấy tờ chứng minh (số, ngày giấy ủy quyền, giấy khai sinh…)"),
        max_length=300,
        required=False,
    )
    proof_file = OneFileField(
        label=_("Ảnh hoặc tệp giấy tờ chứng minh"),
        required=False,
        accept=".pdf,.jpg,.jpeg,.png",
    )

    def __init__(self, *args: Any, has_proof: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_proof = has_proof

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not is_phone(phone):
            raise ValidationError(_("Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0 hoặc +84."))
        return phone

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("for_whom") == "other":
            self._require_other(data)
        return data

    def _require_other(self, data: dict[str, Any]) -> None:
        """What must be said by who lodges for another."""
        if not data.get("name"):
            self.add_error("name", _("Ghi tên chủ hồ sơ."))
        if data.get("identity_number") and not is_identity_number(data["identity_number"]):
            message = _(
                "Số định danh có 12 chữ số, chứng minh nhân dân cũ 9, mã số thuế 10 hoặc 13; hộ chiếu gồm chữ và số."
            )
            self.add_error("identity_number", message)
        if not data.get("representation"):
            self.add_error("representation", _("Chọn tư cách nộp thay."))
        is_proven = data.get("proof_note") or data.get("proof_file") or self.has_proof
        if data.get("representation") in NEEDS_PROOF and not is_proven and "proof_file" not in self.errors:
            message = _(
                "Nộp thay với tư cách này cần giấy tờ chứng minh: đính kèm tệp, hoặc ghi số, ngày của giấy."
            )
            self.add_error("proof_note", message)


class ReturnForm(PlainForm):
    return_way = forms.ChoiceField(
        label=_("Nhận kết quả bằng cách nào?"), choices=[(one.value, _(one.label)) for one in ReturnWay]
    )
    return_address = WordsField(label=_("Địa chỉ nhận kết quả"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("return_way") in {ReturnWay.POST, ReturnWay.HOME} and not data.get("return_address"):
            self.add_error("return_address", _("Ghi địa chỉ để gửi kết quả tới."))
        return data


class ReasonForm(PlainForm):
    reason = LinesField(rows=3, label=_("Vì sao anh/chị rút hồ sơ?"), max_length=1000)


class MessageForm(PlainForm):
    text = LinesField(rows=3, label=_("Lời nhắn gửi cán bộ"), max_length=2000)


class LookUpForm(PlainForm):
    code = WordsField(label=_("Mã hồ sơ"), max_length=60)
    proof = WordsField(
        label=_("6 số cuối của số định danh, hoặc số điện thoại đã ghi khi nộp"),
        help_text=_("Để trống thì chỉ xem được hồ sơ đang ở giai đoạn nào."),
        max_length=20,
        required=False,
    )
