"""Opinions asked for, recorded, answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.reviews.actions.impact.consulting import answer_opinion, log_consultation, record_opinion
from motcua.reviews.enums import ConsultationWay, OpinionOutcome
from motcua.reviews.models import Opinion
from motcua.reviews.policy.impact import opinion_not_found
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.impact.asking import act_or_refuse, home
from motcua.web.desk.impact.forms import AnswerForm, ConsultForm, OpinionForm


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def consult(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = ConsultForm(posted(request), initial={"began_on": desk.today})
    return answer_form(
        request,
        form,
        lambda: log_consultation(
            **{**form.cleaned_data, "way": ConsultationWay(form.cleaned_data["way"])},
            act_id=pk,
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: home(pk) + "#lay-y-kien",
        title=_("Ghi lần lấy ý kiến"),
        lead=row.title,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã ghi lần lấy ý kiến."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def opinion(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = OpinionForm(posted(request), act=row, initial={"received_on": desk.today})

    def act() -> Opinion:
        said = form.cleaned_data
        return record_opinion(
            act_id=pk,
            giver=said["giver"],
            content=said["content"],
            received_on=said["received_on"],
            consultation_id=said["consultation"].pk if said["consultation"] else None,
            item_id=said["item"].pk if said["item"] else None,
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: home(pk) + "#y-kien",
        title=_("Ghi ý kiến góp ý"),
        lead=row.title,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã ghi ý kiến."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def answer(request: DeskRequest, pk: UUID, opinion_pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    said = row.opinions.filter(pk=opinion_pk).first()
    if said is None:
        raise opinion_not_found()
    first = {"outcome": said.outcome, "answer": said.answer} if said.answer else {}
    form = AnswerForm(posted(request), initial=first)
    return answer_form(
        request,
        form,
        lambda: answer_opinion(
            act_id=pk,
            opinion_id=opinion_pk,
            outcome=OpinionOutcome(form.cleaned_data["outcome"]),
            answer=form.cleaned_data["answer"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: home(pk) + "#y-kien",
        title=_("Tiếp thu, giải trình"),
        lead=f"{said.giver}: {said.content}",
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã ghi tiếp thu, giải trình."),
    )
