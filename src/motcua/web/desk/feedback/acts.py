"""What is done with feedback that came, each act on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.feedback.actions.feedback.intake import (
    accept,
    ask_for_more,
    classify,
    give_back,
    reject,
    transfer,
)
from motcua.feedback.enums.feedback import RejectReason, State
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.people import recognised_in
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import agencies_on, subtree
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.feedback.acting import acting_by, answer_act
from motcua.web.desk.feedback.forms.about import ClassifyForm
from motcua.web.desk.feedback.forms.procedures import ProcedureNames
from motcua.web.desk.feedback.forms.words import WordsForm
from motcua.web.desk.feedback.forms.work import (
    RejectForm,
    TransferForm,
)
from motcua.web.desk.feedback.shown import feedback_or_refuse
from motcua.web.desk.feedback.views import READERS

_form_view = require_http_methods(["GET", "POST"])


@desk_view(*READERS)
@_form_view
def classify_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = ClassifyForm(
        posted(request),
        feedback=feedback,
        agencies=_bodies(request, feedback),
        procedures=ProcedureNames(request.desk.today),
    )
    takes = feedback.state == State.WAITING_INTAKE
    named = ", ".join(person.full_name for person in recognised_in(feedback))
    lead = _("Có tên hoặc đã làm hồ sơ nên chưa được xem: %s. Phân loại là về quy định thì được xem lại.")
    only = "also" in request.POST or not takes

    def act() -> object:
        do = classify if only else accept
        return do(found=form.classification(), **acting_by(request, feedback))

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Phân loại, tiếp nhận") if takes else _("Phân loại"),
        save=_("Tiếp nhận để xử lý") if takes else _("Lưu phân loại"),
        also=_("Chỉ lưu phân loại") if takes else "",
        lead=lead % named if named else "",
        done=_("Đã lưu phân loại.") if only else _("Đã tiếp nhận để xử lý."),
    )


@desk_view(*READERS)
@_form_view
def reject_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = RejectForm(posted(request))
    return answer_act(
        request,
        feedback,
        form,
        lambda: reject(
            reason=RejectReason(form.cleaned_data["reason"]),
            guidance=form.cleaned_data["guidance"],
            **acting_by(request, feedback),
        ),
        title=_("Từ chối phản ánh, kiến nghị"),
        save=_("Từ chối và báo người gửi"),
        done=_("Đã từ chối và báo người gửi."),
        is_danger=True,
    )


@desk_view(*READERS)
@_form_view
def give_back_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Lý do trả lại"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: give_back(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Trả lại nơi chuyển"),
        save=_("Trả lại"),
        done=_("Đã trả lại nơi chuyển."),
        is_danger=True,
    )


@desk_view(*READERS)
@_form_view
def ask_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Cần người gửi bổ sung những gì"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: ask_for_more(what=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Yêu cầu bổ sung"),
        save=_("Gửi yêu cầu"),
        done=_("Đã gửi yêu cầu. Thời hạn tạm dừng đến khi người gửi bổ sung."),
        lead=_("Thời hạn trả lời tạm dừng cho đến khi người gửi bổ sung."),
    )


@desk_view(*READERS)
@_form_view
def transfer_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, on = feedback_or_refuse(request, pk), request.desk.today
    agencies = _keeping(on).exclude(pk=feedback.agency_id)
    form = TransferForm(posted(request), agencies=agencies)

    def act() -> object:
        said = form.cleaned_data
        taker: Agency | None = said["taker"]
        return transfer(
            taker_id=taker.pk if taker else None,
            outside=said["outside"],
            reason=said["reason"],
            **acting_by(request, feedback),
        )

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Chuyển cơ quan có thẩm quyền"),
        save=_("Chuyển"),
        done=lambda moved: _passed_on(form, moved),
        lead=_("Phản ánh về hành vi chuyển đến cơ quan có thẩm quyền đối với người bị phản ánh."),
        where=reverse("desk:feedback:list"),
    )


def _passed_on(form: TransferForm, moved: Feedback) -> str:
    """Where it lies now, also when that is not the agency that was chosen."""
    chosen: Agency | None = form.cleaned_data["taker"]
    if chosen is None or chosen.pk == moved.agency_id:
        return _("Đã chuyển và báo người gửi.")
    return _(
        "%(chosen)s không có người nhận được phản ánh này, nên đã chuyển đến %(taker)s, cơ quan cấp trên gần nhất "
        "nhận được. Người gửi được báo."
    ) % {"chosen": chosen.name, "taker": moved.agency.name}


def _bodies(request: DeskRequest, feedback: Feedback) -> QuerySet[Agency]:
    below = subtree(feedback.agency_id, request.desk.today)
    if feedback.about_agency_id is not None:
        below = below | Agency.objects.filter(pk=feedback.about_agency_id)
    return below.order_by("sort_key", "id")


def _keeping(on: Any) -> QuerySet[Agency]:
    """Agencies of which somebody could keep feedback: no divisions, whose feedback is assigned."""
    return agencies_on(on).exclude(kind="division").order_by("sort_key", "id")
