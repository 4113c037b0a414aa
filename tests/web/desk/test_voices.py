"""Figures of what people say: for who may hear it there, at every door, and never by officer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.indicators.enums import Dimension, Source
from motcua.indicators.policy import VOICE_READERS, is_told, require_told
from motcua.indicators.rules.declared import get_measure, measures_on
from motcua.indicators.rules.measures import SEALED
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
FIGURES = "/ban-lam-viec/so-lieu/"
DASHBOARD = "/ban-lam-viec/tong-quan/"
AT = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)
DAY = AT.date()
# One for each way a voice is counted: tickets kept with the dossier, ratings apart, feedback.
VOICES = (
    "served_well_rate",
    "satisfaction_rate",
    "feedback_new",
    "feedback_conduct",
    "feedback_in_time_rate",
)
FINE = {"from": "2026-09-01", "to": "2026-09-15"}


@pytest.fixture
def handler(make_person: MakePerson, bodies: Bodies) -> Person:
    """Reads the dossiers of the department, and nothing that people say."""
    return make_person("Tạ Văn Lý", role=Role.HANDLER, agency=bodies.department)


@pytest.fixture
def handles(sign_in: SignIn, handler: Person, put: PutDossier) -> Client:
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    return sign_in(handler)


@pytest.fixture
def hears(sign_in: SignIn, head: Person, put: PutDossier) -> Client:
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    return sign_in(head)


def test_every_measure_of_what_people_say_is_a_voice() -> None:
    for known in measures_on(DAY):
        counts_people = known.source in {Source.RATINGS, Source.FEEDBACK} or set(known.tallies) & SEALED
        assert known.is_voice == bool(counts_people or known.source is getattr(Source, "SURVEYS", None)), (
            known.code
        )
        if known.is_voice:
            assert Dimension.OFFICER not in known.dimensions, known.code


@pytest.mark.parametrize("code", VOICES)
def test_hearing_is_asked_of_each(code: str) -> None:
    known = get_measure(code, DAY)
    assert known.is_voice
    assert is_told(known, VOICE_READERS)
    assert not is_told(known, frozenset())
    wrong = {Capability.READ_FEEDBACK if known.source is not Source.FEEDBACK else Capability.READ_SURVEYS}
    with pytest.raises(Refused) as refused:
        require_told(known, frozenset(wrong))
    assert refused.value.code == "voices-not-allowed"
    assert known.name in refused.value.message
    require_told(get_measure("resolved", DAY), frozenset())


@pytest.mark.parametrize("code", VOICES)
@pytest.mark.parametrize(
    "door",
    [FIGURES + "{}/", FIGURES + "{}/ho-so/", FIGURES + "{}/ho-so/danh-sach.xlsx", "/api/v1/measures/{}"],
)
def test_who_handles_dossiers_does_not_hear(handles: Client, hears: Client, code: str, door: str) -> None:
    address = door.format(code)
    refused = handles.get(address, FINE)
    assert refused.status_code == 403, (address, refused.status_code)
    assert "điều người dân nói" in (
        refused.json()["refused"]["message"] if "/api/" in door else refused.content.decode()
    )
    heard = hears.get(address, FINE)
    assert heard.status_code == 200
    heard.close()


def test_lists_name_only_what_is_told(handles: Client, hears: Client) -> None:
    for address, shown in ((FIGURES, FINE), (DASHBOARD, FINE)):
        quiet, loud = (client.get(address, shown) for client in (handles, hears))
        assert (quiet.status_code, loud.status_code) == (200, 200)
        for code in VOICES:
            assert f"/so-lieu/{code}/" not in quiet.content.decode(), (address, code)
        assert "/so-lieu/served_well_rate/" in loud.content.decode()
        assert "/so-lieu/feedback_new/" in loud.content.decode()
    assert "/so-lieu/early_rate/" in handles.get(FIGURES, FINE).content.decode()
    assert "Người dân nói gì" not in handles.get(DASHBOARD, FINE).content.decode()


def test_nobody_parts_voices_by_officer(hears: Client) -> None:
    assert "by=officer" not in hears.get(FIGURES + "served_well_rate/", FINE).content.decode()
    asked = hears.get(FIGURES + "served_well_rate/", {**FINE, "by": "officer"})
    assert "Tạ Văn Lý" not in asked.content.decode()
    api = hears.get("/api/v1/measures/served_well_rate", {**FINE, "by": "officer"})
    assert api.status_code >= 400 or not api.json().get("parts")


@pytest.mark.parametrize("card", ["/ban-lam-viec/chi-so-766/", "/ban-lam-viec/danh-gia-61/"])
def test_scores_of_free_days_are_for_who_hears(handles: Client, hears: Client, card: str) -> None:
    """Points of one day more or less would tell what one person said."""
    refused = handles.get(card, FINE)
    assert refused.status_code == 409
    assert "kỳ tự chọn" in refused.content.decode()
    assert hears.get(card, FINE).status_code == 200
    month = {"from": "2026-09-01", "to": "2026-09-30"}
    assert handles.get(card, month).status_code == 200
