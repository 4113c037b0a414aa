"""What several pages of initiatives need: the thing or a refusal, and what the person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.plans.models import CouncilMember, Initiative, InitiativeCall
from motcua.plans.policy import initiative_not_found, may_decide_on_initiatives
from motcua.plans.queries.councils import council_of
from motcua.plans.queries.initiatives import find_call, find_initiative
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import reach


@dataclass(frozen=True, slots=True)
class Seat:
    """What the person is to a call: keeps it, sits in its council, decides; `sees_all` its initiatives and scores."""

    members: list[CouncilMember]
    keeps: bool
    sits: bool
    decides: bool
    sees_all: bool


def seat_at(request: DeskRequest, call: InitiativeCall) -> Seat:
    """What the person may do with the call; each action asks again."""
    desk, known, members = request.desk, reach(request), council_of(call)
    sits = any(member.person_id == desk.person.pk for member in members)
    chair = next((member.person_id for member in members if member.is_chair), None)
    return Seat(
        members,
        keeps=call.agency_id in known.keeps,
        sits=sits,
        decides=may_decide_on_initiatives(
            desk.person, agency_id=call.agency_id, chair_id=chair, on=desk.today
        ),
        sees_all=sits or call.agency_id in known.reads,
    )


def call_or_refuse(request: DeskRequest, pk: UUID) -> InitiativeCall:
    """The call, when the person may see it.

    :raises Refused: "initiative-not-found".
    """
    call = find_call(pk, request.desk.person, request.desk.today, reach=reach(request))
    if call is None:
        raise initiative_not_found()
    return call


def initiative_or_refuse(request: DeskRequest, pk: UUID) -> Initiative:
    """The initiative with its call, when the person may see it.

    :raises Refused: "initiative-not-found".
    """
    found = find_initiative(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise initiative_not_found()
    return found
