"""The way through the office: forward, back, assigned, begun, taken over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.handling import assign, forward, send_back, start_work, take_back
from motcua.dossiers.actions.transferring import accept_transfer, transfer
from motcua.dossiers.enums import Verb
from motcua.dossiers.queries.ways import NextStep, next_steps
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.dossier_acts.people import PersonChoice, by_unit, of_step
from motcua.web.desk.fields import LinesField
from motcua.workflow.enums import Act as StepAct


class NoteForm(ActForm):
    note = LinesField(label=_("Ghi chú cho người nhận"), rows=3, max_length=2000, required=False)


class StepForm(NoteForm):
    """Where it goes, when there are several ways, and to whom."""

    act = StepAct.FORWARD

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.ways = next_steps(scene.dossier, self.act)
        if len(self.ways) > 1:
            choices = [(way.key, way.label) for way in self.ways]
            self.fields["to"] = forms.ChoiceField(
                label=_("Chuyển tới bước"), choices=choices, widget=forms.RadioSelect
            )
        self.order_fields(["to", "person_id", "note", "reason"])

    def to(self) -> str:
        chosen: str = self.cleaned_data.get("to", "")
        return chosen


class ForwardForm(StepForm):
    person_id = PersonChoice(label=_("Người nhận"), required=False)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        people = _people_of(self.ways, scene)
        empty = [("", _t("Ai làm bước đó cũng nhận được"))]
        self.fields["person_id"].choices = empty + people  # type: ignore[attr-defined]  # a choice field


def _people_of(ways: list[NextStep], scene: Scene) -> Any:
    groups = [(way.name, of_step(way.agency_id, way.role, scene.desk)) for way in ways]
    return groups[0][1] if len(groups) == 1 else groups


class SendBackForm(StepForm):
    act = StepAct.SEND_BACK
    note = None  # type: ignore[assignment]  # takes the field of the form above away
    reason = LinesField(
        label=_("Lý do chuyển trả"),
        rows=4,
        max_length=2000,
        help_text=_("Người nhận lại hồ sơ cần biết phải sửa, làm thêm gì."),
    )


class TakeBackForm(ActForm):
    reason = LinesField(label=_("Lý do thu hồi"), rows=3, max_length=1000, required=False)


class AssignForm(NoteForm):
    to_whom = forms.ChoiceField(label=_("Giao cho"))

    field_order = ("to_whom", "note")

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        ways = next_steps(scene.dossier, StepAct.ASSIGN)
        role = ways[0].role if ways else scene.dossier.step_role
        capability = STEP_CAPABILITY[role]  # type: ignore[index]  # a role's value is the role
        choices = [("", _t("Chọn người hoặc đơn vị")), *by_unit(scene.dossier, capability, scene.desk)]
        self.fields["to_whom"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["to_whom"].widget.attrs["autofocus"] = True

    def chosen(self) -> tuple[UUID, UUID | None]:
        """The division and the person that were chosen; no person for the division as a whole."""
        unit, _sep, person = self.cleaned_data["to_whom"].partition(":")
        return UUID(unit), UUID(person) if person else None


def _forward(scene: Scene, form: ForwardForm) -> object:
    data = form.cleaned_data
    return forward(**scene.common, to=form.to(), note=data["note"], person_id=data["person_id"])


def _assign(scene: Scene, form: AssignForm) -> object:
    unit, person = form.chosen()
    return assign(**scene.common, unit_id=unit, person_id=person, note=form.cleaned_data["note"])


def _send_back(scene: Scene, form: SendBackForm) -> object:
    return send_back(**scene.common, to=form.to(), reason=form.cleaned_data["reason"])


def _take_back(scene: Scene, form: TakeBackForm) -> object:
    return take_back(**scene.common, reason=form.cleaned_data["reason"])


def _transfer(scene: Scene, form: NoteForm) -> object:
    return transfer(**scene.common, note=form.cleaned_data["note"])


PAGES = (
    ActPage(Verb.FORWARD, _forward, form=ForwardForm, save=_("Chuyển"), done=_("Đã chuyển hồ sơ %(code)s.")),
    ActPage(
        Verb.ASSIGN,
        _assign,
        form=AssignForm,
        title=_("Giao hồ sơ"),
        save=_("Giao"),
        done=_("Đã giao hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.SEND_BACK,
        _send_back,
        form=SendBackForm,
        save=_("Chuyển trả"),
        done=_("Đã chuyển trả hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.TAKE_BACK,
        _take_back,
        form=TakeBackForm,
        lead=_("Thu hồi được khi người nhận chưa bắt đầu xử lý; hồ sơ trở lại đúng chỗ trước khi chuyển."),
        save=_("Thu hồi"),
        done=_("Đã thu hồi hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.START_WORK,
        lambda scene, _form: start_work(**scene.common),
        lead=_("Từ lúc này bạn giữ hồ sơ và người chuyển không thu hồi được nữa."),
        save=_("Bắt đầu xử lý"),
        done=_("Bạn đang xử lý hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.TRANSFER,
        _transfer,
        form=NoteForm,
        save=_("Chuyển tới cơ quan có thẩm quyền"),
        done=_("Đã chuyển hồ sơ %(code)s tới cơ quan có thẩm quyền."),
    ),
    ActPage(
        Verb.ACCEPT_TRANSFER,
        lambda scene, _form: accept_transfer(**scene.common),
        lead=_("Kiểm tra hồ sơ đã tới đủ trước khi nhận."),
        save=_("Nhận hồ sơ"),
        done=_("Đã nhận hồ sơ %(code)s; thời hạn bắt đầu tính."),
    ),
)
