"""The council at work: points, the decision, the reward, the score sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.text import fold
from motcua.plans.actions.initiatives import decide_initiative, reward_initiative, score_initiative
from motcua.plans.enums import InitiativeStatus, RecognitionLevel
from motcua.plans.files.score_sheets import ScoredRow, write_score_sheet
from motcua.plans.models import CouncilMember
from motcua.plans.policy import initiative_not_found
from motcua.plans.queries.councils import points_given, score_sheet
from motcua.plans.rules.initiatives import criteria_from
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.initiatives.forms import DecisionForm, RewardForm, ScoreForm
from motcua.web.desk.initiatives.shown import call_or_refuse, initiative_or_refuse, seat_at
from motcua.web.desk.spreadsheets import xlsx


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def score(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = initiative_or_refuse(request, pk), request.desk
    member = CouncilMember.objects.filter(call=row.call_id, person=desk.person).first()
    given = points_given([row])[row.pk].get(member.pk, {}) if member else {}
    first = {f"points_{place}": points for place, points in given.items()}
    form = ScoreForm(posted(request), criteria=criteria_from(row.call.criteria), initial=first)
    return answer_form(
        request,
        form,
        lambda: score_initiative(
            initiative_id=pk,
            points=form.points(),
            note=form.cleaned_data["note"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: reverse("desk:initiatives:call", args=[row.call_id]),
        title=_("Chấm sáng kiến"),
        lead=row.title,
        save=_("Lưu điểm"),
        back=_home(pk),
        done=_("Đã lưu điểm. Thành viên khác chưa xem được cho tới khi mọi người chấm xong."),
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def decide(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = initiative_or_refuse(request, pk), request.desk
    form = DecisionForm(posted(request), initial={"decided_on": desk.today})
    return answer_form(
        request,
        form,
        lambda: decide_initiative(initiative_id=pk, decision=form.decision(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Quyết định công nhận sáng kiến"),
        lead=row.title,
        save=_("Ghi quyết định"),
        back=_home(pk),
        done=_("Đã ghi quyết định và báo cho người đăng ký."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def reward(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = initiative_or_refuse(request, pk), request.desk
    form = RewardForm(posted(request), initial={"reward": row.reward, "reward_vnd": row.reward_vnd})
    return answer_form(
        request,
        form,
        lambda: reward_initiative(
            initiative_id=pk,
            reward=form.cleaned_data["reward"],
            reward_vnd=form.cleaned_data["reward_vnd"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(pk),
        title=_("Khen thưởng sáng kiến"),
        lead=row.title,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã ghi khen thưởng."),
    )


@desk_view(Capability.READ_PLANS)
@require_GET
def sheet(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The score sheet, for the council and who reads the agency's plans; scores that may not be seen are left out."""
    call = call_or_refuse(request, pk)
    if not seat_at(request, call).sees_all:
        raise initiative_not_found()
    members, rows = score_sheet(call, request.desk.today)
    made = write_score_sheet(
        title=call.title,
        members=[member.person.full_name for member in members],
        criteria=[one.name for one in criteria_from(call.criteria)],
        rows=[
            ScoredRow(
                number=one.number,
                title=one.initiative.title,
                authors=one.initiative.authors,
                unit=one.initiative.unit.name,
                totals=one.totals,
                points=one.by_criterion,
                mean=one.mean,
                missing=one.missing,
                result=InitiativeStatus(one.initiative.status).label,
                level=RecognitionLevel(one.initiative.level).label if one.initiative.level else "",
                decision=one.initiative.decision_number,
            )
            for one in rows
        ],
    )
    return xlsx(made, name="-".join(fold(f"bang diem {call.title}").split())[:80].strip("-"))


def _home(pk: UUID) -> str:
    return reverse("desk:initiatives:page", args=[pk])
