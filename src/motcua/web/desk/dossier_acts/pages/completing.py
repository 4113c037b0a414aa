"""Completing a dossier: ask once and completely, take the answer, give back, refuse."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Role
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.supplementing import (
    receive_supplement,
    refuse_intake,
    request_intake_supplement,
    request_supplement,
    return_ineligible,
)
from motcua.dossiers.enums import Verb
from motcua.dossiers.queries.previews import return_term
from motcua.dossiers.queries.supplements import asked_before, check_list_of, latest_request
from motcua.dossiers.rules.supplements import usual_basis
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.dossier_acts.amounts import AmountForm
from motcua.web.desk.dossier_acts.asked import AskedRows
from motcua.web.desk.dossier_acts.brought import BroughtRows
from motcua.web.desk.dossier_acts.people import PersonChoice, of_step
from motcua.web.desk.fields import LinesField
from motcua.web.waiting_files import HoldsFiles


class AskForm(AmountForm):
    """What is wrong with each paper, why, by which law, until when."""

    reason = LinesField(
        label=_("Lý do chung"),
        rows=2,
        max_length=2000,
        initial=_("Hồ sơ chưa đủ giấy tờ hoặc giấy tờ chưa đúng quy định."),
    )
    legal_basis = LinesField(label=_("Căn cứ"), rows=2, max_length=1000)
    why_again = LinesField(label=_("Vì sao lần trước chưa nêu"), rows=2, max_length=1000)

    field_order = ("why_again", "reason", "legal_basis", "amount", "unit")

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.fields["amount"].label = _("Người nộp bổ sung trong")
        self.fields["legal_basis"].initial = usual_basis(scene.desk.today)
        if scene.verb is Verb.RETURN_INELIGIBLE and (term := return_term(scene.dossier)) is not None:
            self.fields["legal_basis"].initial = term.rule.basis
        self.before = asked_before(scene.dossier)
        if not self.before:
            del self.fields["why_again"]
        self.rows = AskedRows(scene, check_list_of(scene.dossier))

    def term(self) -> Limit:
        return self.limit()

    def is_valid(self) -> bool:
        rows, fields = self.rows.is_valid(), super().is_valid()
        if fields and rows and not self.rows.items():
            self.add_error(None, _t("Chọn ít nhất một giấy tờ cần bổ sung và ghi rõ sai hoặc thiếu gì."))
            return False
        return rows and fields

    def said(self) -> dict[str, Any]:
        """What every request takes."""
        data = self.cleaned_data
        return {
            "items": self.rows.items(),
            "reason": data["reason"],
            "legal_basis": data["legal_basis"],
            "term": data["limit"],
            "why_again": data.get("why_again", ""),
        }


class RequestForm(AskForm):
    approved_by_id = PersonChoice(label=_("Lãnh đạo đã đồng ý"), required=False)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        heads = of_step(scene.dossier.competent_id, Role.HEAD, scene.desk)
        self.fields["approved_by_id"].choices = [("", _t("Không ghi"))] + [  # type: ignore[attr-defined]  # a choice field
            (key, name.partition(" (")[0]) for key, name in heads
        ]

    def said(self) -> dict[str, Any]:
        return super().said() | {"approved_by_id": self.cleaned_data["approved_by_id"]}


class ReceiveForm(HoldsFiles, ActForm):
    """What came to complete the dossier."""

    note = LinesField(
        label=_("Đã nhận, đã xem"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("Ghi khi không có giấy mới, ví dụ: người nộp ký lại đơn tại quầy."),
    )

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.asked_for = latest_request(scene.dossier)
        self.rows = BroughtRows(scene, check_list_of(scene.dossier), self.asked_for)

    def is_valid(self) -> bool:
        rows, fields = self.rows.is_valid(), super().is_valid()
        return rows and fields

    def hold_files(self) -> None:
        """Those of the rows too."""
        super().hold_files()
        self.rows.hold_files()


class RefuseForm(ActForm):
    reason = LinesField(label=_("Lý do từ chối"), rows=4, max_length=2000)
    legal_basis = LinesField(label=_("Căn cứ"), rows=2, max_length=1000)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.fields["legal_basis"].initial = usual_basis(scene.desk.today)


@transaction.atomic
def _receive(scene: Scene, form: ReceiveForm) -> object:
    return receive_supplement(**scene.common, papers=form.rows.papers(), note=form.cleaned_data["note"])


PAGES = (
    ActPage(
        Verb.REQUEST_INTAKE_SUPPLEMENT,
        lambda scene, form: request_intake_supplement(**scene.common, **form.said()),
        form=AskForm,
        template="desk/dossier_acts/ask.html",
        save=_("Gửi yêu cầu"),
        done=_("Đã yêu cầu hoàn thiện hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.REQUEST_SUPPLEMENT,
        lambda scene, form: request_supplement(**scene.common, **form.said()),
        form=RequestForm,
        template="desk/dossier_acts/ask.html",
        save=_("Gửi yêu cầu"),
        done=_("Đã yêu cầu bổ sung hồ sơ %(code)s; thời hạn tạm dừng."),
    ),
    ActPage(
        Verb.RETURN_INELIGIBLE,
        lambda scene, form: return_ineligible(**scene.common, **form.said()),
        form=AskForm,
        template="desk/dossier_acts/ask.html",
        save=_("Trả lại hồ sơ"),
        done=_("Đã trả lại hồ sơ %(code)s; khi đủ thì thời hạn tính lại từ đầu."),
        is_danger=True,
    ),
    ActPage(
        Verb.RECEIVE_SUPPLEMENT,
        _receive,
        form=ReceiveForm,
        template="desk/dossier_acts/brought.html",
        save=_("Nhận bổ sung"),
        done=_("Đã nhận bổ sung của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.REFUSE_INTAKE,
        lambda scene, form: refuse_intake(**scene.common, **form.cleaned_data),
        form=RefuseForm,
        lead=_(
            "Người nộp nhận phiếu từ chối ghi đúng lời ở đây. Hồ sơ chỉ thiếu giấy thì yêu cầu hoàn thiện."
        ),
        save=_("Từ chối tiếp nhận"),
        done=_("Đã từ chối tiếp nhận hồ sơ %(code)s."),
        is_danger=True,
    ),
)
