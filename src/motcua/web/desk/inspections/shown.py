"""What several pages of inspections need: the thing itself or a refusal, and what the person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.plans.enums import InspectionKind, InspectionStatus
from motcua.plans.models import ChecklistVersion, Inspection, InspectionRound
from motcua.plans.policy import checklist_not_found, heads, inspection_not_found, may_inspect, may_work_at
from motcua.plans.queries.inspections.visible import find_checklist_version, find_inspection, find_round
from motcua.plans.rules.inspecting import DONE_INSPECTIONS, WAITING, may_be_held
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import reach


def round_or_refuse(request: DeskRequest, pk: UUID) -> InspectionRound:
    """The round, when the person may see it.

    :raises Refused: "inspection-not-found".
    """
    found = find_round(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise inspection_not_found()
    return found


def inspection_or_refuse(request: DeskRequest, pk: UUID) -> Inspection:
    """The inspection, when the person may see it.

    :raises Refused: "inspection-not-found".
    """
    found = find_inspection(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise inspection_not_found()
    return found


def checklist_or_refuse(request: DeskRequest, pk: UUID) -> ChecklistVersion:
    """The version of a check-list, when the person may see it.

    :raises Refused: "checklist-not-found".
    """
    found = find_checklist_version(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise checklist_not_found()
    return found


@dataclass(frozen=True, slots=True)
class Seat:
    """What the person may do with an inspection as it stands."""

    plans: bool
    works: bool
    signs: bool
    speaks: bool
    may_notify: bool
    may_check: bool
    is_waiting: bool
    is_held: bool
    is_done: bool
    keeps_papers: bool


def seat_at(request: DeskRequest, inspection: Inspection) -> Seat:
    """What the person may do; each action asks again."""
    desk, status = request.desk, InspectionStatus(inspection.status)
    kind = InspectionKind(inspection.kind)
    works = may_work_at(desk.person, inspection, on=desk.today)
    plans = may_inspect(desk.person, agency_id=inspection.agency_id, on=desk.today)
    speaks = heads(desk.person, inspection.unit_id, on=desk.today)
    approves = may(desk.person, Capability.APPROVE_PLANS, agency_id=inspection.agency_id, on=desk.today)
    in_team = inspection.members.filter(person=desk.person).exists()
    held = status is InspectionStatus.HELD
    return Seat(
        plans=plans and status in WAITING,
        works=works
        and (held or inspection.began_at is not None)
        and status in {*WAITING, InspectionStatus.HELD},
        signs=approves and held and not in_team and not speaks,
        speaks=speaks and held,
        may_notify=plans and status is InspectionStatus.PLANNED and kind is InspectionKind.SCHEDULED,
        may_check=works and may_be_held(kind=kind, status=status) and desk.today >= inspection.planned_on,
        is_waiting=status in WAITING,
        is_held=held,
        is_done=status in DONE_INSPECTIONS,
        keeps_papers=works and status in DONE_INSPECTIONS,
    )
