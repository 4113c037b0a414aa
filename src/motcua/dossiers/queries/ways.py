"""Where a dossier may go from the step at hand, for the forms of acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.dossiers.models import Dossier, Leg
from motcua.dossiers.rules.places import agency_of
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.queries import get_process


@dataclass(frozen=True, slots=True)
class NextStep:
    """One way on: the step, what the process calls the way, who does it where."""

    key: str
    name: str
    label: str
    role: Role
    agency_id: UUID


def next_steps(dossier: Dossier, act: StepAct) -> list[NextStep]:
    """The steps to which `act` leads from the one at hand, in the order of the process; one query at most."""
    if dossier.process_id is None or not dossier.step_key:
        return []
    process = get_process(dossier.process_id)
    step = process.find(dossier.step_key)
    moves = [move for move in step.moves if move.act is act] if step is not None else []
    legs = list(Leg.objects.filter(dossier=dossier)) if moves else []
    found = []
    for move in moves:
        to = process.step(move.to_key)
        found.append(
            NextStep(
                to.key,
                to.name,
                f"{to.name} ({move.label})" if move.label else to.name,
                to.responsible,
                agency_of(
                    to,
                    legs={leg.key: leg.agency_id for leg in legs},
                    lead=next((leg.key for leg in legs if leg.is_lead), ""),
                    reception=dossier.reception_id,
                    competent=dossier.competent_id,
                    unit=dossier.unit_id,
                ),
            )
        )
    return found
