"""What a person may do to a dossier now, for the bar of acts on its page; never by trying."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Consultation, Dossier, Party, Passage
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.possible import ActFacts, PossibleAct, possible_acts
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.payments.queries import status_of
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.queries import get_process

_ASKED = (
    Capability.RECEIVE_DOSSIERS,
    Capability.HANDLE_DOSSIERS,
    Capability.DECIDE_DOSSIERS,
    Capability.ISSUE_RESULTS,
    Capability.COLLECT_PAYMENTS,
    Capability.READ_DOSSIERS,
)


def acts_for(dossier: Dossier, person: Person, at: datetime) -> list[PossibleAct]:
    """The acts that are the person's at the moment, the next one primary; those that cannot be done right now say
    why. Four queries, one more while money is waited for, and where the process was not read before."""
    return possible_acts(facts_of(dossier, person, at))


def facts_of(dossier: Dossier, person: Person, at: datetime) -> ActFacts:
    """What the acts of the person depend on."""
    able = _able(dossier, person, at)
    last = list(Passage.objects.filter(dossier=dossier).order_by("-number")[:2])
    stay = last[0] if last and last[0].left_at is None else None
    elsewhere = dossier.is_transferred and dossier.started_at is None
    status = Status(dossier.status)
    return ActFacts(
        status=status,
        delivery=DeliveryStatus(dossier.delivery),
        person=person.pk,
        at=at,
        reception=dossier.reception_id,
        competent=dossier.competent_id,
        holder_agency=dossier.holder_agency_id,
        holder=dossier.holder_id,
        holder_name=dossier.holder.full_name if dossier.holder else "",
        step_role=Role(dossier.step_role) if dossier.step_role else None,
        step_acts=_step_acts(dossier),
        able=able,
        is_own=_is_own(dossier, person),
        is_reader=bool(set(able.get(Capability.READ_DOSSIERS, ())) & set(dossier.involved)),
        sent_by=stay.from_person_id if stay else None,
        left_by=last[1].left_by if len(last) > 1 else "",
        is_begun=stay is not None and stay.begun_at is not None,
        is_asked=_is_asked(dossier, person, able),
        is_elsewhere=elsewhere,
        is_on_its_way=elsewhere and dossier.holder_agency_id == dossier.competent_id,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
        is_extended=dossier.extended_at is not None,
        is_apologised=_is_apologised(dossier),
        left_vnd=_left_vnd(dossier) if status is Status.PAYMENT_REQUIRED else 0,
    )


def _able(dossier: Dossier, person: Person, at: datetime) -> Mapping[Capability, set[UUID]]:
    """Where among the agencies of the dossier the person has each capability; one query."""
    on, places = local_day(at), {*dossier.involved, dossier.reception_id, dossier.competent_id}
    if dossier.holder_agency_id:
        places.add(dossier.holder_agency_id)
    parts: list[QuerySet[Agency, tuple[UUID, str]]] = [
        agencies_where(person, one, on)
        .filter(pk__in=places)
        .annotate(capability=Value(one.value))
        .values_list("pk", "capability")
        for one in _ASKED
    ]
    found: dict[Capability, set[UUID]] = {one: set() for one in _ASKED}
    for agency, capability in parts[0].union(*parts[1:], all=True):
        found[Capability(capability)].add(agency)
    return found


def _step_acts(dossier: Dossier) -> frozenset[StepAct]:
    if dossier.process_id is None or not dossier.step_key:
        return frozenset()
    step = get_process(dossier.process_id).find(dossier.step_key)
    return step.acts if step is not None else frozenset()


def _is_own(dossier: Dossier, person: Person) -> bool:
    return (
        dossier.submitted_by_id == person.pk or Party.objects.filter(dossier=dossier, person=person).exists()
    )


def _is_asked(dossier: Dossier, person: Person, able: Mapping[Capability, set[UUID]]) -> bool:
    """Whether a question waits for this person, or for a body where they answer."""
    answering = able[Capability.HANDLE_DOSSIERS] | able[Capability.DECIDE_DOSSIERS]
    rows = Consultation.objects.filter(Consultation.WAITS, dossier=dossier)
    return rows.filter(Q(person=person) | Q(agency__in=answering)).exists()


def _is_apologised(dossier: Dossier) -> bool:
    """Whether the present lateness has its apology; one of an earlier date does not cover it."""
    said, due_at = dossier.apologised_at, dossier.due_at
    return said is not None and due_at is not None and said > due_at


def _left_vnd(dossier: Dossier) -> int:
    subject = str(dossier.pk)
    return status_of(SUBJECT, [subject])[subject].left_vnd
