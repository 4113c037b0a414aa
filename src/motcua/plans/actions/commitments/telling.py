"""What heads of units and keepers are told of a signing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.plans.actions.commitments.holding import DRIVE
from motcua.plans.actions.telling import subject_told, tell
from motcua.plans.models import CommitmentDrive
from motcua.plans.queries.people import heads_of


def tell_units(
    drive: CommitmentDrive, units: Sequence[UUID], event: str, key: str, by: Person, at: datetime
) -> None:
    names = dict(Agency.objects.filter(pk__in=units).values_list("pk", "name"))
    told = [
        told_of(drive, event, people, names[unit], f"{key}:{unit}", by)
        for unit, people in heads_of(units, local_day(at)).items()
    ]
    tell(told, at=at)


def told_of(
    drive: CommitmentDrive, event: str, people: Sequence[Person], unit: str, key: str, by: Person
) -> Any:
    return subject_told(
        DRIVE,
        drive.pk,
        event,
        people,
        key=key,
        but=by,
        facts={"drive": drive.title, "agency": unit, "until": drive.due_on},
        url=f"/ban-lam-viec/cam-ket/{drive.pk}/",
    )
