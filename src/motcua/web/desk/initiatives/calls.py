"""A call for initiatives: opened, given a council, brought to scoring, closed; its initiatives best first."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.kernel.queries import entries_about
from motcua.plans.actions.calls import begin_scoring, change_call, close_scoring, open_call, set_council
from motcua.plans.enums import InitiativeStatus
from motcua.plans.models import InitiativeCall
from motcua.plans.queries.activities import body_of
from motcua.plans.queries.councils import barred_from, score_sheet, scored_by
from motcua.plans.queries.initiatives import initiative_figures, initiatives_visible_to
from motcua.plans.rules.initiatives import criteria_from
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.initiatives.forms import CallForm, CouncilForm
from motcua.web.desk.initiatives.shown import Seat, call_or_refuse, seat_at
from motcua.web.desk.plans.shown import reach
from motcua.web.desk.yearly.asking import kept_agencies, kept_agency


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    call, desk = call_or_refuse(request, pk), request.desk
    seat, is_open = seat_at(request, call), call.closed_at is None
    context = {
        "call": call,
        "is_open": is_open,
        "is_late": call.due_on is not None and desk.today > call.due_on,
        "seat": seat,
        "criteria": criteria_from(call.criteria),
        "waiting": call.initiatives.filter(status=InitiativeStatus.REGISTERED).count(),
        "may_register": is_open and desk.can(Capability.DO_PLAN_TASKS),
        "history": read_history(entries_about("initiative_call", str(pk))) if seat.sees_all else [],
        **(_sheet(request, call, seat) if seat.sees_all else _own(request, call)),
    }
    return render(request, "desk/initiatives/call.html", context)


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, kept_agency(request)
    year = desk.today.year
    first = {
        "agency": agency.pk,
        "year": year,
        "title": _("Sáng kiến cải cách hành chính năm %s") % year,
        "criteria": _("Tính mới: 30\nTính hiệu quả: 40\nKhả năng áp dụng: 30"),
        "passing": Decimal(70),
    }
    form = CallForm(posted(request), agencies=kept_agencies(request), initial=first)

    def act() -> InitiativeCall:
        whose = form.cleaned_data.get("agency") or agency
        return open_call(agency_id=whose.pk, facts=form.facts(), by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: home_of(made.pk),
        title=_("Mở đợt sáng kiến"),
        lead=_("Thủ trưởng các phòng, đơn vị trực thuộc được báo ngay."),
        save=_("Mở đợt"),
        back=reverse("desk:initiatives:list"),
        done=_("Đã mở đợt sáng kiến và báo cho các đơn vị."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    call, desk = call_or_refuse(request, pk), request.desk
    form = CallForm(posted(request), agencies=None, call=call)
    return answer_form(
        request,
        form,
        lambda: change_call(call_id=pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: home_of(pk),
        title=_("Thông tin đợt sáng kiến"),
        save=_("Lưu"),
        back=home_of(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def council(request: DeskRequest, pk: UUID) -> HttpResponse:
    call, desk = call_or_refuse(request, pk), request.desk
    members = seat_at(request, call).members
    first = {
        "people": [member.person_id for member in members],
        "chair": next((member.person_id for member in members if member.is_chair), None),
        "document": call.council_document,
    }
    form = CouncilForm(posted(request), people=_staff(request, call), initial=first)

    def act() -> object:
        said = form.cleaned_data
        return set_council(
            call_id=pk,
            person_ids=[person.pk for person in said["people"]],
            chair_id=said["chair"].pk,
            document=said["document"],
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: home_of(pk),
        title=_("Hội đồng sáng kiến"),
        lead=_("Mỗi thành viên chấm riêng; điểm chỉ hiện khi mọi người đã chấm hoặc khi kết thúc chấm."),
        save=_("Lưu hội đồng"),
        back=home_of(pk),
        done=_("Đã lưu hội đồng."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    call_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: begin_scoring(call_id=pk, by=desk.person, at=desk.at),
        done=_("Đã đưa sáng kiến ra hội đồng và báo cho các thành viên."),
    )
    return redirect(home_of(pk))


@desk_view(Capability.READ_PLANS)
@require_POST
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    call_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: close_scoring(call_id=pk, by=desk.person, at=desk.at),
        done=_("Đã kết thúc chấm. Điểm của các thành viên đã hiện."),
    )
    return redirect(home_of(pk))


def home_of(pk: UUID) -> str:
    """The page of the call."""
    return reverse("desk:initiatives:call", args=[pk])


def _staff(request: DeskRequest, call: InitiativeCall) -> QuerySet[Person]:
    """Who may sit in the council: who works at the agency or its divisions, and who sits there already."""
    on = request.desk.today
    places = body_of(call.agency_id, on)
    there = Q(roles__agency__in=places, roles__held__contains=on)
    sits = Q(pk__in=call.council.values("person"))
    found = Person.objects.filter(there | sits, is_active=True, is_staff_member=True)
    return found.distinct().order_by("sort_key", "id")


def _sheet(request: DeskRequest, call: InitiativeCall, seat: Seat) -> dict[str, object]:
    """All initiatives, best first where scores may be seen, with what the person has yet to score."""
    desk = request.desk
    _members, rows = score_sheet(call, desk.today)
    initiatives = [row.initiative for row in rows]
    mine = scored_by(initiatives, desk.person) if seat.sits else {}
    barred = barred_from(initiatives, desk.person, desk.today) if seat.sits else {}
    return {
        "rows": [
            {
                "sheet": row,
                "row": row.initiative,
                "mine": mine.get(row.initiative.pk),
                "barred": barred.get(row.initiative.pk, ""),
                "to_score": seat.sits
                and call.closed_at is None
                and row.initiative.status == InitiativeStatus.SCORING
                and row.initiative.pk not in mine
                and row.initiative.pk not in barred,
            }
            for row in rows
        ],
        "figures": initiative_figures([call.pk]),
        "has_scores": any(row.is_over for row in rows) or any(mine.values()),
    }


def _own(request: DeskRequest, call: InitiativeCall) -> dict[str, object]:
    """Only what the person's units registered; no scores."""
    desk = request.desk
    seen = initiatives_visible_to(desk.person, desk.today, reach=reach(request)).filter(call=call)
    rows = seen.select_related("unit").order_by("-registered_at", "-id")[:200]
    return {
        "rows": [{"sheet": None, "row": row, "mine": None, "barred": "", "to_score": False} for row in rows],
        "figures": None,
        "has_scores": False,
    }
