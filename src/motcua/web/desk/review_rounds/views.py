"""The list: rounds, what waits for a round, what the person's unit owes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.catalogue.queries.names import names_of
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.lists import newest_rounds, plan_standing, waiting_items, work_of
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.review_rounds.shown import READERS, codes_of, reach, shown_item

_MOST = 100


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, known = request.desk, reach(request)
    rounds = newest_rounds(known)
    work = [shown_item(item, desk) for item in work_of(known)[:_MOST]]
    waiting = waiting_of(request)
    to_approve = SimplificationProposal.objects.filter(
        agency__in=known.approves, status=ProposalStatus.SUBMITTED
    ).exclude(submitted_by=desk.person)
    context = {
        "to_approve": list(
            to_approve.select_related("procedure", "version", "item__unit").order_by("submitted_at", "id")[
                :_MOST
            ]
        ),
        "rounds": [_row(held, request) for held in rounds],
        "work": work,
        "waiting": waiting,
        "codes": codes_of(request, [item for item, _name in waiting]),
        "keeps": bool(known.keeps),
    }
    return render(request, "desk/review_rounds/list.html", context)


def waiting_of(request: DeskRequest) -> list[tuple[RoundItem, str]]:
    """What waits for a round at the agencies whose reviews the person keeps, each with the procedure's name."""
    known = reach(request)
    items = list(waiting_items(known, agency_ids=known.keeps)[:_MOST])
    names = names_of([item.procedure_id for item in items])
    return [(item, names.get(item.procedure_id, "")) for item in items]


def _row(held: ReviewRound, request: DeskRequest) -> dict[str, object]:
    standing = plan_standing(held, on=request.desk.today)
    return {
        "row": held,
        "is_plan_late": standing is not None and standing.value in {"late", "done_late"},
        "plan_words": standing.label if standing is not None else "",
    }
