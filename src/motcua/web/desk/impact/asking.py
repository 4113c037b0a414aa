"""The draft act and the procedure that an address names."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.models import DraftAct
from motcua.reviews.policy.impact import draft_act_not_found, draft_procedure_not_found
from motcua.reviews.queries.impact.acts import ItemView, agencies_drafting, find_draft_act, items_of
from motcua.web.desk.access import DeskRequest


def act_or_refuse(request: DeskRequest, pk: UUID) -> DraftAct:
    """The act, when the person may see it.

    :raises Refused: "draft-act-not-found".
    """
    act = find_draft_act(pk, request.desk.person, request.desk.today)
    if act is None:
        raise draft_act_not_found()
    return act


def item_or_refuse(request: DeskRequest, act: DraftAct, pk: UUID) -> ItemView:
    """The procedure of the act with its assessment.

    :raises Refused: "draft-procedure-not-found".
    """
    found = items_of(act, on=request.desk.today, only=pk)
    if not found:
        raise draft_procedure_not_found()
    return found[0]


def drafting_agency(request: DeskRequest) -> Agency:
    """The first agency at which the person begins draft acts.

    :raises Refused: "agency-not-found".
    """
    found = agencies_drafting(request.desk.person, request.desk.today).first()
    if found is None:
        raise Refused("agency-not-found", _("Bạn không có vai trò đánh giá tác động ở cơ quan nào."))
    return found


def home(pk: UUID) -> str:
    """The page of the act."""
    return reverse("desk:impact:page", args=[pk])
