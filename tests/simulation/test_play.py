"""A year in small, played through the real actions: it reaches its counts, and its journals tell the same."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.simulation.count import counted, differences
from motcua.simulation.plan import Target
from motcua.simulation.running import run_year

pytestmark = pytest.mark.django_db

TARGET = Target(
    received_online=10,
    received_direct=2,
    carried_over=1,
    resolved_early=5,
    resolved_on_time=2,
    resolved_late=1,
    pending=2,
    withdrawn=1,
    stopped=1,
    not_accepted=1,
)


def test_a_small_year(moment: datetime) -> None:
    told: list[int] = []
    played = run_year(year=2024, target=TARGET, seed=7, at=moment, progress=told.append)
    assert differences(TARGET, counted(department=played.department, year=2024)) == {}
    assert told[-1] == TARGET.total
    entries = JournalEntry.objects.filter(subject_kind=SUBJECT).order_by("subject_id", "seq")
    journals: dict[str, list[tuple[str, dict[str, object]]]] = {}
    for entry in entries:
        journals.setdefault(entry.subject_id, []).append((entry.kind, entry.payload))
    for dossier in Dossier.objects.defer("words"):
        state = replay(journals[str(dossier.pk)])
        assert state is not None
        assert (state.status, state.delivery, state.step_key) == (
            dossier.status,
            dossier.delivery,
            dossier.step_key,
        )
    with pytest.raises(Refused) as refused:
        run_year(year=2024, target=TARGET, seed=7, at=moment, progress=told.append)
    assert refused.value.code == "year-played-already"
