"""One procedure of a round: its form, handed in, judged; given otherwise, left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.rounds import forms as form_acts
from motcua.reviews.actions.rounds import items as item_acts
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import ReviewForm, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.carrying import items_elsewhere, rounds_for
from motcua.reviews.queries.rounds.forms import find_form, find_proposal_of
from motcua.reviews.rules.rounds.states import OWED
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms.base import ReasonForm
from motcua.web.desk.review_rounds.filling import filling_of, shown_filling
from motcua.web.desk.review_rounds.following import trial_of
from motcua.web.desk.review_rounds.forms.rounds import ItemForm, first_of_item
from motcua.web.desk.review_rounds.shown import (
    READERS,
    codes_of,
    item_or_refuse,
    seat_at_item,
    shown_item,
    units_of,
)
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal

_MOST_ROUNDS = 5


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    item, desk = item_or_refuse(request, pk), request.desk
    form, proposal = find_form(item), find_proposal_of(item)
    seat, status = seat_at_item(desk, item), ItemStatus(item.status)
    is_running = item.round is not None and item.round.status == RoundStatus.RUNNING
    may_fill = seat.does and is_running and status in OWED
    context: dict[str, Any] = {
        "item": item,
        "codes": codes_of(request, [item]),
        "shown": shown_item(item, desk),
        "seat": seat,
        "status": status,
        "is_waiting": item.round is None,
        "rounds": list(rounds_for(item.procedure_id, item.agency_id)[:_MOST_ROUNDS])
        if seat.keeps and item.round is None
        else [],
        "elsewhere": items_elsewhere(item),
        "may_fill": may_fill,
        "may_begin": may_fill and form is None,
        "may_judge": seat.keeps and is_running and status is ItemStatus.HANDED_IN,
        "may_send_back": seat.keeps
        and is_running
        and status in {ItemStatus.HANDED_IN, ItemStatus.ACCEPTED}
        and (proposal is None or proposal.status == ProposalStatus.DRAFT),
        "may_give": seat.keeps and item.round is not None and status in OWED,
        "may_leave_out": seat.keeps
        and (item.round is None or item.round.status != RoundStatus.CLOSED)
        and status in {ItemStatus.WAITING, ItemStatus.HANDED_IN, *OWED},
        "may_bring_back": seat.keeps and status is ItemStatus.LEFT_OUT and item.round is not None,
        "form": form,
        "proposal": proposal,
        "history": read_history(entries_about("review_item", str(item.pk))),
        "answers": None,
        "trial": trial_of(item, proposal, desk, may_take=may_fill or seat.keeps),
    }
    if form is None or proposal is None:
        return render(request, "desk/review_rounds/item.html", context)
    return _with_form(request, item, form, proposal, context)


def _with_form(
    request: DeskRequest,
    item: RoundItem,
    form: ReviewForm,
    proposal: SimplificationProposal,
    context: dict[str, Any],
) -> HttpResponse:
    filling = filling_of(posted(request), form, proposal)
    if request.method == "POST" and context["may_fill"] and filling.is_valid():
        try:
            return _saved(request, item, filling.entry())
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(filling.offer, refused)
    context |= shown_filling(filling, form, proposal)
    context |= {"revision": item.revision, "today": request.desk.today}
    return render(request, "desk/review_rounds/item.html", context)


def _saved(request: DeskRequest, item: RoundItem, entry: form_acts.FormEntry) -> HttpResponse:
    desk = request.desk
    seen = request.POST.get("revision", "")
    form_acts.save_form(
        item_id=item.pk,
        entry=entry,
        by=desk.person,
        at=desk.at,
        seen=int(seen) if seen.isdecimal() else None,
    )
    here = reverse("desk:review_rounds:item", args=[item.pk])
    if request.POST.get("go") != "hand_in":
        messages.success(request, _("Đã lưu biểu."))
        return redirect(here)
    attempt(
        request,
        lambda: form_acts.hand_in_form(item_id=item.pk, by=desk.person, at=desk.at),
        done=_("Đã nộp biểu rà soát."),
    )
    return redirect(here)


@desk_view(Capability.DO_REVIEWS)
@require_POST
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    item_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: form_acts.begin_form(item_id=pk, by=desk.person, at=desk.at),
        done=_("Biểu đã điền sẵn các bộ phận của thủ tục. Đánh giá từng dòng rồi lưu."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    item, desk = item_or_refuse(request, pk), request.desk
    people = Person.objects.filter(
        is_active=True,
        roles__agency=item.unit_id,
        roles__role__in=roles_with(Capability.DO_REVIEWS),
        roles__held__contains=desk.today,
    )
    form = ItemForm(
        posted(request),
        units=units_of(item.agency, desk),
        people=people.order_by("sort_key", "id").distinct(),
        initial=first_of_item(item),
    )

    def act() -> RoundItem:
        who = form.cleaned_data["assignee"]
        return item_acts.change_item(
            item_id=pk,
            given=form.given(),
            reason=form.cleaned_data["reason"],
            assignee_id=who.pk if who else None,
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Đổi đơn vị, hạn, lý do"),
        lead=f"{item.procedure.code} {item.version.name if item.version else ''}",
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def leave_out(request: DeskRequest, pk: UUID) -> HttpResponse:
    item, desk, form = item_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: item_acts.leave_out_item(
            item_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Không rà soát thủ tục này"),
        lead=f"{item.procedure.code} {item.version.name if item.version else ''}",
        save=_("Không rà soát"),
        back=_home(pk),
        done=_("Đã ghi lý do không rà soát."),
        is_danger=True,
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def bring_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    item_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: item_acts.bring_back_item(item_id=pk, by=desk.person, at=desk.at),
        done=_("Thủ tục được rà soát lại trong đợt."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    item, desk, form = item_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: form_acts.send_back_form(
            item_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Trả lại biểu rà soát"),
        lead=f"{item.procedure.code} {item.version.name if item.version else ''}",
        save=_("Trả lại"),
        back=_home(pk),
        done=_("Đã trả lại biểu, đơn vị đã được báo."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def accept(request: DeskRequest, pk: UUID) -> HttpResponse:
    item_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: form_acts.accept_form(item_id=pk, by=desk.person, at=desk.at),
        done=_("Đã nhận kết quả rà soát."),
    )
    return redirect(_home(pk))


def _home(pk: UUID) -> str:
    return reverse("desk:review_rounds:item", args=[pk])
