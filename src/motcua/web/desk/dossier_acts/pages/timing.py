"""What moves the appointment or is said about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.timing import apologise, confirm_payment, extend, require_payment
from motcua.dossiers.enums import Verb
from motcua.dossiers.queries.money import charges_left, usual_charges
from motcua.payments.enums import FeeKind, PaymentMoment
from motcua.payments.rules.charges import NewCharge
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.dossier_acts.amounts import AmountForm
from motcua.web.desk.fields import LinesField, MoneyField, WordsField

_MOST_CHARGES = 3


class ExtendForm(AmountForm):
    usual = Limit(Decimal(3), LimitUnit.WORKING_DAY)

    reason = LinesField(label=_("Lý do chậm trả kết quả"), rows=4, max_length=2000)

    field_order = ("reason", "amount", "unit")

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.fields["amount"].label = _("Gia hạn thêm")

    def extension(self) -> Limit:
        return self.limit()


class ReasonForm(ActForm):
    reason = LinesField(label=_("Lý do chậm trả kết quả"), rows=4, max_length=2000)


class ChargeRow(forms.Form):
    """One fee to be paid."""

    fee_name = WordsField(label=_("Tên khoản"), max_length=250, required=False)
    fee_kind = forms.ChoiceField(label=_("Loại"), choices=[(one.value, one.label) for one in FeeKind])
    amount_vnd = MoneyField(label=_("Số tiền (đồng)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "label_suffix": "", "use_required_attribute": False})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("amount_vnd") and not data.get("fee_name"):
            self.add_error("fee_name", _t("Ghi tên khoản phải nộp."))
        if data.get("fee_name") and not data.get("amount_vnd") and "amount_vnd" not in self.errors:
            self.add_error("amount_vnd", _t("Ghi số tiền phải nộp."))
        return data

    def charge(self) -> NewCharge | None:
        """The row as the room of payments takes it; None for an empty one."""
        data = self.cleaned_data
        if not data["fee_name"]:
            return None
        return NewCharge(
            data["fee_name"],
            data["amount_vnd"],
            FeeKind(data["fee_kind"]),
            moment=PaymentMoment.AT_SUPPLEMENT,
        )


class PaymentForm(ActForm):
    """What is to be paid: what the procedure says for this way of lodging, to be corrected."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        known = usual_charges(scene.dossier)[:_MOST_CHARGES]
        blank = max(1, _MOST_CHARGES - len(known))
        initial = [
            {"fee_name": one.fee_name, "fee_kind": one.fee_kind, "amount_vnd": one.amount_vnd}
            for one in known
        ] + [{} for _blank in range(blank)]
        self.rows = [
            ChargeRow(scene.data, prefix=f"c{place}", initial=one) for place, one in enumerate(initial)
        ]
        self.left = charges_left(scene.dossier)

    def is_valid(self) -> bool:
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    def charges(self) -> list[NewCharge]:
        """What is to be paid. Ask only a valid form."""
        return [charge for row in self.rows if (charge := row.charge()) is not None]


PAGES = (
    ActPage(
        Verb.EXTEND,
        lambda scene, form: extend(**scene.common, amount=form.limit(), reason=form.cleaned_data["reason"]),
        form=ExtendForm,
        template="desk/dossier_acts/amount.html",
        lead=_("Người nộp nhận văn bản xin lỗi ghi lý do này và ngày hẹn mới."),
        save=_("Xin lỗi và gia hạn"),
        done=_("Đã xin lỗi và hẹn lại ngày trả hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.APOLOGISE,
        lambda scene, form: apologise(**scene.common, **form.cleaned_data),
        form=ReasonForm,
        lead=_(
            "Người nộp nhận văn bản xin lỗi ghi lý do này. Ngày hẹn không đổi; kết quả trả ngay khi xong."
        ),
        save=_("Gửi văn bản xin lỗi"),
        done=_("Đã gửi văn bản xin lỗi về hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.REQUIRE_PAYMENT,
        lambda scene, form: require_payment(**scene.common, charges=form.charges()),
        form=PaymentForm,
        template="desk/dossier_acts/charges.html",
        save=_("Yêu cầu nộp"),
        done=_("Đã yêu cầu nộp phí, lệ phí của hồ sơ %(code)s; thời hạn tạm dừng."),
    ),
    ActPage(
        Verb.CONFIRM_PAYMENT,
        lambda scene, _form: confirm_payment(**scene.common),
        lead=_("Tiền đã thu đủ, hoặc đã được miễn, giảm; hồ sơ xử lý tiếp."),
        save=_("Xác nhận"),
        done=_("Hồ sơ %(code)s xử lý tiếp."),
    ),
)
