"""At which agency a step of the process is done."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.workflow.enums import StepKind
from motcua.workflow.rules.processes import StepContent

_DONE_BY_THE_UNIT = frozenset({StepKind.APPRAISAL, StepKind.CONSULTATION, StepKind.APPROVAL})


def agency_of(
    step: StepContent, *, legs: Mapping[str, UUID], reception: UUID, competent: UUID, unit: UUID | None
) -> UUID:
    """Where a step is done: at its unit, else at the agency of its share (`legs`, without the lead's), else where
    the dossier was received (reception and return), at the division it was assigned to (work and approval), or at
    the competent agency."""
    if step.unit_id is not None:
        return step.unit_id
    if step.leg_key in legs:
        return legs[step.leg_key]
    if step.kind in {StepKind.RECEPTION, StepKind.RETURNING} and step.role == Role.RECEPTION_OFFICER:
        return reception
    if step.kind in _DONE_BY_THE_UNIT and unit is not None:
        return unit
    return competent
