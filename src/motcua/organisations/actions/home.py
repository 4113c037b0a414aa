"""Whose installation this is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency, Installation
from motcua.organisations.policy import require_keeper
from motcua.organisations.ports import Keeper


@transaction.atomic
def choose_home(*, agency: Agency, by: Keeper, at: datetime) -> None:
    """Say which body this installation works for; a sample stays marked as one.

    :raises Refused: "organisations-not-allowed".
    """
    require_keeper(by, agency_ids=[agency.pk], on=local_day(at))
    Installation.objects.update_or_create(id=1, defaults={"home": agency})
    fact = Fact("HomeChosen", "installation", "1", {"agency": agency.code})
    record(fact=fact, actor=by.actor, at=at)
