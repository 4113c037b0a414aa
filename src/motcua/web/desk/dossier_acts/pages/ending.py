"""Ends without a result."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.ending import stop, withdraw
from motcua.dossiers.enums import Verb
from motcua.payments.enums import PaymentStatus
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.fields import LinesField

_PAID = frozenset({PaymentStatus.PAID, PaymentStatus.PART_PAID})


class _EndForm(ActForm):
    refunds = forms.BooleanField(
        label=_("Hoàn lại khoản đã nộp (kế toán được giao việc hoàn)"), required=False
    )

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        if scene.dossier.payment not in _PAID:
            del self.fields["refunds"]

    @property
    def refund(self) -> bool:
        return bool(self.cleaned_data.get("refunds"))


class StopForm(_EndForm):
    reason = LinesField(label=_("Lý do dừng giải quyết"), rows=4, max_length=2000)
    legal_basis = LinesField(label=_("Căn cứ"), rows=2, max_length=1000)
    papers = LinesField(
        label=_("Giấy tờ đã nộp"),
        rows=2,
        max_length=1000,
        initial=_("Trả lại tại nơi tiếp nhận hồ sơ."),
    )
    money = LinesField(label=_("Phí, lệ phí"), rows=2, max_length=1000, required=False)

    field_order = ("reason", "legal_basis", "papers", "money", "refunds")

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        if scene.dossier.payment == PaymentStatus.NOT_REQUIRED:
            del self.fields["money"]
        else:
            self.fields["money"].required = True


class WithdrawForm(_EndForm):
    reason = LinesField(label=_("Lý do người nộp nêu"), rows=3, max_length=1000, required=False)

    field_order = ("reason", "refunds")


def _stop(scene: Scene, form: StopForm) -> object:
    data = form.cleaned_data
    return stop(
        **scene.common,
        reason=data["reason"],
        legal_basis=data["legal_basis"],
        papers=data["papers"],
        money=data.get("money", ""),
        refunds=form.refund,
    )


def _withdraw(scene: Scene, form: WithdrawForm) -> object:
    return withdraw(**scene.common, reason=form.cleaned_data["reason"], refunds=form.refund)


PAGES = (
    ActPage(
        Verb.STOP,
        _stop,
        form=StopForm,
        lead=_("Dừng là kết thúc hồ sơ, không trả kết quả. Người nộp nhận thông báo ghi đúng lời ở đây."),
        save=_("Dừng giải quyết"),
        done=_("Đã dừng giải quyết hồ sơ %(code)s."),
        is_danger=True,
    ),
    ActPage(
        Verb.WITHDRAW,
        _withdraw,
        form=WithdrawForm,
        lead=_("Chỉ rút khi người nộp yêu cầu. Khoản chưa nộp không phải nộp nữa."),
        save=_("Rút hồ sơ"),
        done=_("Đã ghi nhận rút hồ sơ %(code)s."),
        is_danger=True,
    ),
)
