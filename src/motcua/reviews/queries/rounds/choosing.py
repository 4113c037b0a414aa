"""Which procedures may be chosen for a round."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.reviews.models import ReviewRound, RoundItem


def versions_in_force(procedure_ids: Collection[UUID], *, on: date) -> dict[UUID, ProcedureVersion]:
    """The version of each of these procedures that is in force on the day, by the procedure; one query."""
    rows = ProcedureVersion.objects.filter(
        procedure__in=list(procedure_ids), state=VersionState.PROMULGATED, in_force__contains=on
    )
    return {row.procedure_id: row for row in rows.order_by("procedure_id")}


def chosen_in(held: ReviewRound) -> set[UUID]:
    """The procedures that the round has already, left-out ones too."""
    return set(RoundItem.objects.filter(round=held).values_list("procedure_id", flat=True))
