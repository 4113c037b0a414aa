"""What was promised at a conference: written down, and dropped with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.feedback.actions.dialogues.promises import PromiseFacts, add_promise, drop_promise
from motcua.feedback.models import DialogueConference, DialoguePromise
from motcua.feedback.policy.dialogues import conference_not_found
from motcua.feedback.queries.dialogues import units_for
from motcua.feedback.queries.promises import duties_to_follow, items_to_follow
from motcua.organisations.models import Agency
from motcua.plans.models import Duty
from motcua.reviews.models import RoundItem
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.dialogues.forms import ReasonForm
from motcua.web.desk.dialogues.views import conference_or_refuse
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.yearly.forms import PlainForm, choose

_USUAL = timedelta(days=30)

if TYPE_CHECKING:
    ChoiceOfDuty = forms.ModelChoiceField[Duty]
    ChoiceOfItem = forms.ModelChoiceField[RoundItem]
else:
    ChoiceOfDuty = ChoiceOfItem = forms.ModelChoiceField


class DutyChoice(ChoiceOfDuty):
    """A duty by its unit, task and last day."""

    def label_from_instance(self, obj: Duty) -> str:
        until = f", hạn {obj.due_on:%d/%m/%Y}" if obj.due_on else ""
        return f"{obj.unit.short_name or obj.unit.name}: {obj.task.content[:100]}{until}"


class ItemChoice(ChoiceOfItem):
    """A procedure that is to be reviewed."""

    def label_from_instance(self, obj: RoundItem) -> str:
        return f"{obj.procedure.code} ({obj.get_status_display().lower()})"


class PromiseForm(PlainForm):
    """What was promised; without a choice of work a duty is given to the unit."""

    text = LinesField(
        rows=3,
        max_length=1000,
        label=gettext_lazy("Việc đã hứa"),
        help_text=gettext_lazy("Hiện trên cổng cùng kết quả hội nghị: không ghi tên người, việc riêng tư."),
    )
    unit = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Đơn vị làm"), empty_label=gettext_lazy("— chọn —")
    )
    due_on = DayField(label=gettext_lazy("Hạn làm xong"))
    duty = DutyChoice(
        Duty.objects.none(),
        required=False,
        label=gettext_lazy("Theo nhiệm vụ đang có"),
        empty_label=gettext_lazy("Chưa có: giao việc mới cho đơn vị"),
        help_text=gettext_lazy("Tiến độ, nhắc hạn theo việc được gắn; không phải báo cáo hai lần."),
    )
    feedback_code = WordsField(
        required=False,
        max_length=30,
        label=gettext_lazy("Hoặc theo phản ánh, mã"),
        help_text=gettext_lazy("Ví dụ: PA-2345-6789. Trả lời xong phản ánh là xong việc."),
    )
    item = ItemChoice(
        RoundItem.objects.none(),
        required=False,
        label=gettext_lazy("Hoặc theo thủ tục đang rà soát"),
        empty_label=gettext_lazy("— không —"),
    )

    def __init__(self, *args: Any, row: DialogueConference, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)
        choose(self, "duty", duties_to_follow(row).filter(unit__in=units.values("pk")))
        choose(self, "item", items_to_follow(row))

    def facts(self) -> PromiseFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return PromiseFacts(
            text=said["text"],
            unit_id=said["unit"].pk,
            due_on=said["due_on"],
            duty_id=said["duty"].pk if said["duty"] else None,
            feedback_code=said["feedback_code"],
            item_id=said["item"].pk if said["item"] else None,
        )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = conference_or_refuse(request, pk), request.desk
    units = units_for(row, desk.today)
    form = PromiseForm(posted(request), row=row, units=units, initial={"due_on": desk.today + _USUAL})
    return answer_form(
        request,
        form,
        lambda: add_promise(conference_id=pk, promise=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Ghi việc đã hứa"),
        lead=row.topic,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã ghi. Đơn vị được báo và được nhắc khi gần hạn, quá hạn."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def drop(request: DeskRequest, pk: UUID, promise_pk: UUID) -> HttpResponse:
    row, desk, form = conference_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    promise = DialoguePromise.objects.filter(conference=row, pk=promise_pk).first()
    if promise is None:
        raise conference_not_found()
    return answer_form(
        request,
        form,
        lambda: drop_promise(
            promise_id=promise.pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Thôi việc đã hứa"),
        lead=_("Lý do hiện cạnh việc này ở đây và trên cổng. %s") % promise.text,
        save=_("Thôi việc này"),
        back=_home(pk),
        done=_("Đã ghi."),
        is_danger=True,
    )


def _home(pk: UUID) -> str:
    return reverse("desk:dialogues:page", args=[pk])
