"""What units do with initiatives: register, change, withdraw."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.plans.actions.initiatives import change_initiative, register_initiative, withdraw_initiative
from motcua.plans.queries.units import units_taking_part
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.initiatives.calls import home_of
from motcua.web.desk.initiatives.forms import InitiativeForm
from motcua.web.desk.initiatives.shown import call_or_refuse, initiative_or_refuse
from motcua.web.desk.plans.shown import reach
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.DO_PLAN_TASKS)
@require_http_methods(["GET", "POST"])
def register(request: DeskRequest, pk: UUID) -> HttpResponse:
    call, desk = call_or_refuse(request, pk), request.desk
    known = reach(request)
    units = units_taking_part(call.agency_id, desk.today)
    if call.agency_id not in known.keeps:
        units = units.filter(pk__in=known.able(Capability.DO_PLAN_TASKS))
    form = InitiativeForm(posted(request), chosen_files(request), units=units.order_by("sort_key", "id"))
    return answer_form(
        request,
        form,
        lambda: register_initiative(
            call_id=pk,
            unit_id=form.cleaned_data["unit"].pk,
            facts=form.facts(),
            file=form.brought(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(made.pk),
        title=_("Đăng ký sáng kiến"),
        lead=call.title,
        save=_("Đăng ký"),
        back=home_of(pk),
        done=_("Đã đăng ký sáng kiến."),
    )


@desk_view(Capability.DO_PLAN_TASKS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = initiative_or_refuse(request, pk), request.desk
    form = InitiativeForm(posted(request), chosen_files(request), initiative=row)
    return answer_form(
        request,
        form,
        lambda: change_initiative(
            initiative_id=pk, facts=form.facts(), file=form.brought(), by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Sửa đăng ký sáng kiến"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.DO_PLAN_TASKS)
@require_POST
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    initiative_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: withdraw_initiative(initiative_id=pk, by=desk.person, at=desk.at),
        done=_("Đã rút sáng kiến."),
    )
    return redirect(_home(pk))


def _home(pk: UUID) -> str:
    return reverse("desk:initiatives:page", args=[pk])
