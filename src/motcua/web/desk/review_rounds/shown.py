"""What several pages of review rounds need: the thing itself or a refusal, words and marks of states."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.catalogue.queries.names import names_of
from motcua.feedback.queries.feedback.visible import visible_codes
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.actions.rounds.proposing import proposal_not_found
from motcua.reviews.enums.rounds import HandInProduct, HandInStanding, ItemSource, ItemStatus
from motcua.reviews.models import ProposalMeasurement, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.policy import may_keep
from motcua.reviews.policy.rounds import item_not_found, may_approve, may_do, round_not_found
from motcua.reviews.queries.rounds.lists import HandInNow
from motcua.reviews.queries.rounds.proposals import Planned, find_proposal
from motcua.reviews.queries.rounds.visible import ReviewReach, find_item, find_round, reach_of
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.rounds.savings import Saved, Saving
from motcua.reviews.rules.rounds.states import OWED
from motcua.web.desk.access import Desk, DeskRequest
from motcua.web.desk.feedback.shown import reach_of as feedback_reach_of
from motcua.web.templatetags.motcua import working

READERS = (
    Capability.READ_REVIEWS,
    Capability.DO_REVIEWS,
    Capability.KEEP_REVIEWS,
    Capability.APPROVE_REVIEWS,
)
_MARKS = {
    HandInStanding.LATE: "red",
    HandInStanding.DONE_LATE: "amber",
    HandInStanding.NEAR: "amber",
    HandInStanding.DONE_IN_TIME: "green",
    HandInStanding.IN_TIME: "outline",
}


def reach(request: DeskRequest) -> ReviewReach:
    """Where the person reaches in reviews, asked once for a page."""
    if not hasattr(request, "review_reach"):
        request.review_reach = reach_of(request.desk.person, request.desk.today)  # type: ignore[attr-defined]  # kept for the page
    known: ReviewReach = request.review_reach  # type: ignore[attr-defined]  # set just above
    return known


def codes_of(request: DeskRequest, items: Iterable[RoundItem]) -> frozenset[str]:
    """The codes of feedback that led to the items, as far as the person may see that feedback."""
    codes = [item.reference for item in items if item.source == ItemSource.FEEDBACK]
    return visible_codes(codes, feedback_reach_of(request)) if codes else frozenset()


def round_or_refuse(request: DeskRequest, pk: UUID) -> ReviewRound:
    """The round, when the person may see it.

    :raises Refused: "review-round-not-found".
    """
    found = find_round(pk, reach(request))
    if found is None:
        raise round_not_found()
    return found


def item_or_refuse(request: DeskRequest, pk: UUID) -> RoundItem:
    """The item, when the person may see it.

    :raises Refused: "review-item-not-found".
    """
    found = find_item(pk, reach(request))
    if found is None:
        raise item_not_found()
    return found


def proposal_or_refuse(request: DeskRequest, pk: UUID) -> SimplificationProposal:
    """The proposal, when the person may see it.

    :raises Refused: "proposal-not-found".
    """
    found = find_proposal(pk, reach(request))
    if found is None:
        raise proposal_not_found()
    return found


def units_of(agency: Agency, desk: Desk) -> Any:
    """The units that may be given work, in the order of names."""
    return subtree(agency.pk, desk.today).order_by("sort_key", "id")


@dataclass(frozen=True, slots=True)
class Seat:
    """What the person may do with a round or what is in it."""

    keeps: bool
    approves: bool
    does: bool = False


def seat_at_round(desk: Desk, held: ReviewRound) -> Seat:
    """What the person may do with the round; each action asks again."""
    return Seat(
        keeps=may_keep(desk.person, agency_id=held.agency_id, on=desk.today),
        approves=may_approve(desk.person, agency_id=held.agency_id, on=desk.today)
        and held.created_by_id != desk.person.pk,
    )


def seat_at_item(desk: Desk, item: RoundItem) -> Seat:
    """What the person may do with the item; each action asks again."""
    return Seat(
        keeps=may_keep(desk.person, agency_id=item.agency_id, on=desk.today),
        approves=may_approve(desk.person, agency_id=item.agency_id, on=desk.today),
        does=may_do(desk.person, item, on=desk.today),
    )


def shown_item(item: RoundItem, desk: Desk) -> dict[str, Any]:
    """A procedure of a round with the mark of its clock."""
    status = ItemStatus(item.status)
    is_late = status in OWED and item.due_on is not None and item.due_on < desk.today
    is_near = (
        status in OWED
        and item.due_on is not None
        and not is_late
        and item.due_on - desk.today <= timedelta(days=7)
    )
    return {
        "row": item,
        "name": item.version.name
        if item.version
        else names_of([item.procedure_id]).get(item.procedure_id, ""),
        "status": status.label,
        "kind": "red" if is_late else "amber" if is_near else "outline",
        "is_late": is_late,
        "is_left_out": status is ItemStatus.LEFT_OUT,
    }


def shown_hand_in(one: HandInNow, *, owing: Collection[UUID | None]) -> dict[str, Any]:
    """A link of the chain with its mark and words, and whether it waits for forms that its unit still owes."""
    return {
        "row": one.row,
        "words": one.standing.label,
        "kind": _MARKS[one.standing],
        "days": abs(one.days),
        "is_late": one.is_late,
        "waits": one.row.product == HandInProduct.RESULT
        and one.row.unit_id is not None
        and one.row.unit_id in owing,
    }


def shown_saving(saving: Saving, unit: str) -> list[dict[str, Any]]:
    """The quantities of a saving as a table shows them."""
    rows = (
        ("Thời hạn" + (f" ({unit})" if unit else ""), saving.limit, False),
        ("Số giấy tờ", saving.papers, False),
        ("Số yêu cầu, điều kiện", saving.conditions, False),
        ("Số lần đi lại mỗi hồ sơ", saving.trips, False),
        ("Chi phí một hồ sơ", saving.cost, True),
        *((("Số hồ sơ mỗi năm", saving.dossiers, False),) if saving.dossiers.less else ()),
        ("Chi phí một năm", saving.year, True),
    )
    return [_quantity(label, saved, is_money) for label, saved, is_money in rows]


def unit_of(proposal: SimplificationProposal) -> str:
    """In what the proposal counts its time limit, in small letters; "" where it knows none."""
    return str(proposal.get_limit_unit_display()).lower() if proposal.limit_unit else ""


def shown_cuts(saving: Saving, unit: str) -> str:
    """What falls beside the cost: "thời hạn 20 → 12 ngày làm việc, giấy tờ 5 → 4"; "" where nothing does."""
    parts = (
        ("thời hạn", saving.limit),
        ("giấy tờ", saving.papers),
        ("điều kiện", saving.conditions),
        ("lần đi lại", saving.trips),
    )
    return ", ".join(
        f"{name} {_quantity('', saved, False)['before']} → {_quantity('', saved, False)['after']}"
        + (f" {unit}" if unit and saved is saving.limit else "")
        for name, saved in parts
        if saved.less
    )


def shown_planned(planned: Planned) -> list[dict[str, Any]]:
    """The sums of some proposals as a table shows them: papers, conditions and the cost of a year."""
    return [
        _quantity("Số giấy tờ", planned.papers, False),
        _quantity("Số yêu cầu, điều kiện", planned.conditions, False),
        _quantity("Chi phí một năm", planned.cost_year, True),
    ]


def shown_measured(one: ProposalMeasurement) -> list[tuple[str, str, str]]:
    """The working time that was measured before and after, in words."""
    spans = (
        ("Thời gian của nửa số hồ sơ", one.half_before, one.half_after),
        ("Thời gian của chín phần mười số hồ sơ", one.most_before, one.most_after),
        ("Thời gian bình quân", one.mean_before, one.mean_after),
    )
    return [(label, _span(before), _span(after)) for label, before, after in spans]


def _span(seconds: int | None) -> str:
    return "" if seconds is None else working(timedelta(seconds=seconds))


def _quantity(label: str, saved: Saved, is_money: bool) -> dict[str, Any]:
    def said(value: Any) -> str:
        if value is None:
            return ""
        if is_money:
            return f"{grouped(whole_vnd(value))} đ"
        value = round(value, 3)
        return f"{value.normalize():f}".replace(".", ",")

    percent = "" if saved.percent is None else f"{saved.percent.normalize():f} %".replace(".", ",")
    return {
        "label": label,
        "before": said(saved.before),
        "after": said(saved.after),
        "less": said(saved.less),
        "percent": percent,
    }
