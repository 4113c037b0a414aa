"""The short way: at the counter, handing on means writing the result, and finishing where one may sign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.express import (
    Finish,
    finish_received,
    may_finish_at_counter,
    prepare_at_counter,
)
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.results import suggested_symbol
from motcua.web.desk.dossier_acts.acting import ActPage, Scene
from motcua.web.desk.dossier_acts.confirming import ConfirmField, require_confirmed
from motcua.web.desk.dossier_acts.keeping import keep_chosen
from motcua.web.desk.dossier_acts.pages.results import ProposeForm
from motcua.web.desk.fields import WordsField
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.queries import get_process


class ExpressForm(ProposeForm):
    """The short way: the result is written at the counter; who may sign as well finishes everything at once."""

    act = StepAct.FORWARD

    how = forms.ChoiceField(label=_("Sau khi soạn"), widget=forms.RadioSelect)
    symbol = WordsField(
        label=_("Ký hiệu"), max_length=40, required=False, help_text=_("Số được lấy tiếp theo trong sổ.")
    )
    taken_by = WordsField(label=_("Người nhận"), max_length=250, required=False)
    proof = WordsField(label=_("Giấy tờ tùy thân đã xem"), max_length=300, required=False)
    confirm = ConfirmField(required=False)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        dossier, desk = scene.dossier, scene.desk
        may_finish = may_finish_at_counter(
            desk.person, reception_id=dossier.reception_id, competent_id=dossier.competent_id, at=desk.at
        )
        choices = [("pass", _("Chuyển người ký; ký xong quầy trả kết quả"))]
        if may_finish:
            choices.insert(0, ("finish", _("Hoàn tất ngay: tôi ký, lấy số và trả kết quả bây giờ")))
        else:
            for name in ("symbol", "taken_by", "proof", "confirm"):
                del self.fields[name]
        self.fields["how"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["how"].initial = choices[0][0]
        if may_finish:
            self.fields["symbol"].initial = suggested_symbol(dossier.competent_id)
            self.fields["taken_by"].initial = dossier.applicant_name

    def is_finished(self) -> bool:
        """Whether everything is done at once."""
        return bool(self.cleaned_data.get("how") == "finish")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("how") != "finish":
            return data
        for name in ("symbol", "taken_by", "proof", "confirm"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Hoàn tất ngay thì cần ghi mục này."))
        if not self.errors:
            try:
                require_confirmed(self.scene.desk.person, data["confirm"], at=self.scene.desk.at)
            except ValidationError as wrong:
                self.add_error("confirm", wrong)
        return data


@transaction.atomic
def _express(scene: Scene, form: ExpressForm) -> object:
    proposal = form.proposal(keep_chosen(scene, form, "draft"))
    if not form.is_finished():
        return prepare_at_counter(**scene.common, proposal=proposal)
    said = form.cleaned_data
    finish = Finish(symbol=said["symbol"], taken_by=said["taken_by"], proof=said["proof"])
    return finish_received(**scene.common, proposal=proposal, finish=finish)


EXPRESS = ActPage(
    Verb.FORWARD,
    _express,
    form=ExpressForm,
    template="desk/dossier_results/propose.html",
    title=_("Giải quyết ngay tại quầy"),
    save=_("Thực hiện"),
    done=_("Đã ghi kết quả của hồ sơ %(code)s."),
)


def page_on_the_short_way(page: ActPage, dossier: Dossier) -> ActPage:
    """On the short way, handing on means writing the result; everywhere else the page stays what it is."""
    if page.verb is not Verb.FORWARD or dossier.process_id is None:
        return page
    return EXPRESS if get_process(dossier.process_id).is_express else page
