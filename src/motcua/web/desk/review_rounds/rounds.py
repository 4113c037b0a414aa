"""A round: begun, edited, approved, set going, handed in, closed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.actions.rounds import hand_ins, planning
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import HandIn, ReviewRound
from motcua.reviews.policy.rounds import round_not_found
from motcua.reviews.queries.rounds.groups import groups_of
from motcua.reviews.queries.rounds.lists import chain_of, counts_of, items_of, plan_standing
from motcua.reviews.queries.rounds.papers import has_finished
from motcua.reviews.queries.rounds.proposals import planned_of, proposals_in, saving_of
from motcua.reviews.rules.rounds.states import OWED
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms.base import NoteForm, ReasonForm
from motcua.web.desk.review_rounds.forms.rounds import (
    ApproveForm,
    BeginForm,
    HandInForm,
    RoundForm,
    first_of_round,
    usual_days,
)
from motcua.web.desk.review_rounds.papers import papers_of
from motcua.web.desk.review_rounds.shown import (
    READERS,
    reach,
    round_or_refuse,
    seat_at_round,
    shown_hand_in,
    shown_item,
    shown_planned,
    units_of,
)


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    held, desk = round_or_refuse(request, pk), request.desk
    seat, status = seat_at_round(desk, held), RoundStatus(held.status)
    items, proposals = items_of(held), proposals_in(held)
    standing = plan_standing(held, on=desk.today)
    planned = planned_of(proposals)
    owing = {item.unit_id for item in items if item.status in OWED}
    context = {
        "round": held,
        "status": status,
        "seat": seat,
        "is_draft": status is RoundStatus.DRAFT,
        "is_approved": status is RoundStatus.APPROVED,
        "is_running": status is RoundStatus.RUNNING,
        "may_choose": seat.keeps and status in {RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING},
        "items": [shown_item(item, desk) for item in items],
        "counts": counts_of(items),
        "chain": [shown_hand_in(one, owing=owing) for one in chain_of(held, on=desk.today)],
        "own_units": reach(request).does,
        "plan_words": standing.label if standing else "",
        "plan_is_late": standing is not None and standing.value in {"late", "done_late"},
        "groups": groups_of(held),
        "proposals": [
            {"row": row, "status": ProposalStatus(row.status), "saving": saving_of(row)} for row in proposals
        ],
        "planned": planned,
        "planned_rows": shown_planned(planned),
        "to_submit": [
            row
            for row in proposals
            if row.status == ProposalStatus.DRAFT and row.item.status == ItemStatus.ACCEPTED
        ],
        "to_approve": [row for row in proposals if row.status == ProposalStatus.SUBMITTED],
        "papers": papers_of(held, has_proposals=has_finished(proposals)),
        "history": read_history(entries_about("review_round", str(held.pk))),
    }
    return render(request, "desk/review_rounds/round.html", context)


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agencies = _own(request)
    agency = agencies[0] if agencies else None
    if agency is None:
        raise Refused("keep-reviews-not-allowed", _("Bạn không có quyền lập đợt rà soát ở cơ quan nào."))
    form = RoundForm(
        posted(request),
        agencies=Agency.objects.filter(pk__in=[one.pk for one in agencies]),
        units=units_of(agency, desk),
        initial={**usual_days(desk.today), "agency": agency.pk, "kind": "focused"},
    )

    def act() -> ReviewRound:
        whose = form.cleaned_data.get("agency") or agency
        return planning.start_round(agency_id=whose.pk, facts=form.facts(), by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: reverse("desk:review_rounds:choose", args=[made.pk]),
        title=_("Lập đợt rà soát"),
        lead=_("Sau khi lập, chọn thủ tục kèm lý do và giao cho các đơn vị."),
        save=_("Lập đợt rà soát"),
        back=reverse("desk:review_rounds:list"),
        done=_("Đã lập đợt rà soát. Chọn thủ tục cho đợt."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    held, desk = round_or_refuse(request, pk), request.desk
    form = RoundForm(
        posted(request),
        agencies=Agency.objects.none(),
        units=units_of(held.agency, desk),
        held=held,
        initial=first_of_round(held),
    )
    return answer_form(
        request,
        form,
        lambda: planning.save_round(round_id=pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Thông tin đợt rà soát"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def submit(request: DeskRequest, pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: planning.submit_round(round_id=pk, by=desk.person, at=desk.at),
        done=_("Đã báo lãnh đạo phê duyệt đợt rà soát."),
    )
    return redirect(_home(pk))


@desk_view(Capability.APPROVE_REVIEWS)
@require_http_methods(["GET", "POST"])
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    held, desk, form = round_or_refuse(request, pk), request.desk, ApproveForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: planning.approve_round(round_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Phê duyệt đợt rà soát"),
        lead=held.title,
        save=_("Phê duyệt"),
        back=_home(pk),
        done=_("Đã phê duyệt đợt rà soát."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    held, desk, form = round_or_refuse(request, pk), request.desk, BeginForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: planning.begin_round(round_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Triển khai đợt rà soát"),
        lead=held.title,
        save=_("Triển khai, báo các đơn vị"),
        back=_home(pk),
        done=_("Đã triển khai. Các đơn vị đã được báo."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk, form = request.desk, NoteForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: planning.close_round(round_id=pk, note=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Kết thúc đợt rà soát"),
        lead=_("Phương án đã duyệt vẫn được theo dõi đến khi thực thi và đo kết quả."),
        save=_("Kết thúc đợt"),
        back=_home(pk),
        done=_("Đã kết thúc đợt rà soát."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk, form = request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: planning.drop_round(
            round_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: reverse("desk:review_rounds:list"),
        title=_("Bỏ đợt rà soát"),
        save=_("Bỏ đợt"),
        back=_home(pk),
        done=_("Đã bỏ đợt rà soát."),
        is_danger=True,
    )


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def hand_in(request: DeskRequest, pk: UUID, row: int) -> HttpResponse:
    held, desk = round_or_refuse(request, pk), request.desk
    line = _line(held, row)
    form = HandInForm(posted(request), initial={"done_on": desk.today})
    return answer_form(
        request,
        form,
        lambda: hand_ins.hand_in(hand_in_id=row, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=line.get_step_display(),
        lead=line.get_product_display(),
        save=_("Ghi nhận đã gửi"),
        back=_home(pk),
        done=_("Đã ghi nhận."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def undo(request: DeskRequest, pk: UUID, row: int) -> HttpResponse:
    held, desk, form = round_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    line = _line(held, row)
    return answer_form(
        request,
        form,
        lambda: hand_ins.undo_hand_in(
            hand_in_id=row, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Xóa ghi nhận đã gửi"),
        lead=line.get_step_display(),
        save=_("Xóa ghi nhận"),
        back=_home(pk),
        done=_("Đã xóa ghi nhận."),
        is_danger=True,
    )


def _home(pk: UUID) -> str:
    return reverse("desk:review_rounds:round", args=[pk])


def _line(held: ReviewRound, row: int) -> HandIn:
    found = held.hand_ins.filter(pk=row).first()
    if found is None:
        raise round_not_found()
    return found


def _own(request: DeskRequest) -> list[Agency]:
    """The agencies for which the person keeps reviews, the topmost first."""
    found = Agency.objects.filter(pk__in=reach(request).keeps, held__contains=request.desk.today)
    held_at = set(
        request.desk.person.roles.filter(held__contains=request.desk.today).values_list(
            "agency_id", flat=True
        )
    )
    return sorted(found, key=lambda one: (one.pk not in held_at, one.sort_key))
