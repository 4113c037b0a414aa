"""Draft acts begun and changed, procedures put into them and taken out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.reviews.actions.impact.acts import (
    begin_draft_act,
    change_draft_act,
    put_draft_procedure,
    remove_draft_procedure,
)
from motcua.reviews.enums import ActStage
from motcua.reviews.models import DraftAct
from motcua.reviews.queries.impact.acts import agencies_drafting
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.impact.asking import act_or_refuse, drafting_agency, home, item_or_refuse
from motcua.web.desk.impact.forms import ActForm, BeginForm, ItemForm


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def begin(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, drafting_agency(request)
    form = BeginForm(
        posted(request),
        agencies=agencies_drafting(desk.person, desk.today),
        initial={"agency": agency.pk, "begun_on": desk.today},
    )

    def act() -> DraftAct:
        whose = form.cleaned_data.get("agency") or agency
        stage = ActStage(form.cleaned_data["stage"])
        return begin_draft_act(
            agency_id=whose.pk, facts=form.facts(), stage=stage, by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: home(made.pk),
        title=_("Đánh giá tác động một dự thảo"),
        lead=_("Mỗi văn bản dự kiến có thủ tục hành chính được ghi một lần, rồi thêm từng thủ tục vào đó."),
        save=_("Lưu"),
        back=reverse("desk:impact:list"),
        done=_("Đã ghi dự thảo. Thêm các thủ tục trong dự thảo."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = ActForm(posted(request), act=row)
    return answer_form(
        request,
        form,
        lambda: change_draft_act(
            act_id=pk, facts=form.facts(), seen=form.cleaned_data["revision"], by=desk.person, at=desk.at
        ),
        where=lambda _made: home(pk),
        title=_("Sửa thông tin dự thảo"),
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def put(request: DeskRequest, pk: UUID, item_pk: UUID | None = None) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    shown = item_or_refuse(request, row, item_pk).item if item_pk else None
    form = ItemForm(posted(request), item=shown)
    return answer_form(
        request,
        form,
        lambda: put_draft_procedure(
            act_id=pk, item_id=item_pk, foreseen=form.foreseen(), by=desk.person, at=desk.at
        ),
        where=lambda _made: home(pk),
        title=_("Sửa thủ tục trong dự thảo") if shown else _("Thêm thủ tục vào dự thảo"),
        lead=row.title,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã lưu thủ tục."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_POST
def remove(request: DeskRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    desk = request.desk
    act_or_refuse(request, pk)
    attempt(
        request,
        lambda: remove_draft_procedure(act_id=pk, item_id=item_pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ thủ tục khỏi dự thảo."),
    )
    return redirect(home(pk))
