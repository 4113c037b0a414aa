"""Questions about opinions: whom a dossier may be asked about, what waits for this person's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import agencies_where
from motcua.accounts.rules.roles import roles_with
from motcua.deadlines.enums import LimitUnit
from motcua.dossiers.models import Consultation, Dossier
from motcua.organisations.models import Agency
from motcua.workflow.queries import get_process

_USUAL_DAYS = Decimal(3)


@dataclass(frozen=True, slots=True)
class SuggestedQuestion:
    """What the process asks at this step; without an agency the officer chooses whom."""

    agency_id: UUID | None
    question: str
    days: Decimal


def suggested_questions(dossier: Dossier) -> list[SuggestedQuestion]:
    """What the process tells to ask at the step at hand, as far as it has not been asked yet."""
    if dossier.process_id is None:
        return []
    step = get_process(dossier.process_id).find(dossier.step_key)
    asked = set(Consultation.objects.filter(dossier=dossier).values_list("agency_id", flat=True))
    return [
        SuggestedQuestion(
            one.agency_id,
            one.question,
            one.limit.amount if one.limit and one.limit.unit is LimitUnit.WORKING_DAY else _USUAL_DAYS,
        )
        for one in (step.consultations if step is not None else ())
        if one.agency_id is None or one.agency_id not in asked
    ]


def bodies_to_ask(dossier: Dossier, on: date) -> list[tuple[UUID, str]]:
    """The bodies where somebody could answer on the day, in the order of names, without the one that holds the
    dossier; one query."""
    able = roles_with(Capability.HANDLE_DOSSIERS) | roles_with(Capability.DECIDE_DOSSIERS)
    manned = RoleHolding.objects.filter(role__in=able, held__contains=on).values("agency")
    holding = [dossier.holder_agency_id or dossier.competent_id]
    rows = Agency.objects.filter(pk__in=manned, held__contains=on).exclude(pk__in=holding)
    return list(rows.order_by("sort_key", "id").values_list("pk", "name"))


def questions_for(dossier: Dossier, person: Person, on: date) -> list[Consultation]:
    """What waits for an answer of this person, or of a body where they answer; the nearest term first."""
    answering = agencies_where(person, Capability.HANDLE_DOSSIERS, on) | agencies_where(
        person, Capability.DECIDE_DOSSIERS, on
    )
    rows = Consultation.objects.filter(Consultation.WAITS, dossier=dossier)
    mine = rows.filter(Q(person=person) | Q(agency__in=answering))
    return list(mine.select_related("agency").order_by("due_at", "id"))
