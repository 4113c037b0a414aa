"""What pages of business conditions and other rules are asked in their addresses."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition
from motcua.reviews.policy.conditions import condition_not_found
from motcua.reviews.queries.conditions.listing import (
    WantedConditions,
    agencies_entering,
    agencies_reading,
    find_condition,
)
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.yearly.asking import choice_asked, words_asked

UNSEEN, LISTED = "unseen", "listed"


def agencies(request: DeskRequest) -> list[Agency]:
    """The agencies whose register the person reads by a role held there."""
    return list(agencies_reading(request.desk.person, request.desk.today))


def agency_asked(request: DeskRequest, among: list[Agency]) -> Agency:
    """The agency in the address, else the first.

    :raises Refused: "agency-not-found".
    """
    named = request.GET.get("co-quan", "")
    found = next((one for one in among if str(one.pk) == named), None) or next(iter(among), None)
    if found is None:
        raise Refused("agency-not-found", _("Bạn không có vai trò rà soát ở cơ quan nào."))
    return found


def wanted(request: DeskRequest, agency: Agency) -> WantedConditions:
    """Which conditions the address asks for."""
    state = request.GET.get("tinh-trang", "")
    return WantedConditions(
        text=words_asked(request),
        line=request.GET.get("nganh", "")[:200].replace("\x00", ""),
        rule_kind=choice_asked(request, "quy-dinh", RuleKind),
        kind=choice_asked(request, "loai", ConditionKind),
        state=choice_asked(request, "tinh-trang", ConditionState),
        is_unseen=state == UNSEEN,
        is_listed=state == LISTED,
        agency_id=agency.pk,
    )


def condition_or_refuse(request: DeskRequest, pk: UUID) -> BusinessCondition:
    """The condition, when the person may see it.

    :raises Refused: "condition-not-found".
    """
    row = find_condition(pk, request.desk.person, request.desk.today)
    if row is None:
        raise condition_not_found()
    return row


def entered_agency(request: DeskRequest) -> Agency:
    """The agency in whose register the person enters conditions: the one in the address, else the first.

    :raises Refused: "agency-not-found".
    """
    return agency_asked(request, list(agencies_entering(request.desk.person, request.desk.today)))


def home(pk: UUID) -> str:
    """The page of the condition."""
    return reverse("desk:conditions:page", args=[pk])
