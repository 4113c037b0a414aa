"""Figures of what people say: for who may hear it there, at every door, and never by officer."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.indicators.test_feedback import Say
from tests.indicators.test_feedback import say as say
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.models import Dossier
from motcua.feedback.enums.feedback import Named, Outcome, Subject
from motcua.feedback.models import Feedback, FeedbackObject, Rating
from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.policy import VOICE_READERS, is_told, require_told
from motcua.indicators.queries.measuring import count, measure
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure, measures_on
from motcua.indicators.rules.measures import SEALED, Figure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.web.api import measures as measures_api
from motcua.web.desk import access

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
FINE = {"from": "2026-09-01", "to": "2026-09-30"}
FREE = {"from": "2026-09-01", "to": "2026-09-15"}
CARDS = ("/ban-lam-viec/chi-so-766/", "/ban-lam-viec/danh-gia-61/")
DOORS = (FIGURES + "{}/", FIGURES + "{}/ho-so/", FIGURES + "{}/ho-so/danh-sach.xlsx", "/api/v1/measures/{}")


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """September is over, October runs."""
    then = datetime(2026, 10, 15, 9, tzinfo=VIETNAM)
    monkeypatch.setattr(access, "now", lambda: then)
    monkeypatch.setattr(measures_api, "now", lambda: then)


@pytest.fixture
def handler(make_person: MakePerson, bodies: Bodies) -> Person:
    """Reads the dossiers of the department, and nothing that people say."""
    return make_person("Tạ Văn Lý", role=Role.HANDLER, agency=bodies.department)


@pytest.fixture
def handles(
    sign_in: SignIn, handler: Person, put: PutDossier, desk_clock: datetime, monkeypatch: pytest.MonkeyPatch
) -> Client:
    later(monkeypatch)
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    return sign_in(handler)


@pytest.fixture
def hears(
    sign_in: SignIn, head: Person, put: PutDossier, desk_clock: datetime, monkeypatch: pytest.MonkeyPatch
) -> Client:
    later(monkeypatch)
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    return sign_in(head)


def test_every_measure_of_what_people_say_is_a_voice() -> None:
    for known in measures_on(DAY):
        counts_people = (
            known.source in {Source.RATINGS, Source.FEEDBACK, Source.SURVEYS} or set(known.tallies) & SEALED
        )
        assert known.is_voice == bool(counts_people), known.code
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
@pytest.mark.parametrize("door", DOORS)
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


@pytest.mark.parametrize("card", CARDS)
def test_scores_are_of_named_periods(handles: Client, hears: Client, card: str) -> None:
    """Points of one day more or less would tell what one person said."""
    for client in (handles, hears):
        refused = client.get(card, FREE)
        assert refused.status_code == 409
        assert "kỳ tự chọn" in refused.content.decode()
        assert client.get(card, FINE).status_code == 200


RATED = ("served_well_rate", "satisfaction_rate")
TOO_FINE = (FREE, {"from": "2026-10-01", "to": "2026-10-31"}, {**FINE, "as_of": "2026-09-20T12:00"})


@pytest.mark.parametrize("code", RATED)
@pytest.mark.parametrize("days", TOO_FINE, ids=["free days", "still running", "closed midway"])
@pytest.mark.parametrize("door", DOORS)
def test_ratings_are_told_of_whole_periods(hears: Client, code: str, days: dict[str, str], door: str) -> None:
    """Two figures a day apart would tell one rating, also to who may hear them."""
    address = door.format(code)
    refused = hears.get(address, days)
    assert refused.status_code == (400 if "/api/" in door else 409), (address, refused.status_code)
    words = refused.json()["refused"]["message"] if "/api/" in door else refused.content.decode()
    assert "đã kết thúc" in words
    plain = hears.get(door.format("feedback_new"), days)
    assert plain.status_code == 200
    plain.close()


def test_lists_say_what_waits_for_the_end(hears: Client) -> None:
    running = {"from": "2026-10-01", "to": "2026-10-31"}
    page = hears.get(FIGURES, running).content.decode()
    assert "/so-lieu/served_well_rate/" not in page
    assert f"đã kết thúc: {get_measure('satisfaction_rate', DAY).name}" in page
    board = hears.get(DASHBOARD, running).content.decode()
    assert "/so-lieu/served_well_rate/" in board
    assert "tháng 9 năm 2026" in board.lower() or "tháng 9/2026" in board.lower()


@pytest.fixture
def about_the_head(head: Person, put: PutDossier, say: Say) -> Feedback:
    """A complaint about the head, at the department, on a dossier that was in time; nobody tells it to the head. With
    others as many as it takes that ratings are told."""
    for _ in range(3):
        put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    dossier = put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    feedback = say(sent=AT + timedelta(days=4), subject=Subject.CONDUCT, dossier=dossier)
    FeedbackObject.objects.create(feedback=feedback, person=head, named=Named.BY_SENDER)
    return feedback


def test_a_number_does_not_tell_the_one_it_is_about(
    hears: Client, sign_in: SignIn, control_focal_officer: Person, about_the_head: Feedback
) -> None:
    keeper = sign_in(control_focal_officer)
    for code in ("feedback_conduct", "feedback_new"):
        asked = f"/api/v1/measures/{code}"
        assert keeper.get(asked, FINE).json()["value"] == 1
        assert hears.get(asked, FINE).json()["value"] == 0
        parts = hears.get(asked, {**FINE, "by": "month"}).json()["parts"]
        assert [part["numerator"] for part in parts] == [0]
        assert keeper.get(FIGURES + f"{code}/ho-so/", FINE).content.decode().count("<tr data-row>") == 1
        assert hears.get(FIGURES + f"{code}/ho-so/", FINE).content.decode().count("<tr data-row>") == 0
    for client, says in ((keeper, 80), (hears, 100)):
        assert client.get("/api/v1/measures/served_well_rate", FINE).json()["value"] == says


def test_parts_are_not_told_from_the_sum(bodies: Bodies, put: PutDossier) -> None:
    """Bodies with seven, six and two ratings, asked together or one by one: the whole is what may be told of each, so
    that the two are in no number. A division that did the work for its department has no number of its own."""
    for agency, number in ((bodies.department, 7), (bodies.exam_division, 6), (bodies.other_department, 2)):
        for _ in range(number):
            dossier = put(
                received=AT, finished=AT, standing=Standing.EARLY, competent=agency, involved=[agency.pk]
            )
            Rating.objects.create(dossier=dossier, score=5, at=AT)
    window = Period(DAY.replace(day=1), DAY.replace(month=10, day=1))
    found = measure("satisfaction_rate", agency_id=None, window=window, by=Dimension.AGENCY)
    shown = {part.key: part.figure.denominator for part in found.parts if part.figure.denominator}
    assert shown == {str(bodies.department.pk): 7, str(bodies.exam_division.pk): 6}
    for place, number in ((None, 13), (bodies.exam_division, 6), (bodies.other_department, 0)):
        whole = measure(
            "satisfaction_rate", agency_id=None if place is None else place.pk, window=window
        ).figure
        assert whole is not None
        assert (whole.denominator, whole.is_kept_back) == (number, number != 6)
    Dossier.objects.filter(competent=bodies.exam_division).update(
        competent=bodies.department, unit=bodies.exam_division
    )
    worked = measure("satisfaction_rate", agency_id=bodies.exam_division.pk, window=window)
    assert (worked.says, measure("satisfaction_rate", agency_id=None, window=window).figure) == (
        "không nêu riêng",
        Figure(13, 13, is_kept_back=True),
    )
    with pytest.raises(Refused, match="không tách được"):
        measure("satisfaction_rate", agency_id=None, window=window, by=Dimension.PROCEDURE)
    with pytest.raises(ValueError, match="telling"):
        count((Tally.RATED,), [Asked(None, window)])


@pytest.mark.parametrize("card", CARDS)
def test_scores_tell_what_people_say_to_who_hears_it(handles: Client, hears: Client, card: str) -> None:
    """The points of others would tell by the sum what a measure does not tell this reader."""
    quiet, loud = (client.get(card, FINE).content.decode() for client in (handles, hears))
    assert "dành cho người được xem" in quiet
    assert "dành cho người được xem" not in loud
    assert "/so-lieu/served_well_rate/" not in quiet


@pytest.mark.parametrize("card", CARDS)
def test_scores_of_a_running_period_stay_the_same_within_a_month(
    hears: Client, put: PutDossier, say: Say, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said in November moves nothing that is read of the quarter in November; in December it does."""
    quarter = {"from": "2026-10-01", "to": "2026-12-31"}
    october = datetime(2026, 10, 5, 9, tzinfo=VIETNAM)
    dossiers = [put(received=october, finished=october, standing=Standing.EARLY) for _ in range(6)]

    def read(month: int, day: int) -> str:
        then = datetime(2026, month, day, 9, tzinfo=VIETNAM)
        monkeypatch.setattr(access, "now", lambda: then)
        page = hears.get(card, quarter).content.decode()
        found = re.findall(r"5\.4 .*?</tr>|7\. .*?</tr>|[58]\.[23] .*?</tr>|8\. .*?</tr>", page, re.DOTALL)
        assert len(found) > 1
        return re.sub(r"as_of=[^&\"]*", "", " ".join(found))

    assert "tính khi hết tháng" in read(10, 20)
    first = read(11, 2)
    monkeypatch.undo()
    for dossier in dossiers[:3]:
        Rating.objects.create(dossier=dossier, score=1, at=datetime(2026, 11, 2, 12, tzinfo=VIETNAM))
    say(
        sent=datetime(2026, 11, 2, 13, tzinfo=VIETNAM),
        dossier=dossiers[0],
        subject=Subject.CONDUCT,
        answered=datetime(2026, 11, 2, 14, tzinfo=VIETNAM),
        outcome=Outcome.RIGHT_DONE,
    )
    assert read(11, 3) == read(11, 29) == first
    assert "đến hết 31/10/2026" in hears.get(card, quarter).content.decode()
    assert read(12, 2) != first


@pytest.mark.parametrize("code", RATED)
def test_a_running_quarter_is_told_up_to_its_last_whole_month(
    hears: Client, put: PutDossier, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    october = datetime(2026, 10, 5, 9, tzinfo=VIETNAM)
    for _ in range(5):
        Rating.objects.create(
            dossier=put(received=october, finished=october, standing=Standing.EARLY), score=5, at=october
        )
    then = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)
    monkeypatch.setattr(access, "now", lambda: then)
    monkeypatch.setattr(measures_api, "now", lambda: then)
    quarter = {"from": "2026-10-01", "to": "2026-12-31"}
    said = hears.get(f"/api/v1/measures/{code}", quarter).json()
    assert (said["value"], said["months"]["to"]) == (100, "2026-10-31")
    for door in DOORS[:2]:
        assert "đến hết 31/10/2026" in hears.get(door.format(code), quarter).content.decode()
    assert "đến hết 31/10/2026" in hears.get(FIGURES, quarter).content.decode()
