"""The trial that a review follows: how it stands to it, and taking it over anew."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.enums import Capability
from motcua.reviews.actions.rounds.carrying import follow_scenario
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import RoundItem, Scenario, SimplificationProposal
from motcua.reviews.queries.rounds.following import follows
from motcua.reviews.rules.rounds.following.comparing import Other
from motcua.web.desk.access import Desk, DeskRequest, attempt, desk_view
from motcua.web.desk.review_rounds.shown import item_or_refuse


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial as a page shows it. `is_later`: taken over when the form begins; `is_apart`: chosen for the item, not
    followed by its proposal; `is_frozen`: what was decided stays; `take_href` only for who may take it over now."""

    name: str
    href: str
    others: tuple[Other, ...] = ()
    trouble: str = ""
    is_withdrawn: bool = False
    is_later: bool = False
    is_apart: bool = False
    is_frozen: bool = False
    take_href: str = ""


def trial_of(
    item: RoundItem, proposal: SimplificationProposal | None, desk: Desk, *, may_take: bool
) -> Trial | None:
    """The trial that the proposal follows, or, where it follows none, the one for which the procedure came."""
    if proposal is not None and proposal.scenario_id is not None:
        return _followed(item, proposal, desk, may_take=may_take)
    if item.scenario_id is None:
        return None
    scenario = Scenario.objects.get(pk=item.scenario_id)
    is_gone, is_later = scenario.withdrawn_at is not None, proposal is None
    may_take = may_take and not is_gone and not is_later
    return Trial(
        scenario.name,
        _href(scenario),
        is_withdrawn=is_gone,
        is_later=is_later and not is_gone,
        is_apart=not is_later or is_gone,
        take_href=_take(item, scenario) if may_take else "",
    )


def _followed(
    item: RoundItem, proposal: SimplificationProposal, desk: Desk, *, may_take: bool
) -> Trial | None:
    found = follows(proposal, at=desk.at)
    assert found is not None
    is_open = proposal.status == ProposalStatus.DRAFT
    may_take = may_take and is_open and not (found.is_current or found.is_withdrawn or found.trouble)
    return Trial(
        found.scenario.name,
        _href(found.scenario),
        found.others,
        found.trouble,
        found.is_withdrawn,
        is_frozen=proposal.status not in (ProposalStatus.DRAFT, ProposalStatus.SUBMITTED),
        take_href=_take(item, found.scenario) if may_take else "",
    )


@desk_view(Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
@require_POST
def follow(request: DeskRequest, pk: UUID, scenario: UUID) -> HttpResponse:
    """Take the trial over into the review of this procedure, anew where it was before."""
    item_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: follow_scenario(item_id=pk, scenario_id=scenario, by=desk.person, at=desk.at),
        done=_("Đã lấy mọi điều của phương án thử vào biểu và phương án. Xem lại văn bản phải sửa."),
    )
    proposal = SimplificationProposal.objects.filter(item=pk).first()
    if request.POST.get("ve") == "phuong-an" and proposal is not None:
        return redirect(reverse("desk:review_rounds:proposal", args=[proposal.pk]))
    return redirect(reverse("desk:review_rounds:item", args=[pk]))


def _href(scenario: Scenario) -> str:
    """Where the trial is seen with its changes ticked."""
    page = reverse("desk:what_if:page", args=[scenario.procedure_id])
    return f"{page}?{urlencode({'phuong-an': str(scenario.pk), 'co-quan': str(scenario.agency_id)})}"


def _take(item: RoundItem, scenario: Scenario) -> str:
    return reverse("desk:review_rounds:follow", args=[item.pk, scenario.pk])
