"""Looking up by code: little for anybody, more with proof, nothing to be guessed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.looking_up import look_up
from motcua.dossiers.enums import Door
from motcua.dossiers.models import LookUpTry, OnlineDoor
from motcua.dossiers.queries.looking_up import find_own, find_stage
from motcua.dossiers.rules.looking_up import TRIES_FOR_A_CODE, TRIES_OF_A_SENDER, proves
from motcua.kernel.refusals import Refused

HERE = "203.0.113.7"


@pytest.mark.parametrize(
    ("proof", "proven"),
    [
        ("000123", True),
        ("031185000123", True),
        ("0912345678", True),
        ("+84 912 345 678", True),
        ("0912.345.678", True),
        ("00123", False),
        ("5000123", False),
        ("345678", False),
        ("", False),
        ("0912345679", False),
    ],
)
def test_what_proves(proof: str, proven: bool) -> None:
    assert proves(proof, identity_number="031185000123", phone="0912345678") is proven


@given(st.text(max_size=20))
def test_nothing_given_at_lodging_is_proven_by_nothing(proof: str) -> None:
    assert not proves(proof, identity_number="", phone="")
    assert not proves(proof, identity_number="12345", phone="09123")


@pytest.mark.django_db
def test_anybody_learns_the_stage_and_no_more(
    taken_in: TakenIn, client: Client, django_assert_max_num_queries
) -> None:
    dossier = taken_in()
    with django_assert_max_num_queries(1):
        answer = client.get(f"/api/v1/dossiers/{dossier.code}")
    assert answer.json() == {
        "code": dossier.code,
        "stage": "Đã tiếp nhận",
        "national_code": 2,
        "is_ended": False,
    }
    assert find_stage(f" {dossier.code.lower()} ") == find_stage(dossier.code)
    missing = client.get("/api/v1/dossiers/T002-20260917-9999999")
    assert (missing.status_code, missing.json()["refused"]["code"]) == (404, "dossier-not-found")


@pytest.mark.django_db
def test_with_proof_one_learns_who_has_it_and_when_it_is_due(
    taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    found = look_up(code=dossier.code, proof="000123", sender=HERE, at=moment)
    assert (found.code, found.procedure) == (dossier.code, "Cấp lại văn bằng")
    assert (found.holder, found.due_at) == ("Sở Giáo dục và Đào tạo", dossier.due_at)
    assert found.step.startswith("Phân công")
    assert not LookUpTry.objects.exists()


@pytest.mark.django_db
def test_an_unknown_code_and_a_wrong_proof_are_answered_alike(
    taken_in: TakenIn, moment: datetime, django_assert_max_num_queries
) -> None:
    answers = []
    for code in (taken_in().code, "T002-20260917-7777777"):
        with django_assert_max_num_queries(6), pytest.raises(Refused) as refused:
            look_up(code=code, proof="999999", sender=HERE, at=moment)
        answers.append(refused.value.as_dict())
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "look-up-unproven"


@pytest.mark.django_db
def test_guessing_at_one_code_is_stopped_wherever_it_comes_from(taken_in: TakenIn, moment: datetime) -> None:
    code = taken_in().code
    for number in range(TRIES_FOR_A_CODE):
        with pytest.raises(Refused):
            look_up(code=code, proof=f"99990{number}", sender=f"192.0.2.{number}", at=moment)
    with pytest.raises(Refused) as refused:
        look_up(code=code, proof="000123", sender="198.51.100.1", at=moment)
    assert refused.value.code == "too-many-look-ups"
    assert look_up(code=code, proof="000123", sender=HERE, at=moment + timedelta(hours=1, minutes=1))


@pytest.mark.django_db
def test_trying_many_codes_from_one_place_is_stopped(taken_in: TakenIn, moment: datetime) -> None:
    for number in range(TRIES_OF_A_SENDER):
        with pytest.raises(Refused):
            look_up(code=f"T002-20260917-{number:07}", proof="000123", sender=HERE, at=moment)
    dossier = taken_in()
    with pytest.raises(Refused) as refused:
        look_up(code=dossier.code, proof="000123", sender=HERE, at=moment)
    assert refused.value.code == "too-many-look-ups"
    assert look_up(code=dossier.code, proof="000123", sender="192.0.2.9", at=moment)


@pytest.mark.django_db
def test_tries_keep_neither_code_nor_sender_and_not_for_long(moment: datetime) -> None:
    for at in (moment, moment + timedelta(days=2)):
        with pytest.raises(Refused):
            look_up(code="T002-1", proof="x", sender=HERE, at=at)
    row = LookUpTry.objects.get()
    assert row.at == moment + timedelta(days=2)
    assert HERE not in row.sender_digest
    assert "T002" not in row.code_digest


@pytest.mark.django_db
def test_who_is_signed_in_finds_their_own(
    hand_in: HandIn, citizen: Person, handler: Person, moment: datetime
) -> None:
    OnlineDoor.objects.update(is_open=True)
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert find_own(dossier.code, citizen) == dossier
    assert find_own(dossier.code, handler) is None
    assert find_own("T002-1", citizen) is None
