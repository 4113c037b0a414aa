"""Whether approved proposals are carried out, and what they saved as measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.organisations.models import Agency
from motcua.reviews.actions.rounds import tracking
from motcua.reviews.actions.rounds.proposing import proposal_not_found
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.queries.rounds.beside import last_measurements, measured_year, together_of
from motcua.reviews.queries.rounds.proposals import (
    decisions_about,
    executed,
    planned_of,
    proposals_visible_to,
    saving_of,
    suggested_decisions,
)
from motcua.reviews.rules.rounds.proposals import DECIDED
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.inspections.forms.base import NoteForm, ReasonForm
from motcua.web.desk.review_rounds.forms.proposals import CarryOutForm
from motcua.web.desk.review_rounds.shown import (
    READERS,
    proposal_or_refuse,
    reach,
    shown_cuts,
    shown_measured,
    shown_planned,
    unit_of,
)
from motcua.web.measured import numbers_of, sum_rows, year_shown

_MOST = 200
_CARRIED_OUT = (ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED)


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, known = request.desk, reach(request)
    year = _year(request)
    rows = list(
        proposals_visible_to(known)
        .filter(status__in=DECIDED, decided_on__year=year)
        .select_related("procedure", "version", "item__unit", "carried_out_by", "agency")
        .order_by("status", "decided_on", "procedure__code")[:_MOST]
    )
    suggested, last = suggested_decisions(rows), last_measurements(rows)
    keeps = set(known.keeps)
    shares = [
        {
            "agency": agency,
            "all": executed(agency.pk, year=year),
            "internal": executed(agency.pk, year=year, internal=True),
            "may_measure": agency.pk in keeps
            and any(row.agency_id == agency.pk and row.status in _CARRIED_OUT for row in rows),
        }
        for agency in _agencies(rows)
    ]
    context = {
        "year": str(year),
        "years": [
            {"label": str(one), "href": f"?nam={one}", "count": 0, "is_current": one == year}
            for one in (desk.today.year - 1, desk.today.year)
        ],
        "rows": [
            {
                "row": row,
                "status": ProposalStatus(row.status),
                "suggested": suggested.get(row.pk, []),
                "year": numbers_of(saving_of(row).year),
                "cuts": shown_cuts(saving_of(row), unit_of(row)),
                "half": _half(last.get(row.pk)),
                "measured": year_shown(last.get(row.pk), measured_year(last.get(row.pk))),
            }
            for row in rows
        ],
        "shares": shares,
        "planned_rows": shown_planned(planned_of(rows)),
        "sums": sum_rows(together_of(rows, last)),
    }
    return render(request, "desk/review_rounds/tracking.html", context)


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def measure_all(request: DeskRequest) -> HttpResponse:
    """Measure everything of one agency that was carried out."""
    desk, said = request.desk, request.POST.get("co-quan", "")
    agency = next((one for one in reach(request).keeps if str(one) == said), None)
    if agency is None:
        raise proposal_not_found()
    attempt(
        request,
        lambda: tracking.measure_carried_out(agency_id=agency, by=desk.person, at=desk.at),
        done=_("Đã đo các phương án đã thực thi. Số đo đứng cạnh số dự kiến."),
    )
    return redirect("desk:review_rounds:tracking")


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def carry_out(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk = proposal_or_refuse(request, pk), request.desk
    suggested = suggested_decisions([proposal]).get(proposal.pk, [])
    form = CarryOutForm(
        posted(request),
        decisions=decisions_about(proposal, on=desk.today),
        initial={"decision": suggested[0].pk if suggested else None},
    )

    def act() -> SimplificationProposal:
        said: dict[str, Any] = form.cleaned_data
        return tracking.carry_out_proposal(
            proposal_id=pk,
            decision_id=said["decision"].pk if said["decision"] else None,
            carried_out_on=said["carried_out_on"],
            note=said["note"],
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Xác nhận phương án đã thực thi"),
        lead=f"{proposal.procedure.code} {proposal.version.name}",
        save=_("Xác nhận đã thực thi"),
        back=_home(pk),
        done=_("Đã xác nhận. Đo kết quả khi có hồ sơ theo quy định mới."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def undo(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk, form = proposal_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: tracking.undo_carrying_out(
            proposal_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Xóa xác nhận đã thực thi"),
        lead=f"{proposal.procedure.code} {proposal.version.name}",
        save=_("Xóa xác nhận"),
        back=_home(pk),
        done=_("Đã xóa xác nhận."),
        is_danger=True,
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def measure(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk, form = proposal_or_refuse(request, pk), request.desk, NoteForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: tracking.measure_proposal(
            proposal_id=pk, note=form.cleaned_data["note"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Đo kết quả từ hồ sơ"),
        lead=_(
            "So hồ sơ một năm trước ngày thực thi với hồ sơ từ ngày đó đến nay: số hồ sơ, cách nộp, lượt đi lại, giấy "
            "tờ thực nộp, phí thực thu, thời gian. Chi phí tính theo đơn giá của bảng chi phí, cùng một mức thu nhập "
            "giờ cho cả hai bên."
        ),
        save=_("Đo kết quả"),
        back=_home(proposal.pk),
        done=_("Đã đo. Số đo đứng cạnh số dự kiến, không thay số dự kiến."),
    )


def _half(measured: ProposalMeasurement | None) -> str:
    """How long half of the dossiers took before and after, in words; "" before it is measured."""
    if measured is None:
        return ""
    _label, before, after = shown_measured(measured)[0]
    return f"{before or '–'} → {after or '–'}"


def _agencies(rows: Sequence[SimplificationProposal]) -> list[Agency]:
    once = {row.agency_id: row.agency for row in rows}
    return sorted(once.values(), key=lambda agency: agency.sort_key)


def _year(request: DeskRequest) -> int:
    said = request.GET.get("nam", "")
    return int(said) if said.isdecimal() and len(said) == 4 else request.desk.today.year


def _home(pk: UUID) -> str:
    return reverse("desk:review_rounds:proposal", args=[pk])
