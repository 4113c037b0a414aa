"""A proposal of simplification: read, worded, submitted, decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.rounds import deciding
from motcua.reviews.actions.rounds.proposing import save_proposal
from motcua.reviews.enums.proposals import FormHeading, ProposalKind, ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import SimplificationProposal
from motcua.reviews.policy import may_keep
from motcua.reviews.policy.rounds import may_approve
from motcua.reviews.queries.rounds.beside import measured_year
from motcua.reviews.queries.rounds.following import papers_gone
from motcua.reviews.queries.rounds.proposals import (
    is_by_draft,
    proposals_in,
    saving_of,
    suggested_decisions,
)
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms.base import ReasonForm
from motcua.web.desk.review_rounds.following import trial_of
from motcua.web.desk.review_rounds.forms.parts import step_forms, steps_said
from motcua.web.desk.review_rounds.forms.proposals import DecideForm
from motcua.web.desk.review_rounds.forms.review import ProposalForm, change_forms, changes_said
from motcua.web.desk.review_rounds.shown import (
    READERS,
    proposal_or_refuse,
    round_or_refuse,
    shown_measured,
    shown_saving,
)
from motcua.web.measured import figure_rows, year_shown
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk = proposal_or_refuse(request, pk), request.desk
    status = ProposalStatus(proposal.status)
    keeps = may_keep(desk.person, agency_id=proposal.agency_id, on=desk.today)
    approves = may_approve(desk.person, agency_id=proposal.agency_id, on=desk.today)
    unit = proposal.get_limit_unit_display() if proposal.limit_unit else ""
    measured = [
        (one, shown_measured(one), figure_rows(one), year_shown(one, measured_year(one)))
        for one in proposal.measurements.select_related("by")
    ]
    context = {
        "proposal": proposal,
        "status": status,
        "kinds": [ProposalKind(kind).label for kind in proposal.kinds],
        "changes": list(proposal.legal_changes.all()),
        "roadmap": list(proposal.roadmap.all()),
        "saving": shown_saving(saving_of(proposal), unit),
        "is_frozen": proposal.planned is not None,
        "papers_gone": papers_gone(proposal),
        "is_by_draft": is_by_draft(proposal),
        "trial": trial_of(proposal.item, proposal, desk, may_take=keeps),
        "keeps": keeps,
        "may_edit": keeps and status is ProposalStatus.DRAFT,
        "may_submit": keeps
        and status is ProposalStatus.DRAFT
        and proposal.item.status == ItemStatus.ACCEPTED
        and proposal.kinds not in ([], [ProposalKind.KEEP.value]),
        "may_decide": approves
        and status is ProposalStatus.SUBMITTED
        and proposal.submitted_by_id != desk.person.pk,
        "may_carry_out": keeps and status is ProposalStatus.APPROVED,
        "may_undo": keeps and status is ProposalStatus.CARRIED_OUT,
        "may_measure": keeps and status in {ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED},
        "suggested": suggested_decisions([proposal]).get(proposal.pk, []),
        "measured": measured,
        "history": read_history(entries_about("simplification_proposal", str(proposal.pk))),
    }
    return render(request, "desk/review_rounds/proposal.html", context)


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk, data = proposal_or_refuse(request, pk), request.desk, posted(request)
    offer, rows = ProposalForm(data, proposal=proposal), change_forms(data, proposal)
    steps = step_forms(data, proposal)
    right = [one.is_valid() for one in (offer, *rows, *steps)]
    if data is not None and all(right):
        entry = replace(offer.entry(changes_said(rows)), roadmap=steps_said(steps))
        try:
            save_proposal(proposal_id=pk, entry=entry, by=desk.person, at=desk.at)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(offer, refused)
        else:
            messages.success(request, _("Đã lưu phương án."))
            return redirect(_home(pk))
    context = {
        "proposal": proposal,
        "offer": offer,
        "changes": rows,
        "steps": steps,
        "cost": [],
        "saving": shown_saving(
            saving_of(proposal), proposal.get_limit_unit_display() if proposal.limit_unit else ""
        ),
        "headings": {heading.name.lower(): heading.label for heading in FormHeading},
    }
    return render(request, "desk/review_rounds/proposal_edit.html", context)


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def submit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Submit the proposals of the round that are ready."""
    held, desk = round_or_refuse(request, pk), request.desk
    ready = [
        row.pk
        for row in proposals_in(held)
        if row.status == ProposalStatus.DRAFT and row.item.status == ItemStatus.ACCEPTED
    ]
    done = ngettext("Đã trình %s phương án.", "Đã trình %s phương án.", len(ready)) % len(ready)
    attempt(
        request,
        lambda: deciding.submit_proposals(proposal_ids=ready, by=desk.person, at=desk.at),
        done=done,
    )
    return redirect(reverse("desk:review_rounds:round", args=[pk]))


@desk_view(Capability.APPROVE_REVIEWS)
@require_http_methods(["GET", "POST"])
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Approve proposals of the round by one decision."""
    held, desk = round_or_refuse(request, pk), request.desk
    rows = [row for row in proposals_in(held) if row.status == ProposalStatus.SUBMITTED]
    form = DecideForm(
        posted(request),
        among=[(str(row.pk), _offered(row)) for row in rows],
        initial={"decided_on": desk.today, "proposals": [str(row.pk) for row in rows]},
    )

    def act() -> list[SimplificationProposal]:
        said: dict[str, Any] = form.cleaned_data
        return deciding.approve_proposals(
            proposal_ids=[UUID(one) for one in said["proposals"]],
            decision_number=said["decision_number"],
            decided_on=said["decided_on"],
            by=desk.person,
            at=desk.at,
        )

    home = reverse("desk:review_rounds:round", args=[pk])
    return answer_form(
        request,
        form,
        act,
        where=lambda made: home,
        title=_("Duyệt phương án đơn giản hóa"),
        lead=_("Số liệu dự kiến được giữ nguyên từ lúc duyệt; kết quả đo sau này đứng riêng."),
        save=_("Duyệt phương án"),
        back=home,
        done=_("Đã duyệt phương án."),
    )


@desk_view(Capability.APPROVE_REVIEWS)
@require_http_methods(["GET", "POST"])
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk, form = proposal_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: deciding.send_back_proposal(
            proposal_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Trả lại phương án"),
        lead=f"{proposal.procedure.code} {proposal.version.name}",
        save=_("Trả lại"),
        back=_home(pk),
        done=_("Đã trả lại phương án."),
    )


@desk_view(Capability.APPROVE_REVIEWS)
@require_http_methods(["GET", "POST"])
def reject(request: DeskRequest, pk: UUID) -> HttpResponse:
    proposal, desk, form = proposal_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: deciding.reject_proposal(
            proposal_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Không thông qua phương án"),
        lead=f"{proposal.procedure.code} {proposal.version.name}",
        save=_("Không thông qua"),
        back=_home(pk),
        done=_("Đã ghi không thông qua."),
        is_danger=True,
    )


def _offered(row: SimplificationProposal) -> str:
    name = f"{row.procedure.code} {row.version.name}"
    return (
        _("%s (bảng chi phí còn là bản nháp: chi phí sẽ không được tính)") % name
        if is_by_draft(row)
        else name
    )


def _home(pk: UUID) -> str:
    return reverse("desk:review_rounds:proposal", args=[pk])
