"""Loading the sample: once, whole or not at all, and never into a real installation."""

from datetime import datetime, timedelta

import pytest

from motcua.config.sample import load_sample
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency, Area, Installation

AT = datetime(2026, 11, 21, 9, tzinfo=VIETNAM)


@pytest.mark.django_db
def test_a_second_load_changes_nothing() -> None:
    load_sample(at=AT)
    entries = JournalEntry.objects.count()
    load_sample(at=AT + timedelta(days=1))
    assert JournalEntry.objects.count() == entries


def test_a_real_installation_takes_no_sample(make_person) -> None:
    make_person("Người Thật")
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refusal:
        load_sample(at=AT)
    assert refusal.value.code == "sample-into-real"
    assert not Agency.objects.filter(is_sample=True).exists()
    assert JournalEntry.objects.count() == before


def test_what_fails_midway_leaves_no_trace(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*, at: datetime) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("motcua.config.sample.load_catalogue", broken)
    before = JournalEntry.objects.count()
    with pytest.raises(RuntimeError, match="power cut"):
        load_sample(at=AT)
    assert JournalEntry.objects.count() == before
    assert not Installation.objects.exists()
    assert not Area.objects.filter(code__startswith="M").exists()
