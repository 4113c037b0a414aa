"""At which agency a step of the process is done."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.workflow.enums import StepKind
from motcua.workflow.rules.processes import StepContent

_DONE_BY_THE_UNIT = frozenset({StepKind.APPRAISAL, StepKind.CONSULTATION, StepKind.APPROVAL})


def agency_of(
    step: StepContent,
    *,
    legs: Mapping[str, UUID],
    lead: str,
    reception: UUID,
    competent: UUID,
    unit: UUID | None,
) -> UUID:
    """Where a step is done: at its unit, else at the agency of its share (`legs`, by key) unless that is the lead's
    (`lead`); in the lead's share where the dossier was received (reception and return), at the division it was
    assigned to (work and approval), or at the lead agency; without shares at the competent agency."""
    if step.unit_id is not None:
        return step.unit_id
    if step.leg_key in legs and step.leg_key != lead:
        return legs[step.leg_key]
    if step.kind in {StepKind.RECEPTION, StepKind.RETURNING} and step.role == Role.RECEPTION_OFFICER:
        return reception
    if step.kind in _DONE_BY_THE_UNIT and unit is not None:
        return unit
    return legs.get(step.leg_key, competent)
