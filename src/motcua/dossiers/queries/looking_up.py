"""Looking up a dossier by its code: little for anybody, more for who proves to belong to it.

Basis: TT 01/2018/TT-VPCP art. 16: without proof the code and the level of completion, with proof the state down to
the division; rulebook of transparency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import DeliveryStatus, PartyRole, Status
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.looking_up import proves
from motcua.dossiers.rules.moves import ENDED, national_code


@dataclass(frozen=True, slots=True)
class Stage:
    """All that anybody may know of a dossier: its code and how far it has come, in words and as the national
    portal counts it (1 to 10)."""

    code: str
    stage: str
    national_code: int
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person of the dossier may know: its state, who has it down to the division, and when it is due."""

    code: str
    procedure: str
    status: Status
    delivery: DeliveryStatus
    national_code: int
    holder: str
    step: str
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    is_paused: bool
    supplement_due_at: datetime | None
    finished_at: datetime | None
    standing: Standing | None


def find_stage(code: str) -> Stage | None:
    """How far the dossier with this code has come; None when there is none. One query."""
    row = Dossier.objects.filter(code=code.strip().upper()).values_list("code", "status", "delivery").first()
    if row is None:
        return None
    status, delivery = Status(row[1]), DeliveryStatus(row[2])
    is_ended = status in ENDED or status is Status.RESOLVED
    label = delivery.label if status is Status.RESOLVED else status.label
    return Stage(row[0], label, national_code(status, delivery), is_ended)


def progress_of(dossier: Dossier) -> Progress:
    """What a person of the dossier may know of it. Whether they are one is the caller's question."""
    status, delivery = Status(dossier.status), DeliveryStatus(dossier.delivery)
    holder = dossier.holder_agency or dossier.reception
    return Progress(
        code=dossier.code,
        procedure=offer_of(dossier.version_id).name,
        status=status,
        delivery=delivery,
        national_code=national_code(status, delivery),
        holder=holder.name,
        step=dossier.step_name,
        submitted_at=dossier.submitted_at,
        received_at=dossier.received_at,
        due_at=None if dossier.paused_since else dossier.due_at,
        is_paused=dossier.paused_since is not None,
        supplement_due_at=dossier.supplement_due_at,
        finished_at=dossier.finished_at,
        standing=Standing(dossier.standing) if dossier.standing else None,
    )


def find_proven(code: str, proof: str) -> Dossier | None:
    """The dossier with this code when `proof` belongs to one of its people; None otherwise, at the same cost
    whether the code exists or not."""
    people = Party.objects.filter(
        dossier__code=code.strip().upper(), role__in=[PartyRole.APPLICANT, PartyRole.SUBMITTER]
    )
    proven = [
        row.dossier_id
        for row in people
        if proves(proof, identity_number=row.identity_number, phone=row.phone)
    ]
    rows = Dossier.objects.defer("words", "search_text").select_related(
        "holder_agency", "reception", "competent"
    )
    return rows.filter(pk__in=proven[:1]).first()


def find_own(code: str, person: Person) -> Dossier | None:
    """The dossier with this code when `person` lodged it or is named in it with their account; None otherwise."""
    rows = Dossier.objects.defer("words", "search_text").select_related(
        "holder_agency", "reception", "competent"
    )
    found = rows.filter(code=code.strip().upper()).first()
    if found is None:
        return None
    is_party = Party.objects.filter(dossier=found, person=person).exists()
    return found if is_party or found.submitted_by_id == person.pk else None
