"""Gates of the public: how often, whether a person sends, each form once, nothing kept longer than a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.models import Person
from motcua.feedback.actions.gates import Sender, forget_passages, pass_gate, require_room
from motcua.feedback.enums import Gate
from motcua.feedback.models import GatePassage
from motcua.feedback.rules.abuse.humanity import (
    LONGEST,
    SHORTEST,
    Riddle,
    RiddleKind,
    is_right,
    read_seal,
    require_person,
    riddle_of,
    seal,
)
from motcua.feedback.rules.abuse.limits import DAY, HOUR, LIMITS, Passage, passed_limit, require_patience
from motcua.kernel.refusals import Refused

KEY = b"a key of the test"
NONCES = st.text("0123456789abcdef", min_size=32, max_size=32)
WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]


def passages(number: int, at: datetime, *, age: timedelta, account: bool = False) -> list[Passage]:
    return [Passage(at - age, not account, account)] * number


@pytest.mark.parametrize("gate", Gate)
def test_each_gate_has_limits_and_the_last_but_one_passes(gate: Gate, moment: datetime) -> None:
    for limit in LIMITS[gate]:
        just_before = limit.window - timedelta(seconds=1)
        within = passages(limit.most, moment, age=just_before, account=limit.is_of_account)
        assert passed_limit(gate=gate, passages=within, at=moment) is not None
        assert passed_limit(gate=gate, passages=within[1:], at=moment) != limit
        gone = passages(limit.most, moment, age=limit.window, account=limit.is_of_account)
        assert passed_limit(gate=gate, passages=gone, at=moment) != limit


@pytest.mark.parametrize("gate", Gate)
def test_a_refusal_says_when_to_come_again_and_where_else_to_go(gate: Gate, moment: datetime) -> None:
    hourly = next(one for one in LIMITS[gate] if one.window == HOUR)
    with pytest.raises(Refused) as refusal:
        require_patience(
            gate=gate, passages=passages(hourly.most, moment, age=timedelta(minutes=1)), at=moment
        )
    assert refusal.value.code == "asked-too-often"
    assert refusal.value.details == {"window": "hour"}
    assert "một giờ" in refusal.value.message
    assert "đường dây nóng" in refusal.value.message


def test_who_uses_up_the_day_comes_again_tomorrow(moment: datetime) -> None:
    daily = next(one for one in LIMITS[Gate.SEND_FEEDBACK] if one.window == DAY)
    spread = [Passage(moment - timedelta(hours=2), True, False)] * daily.most
    with pytest.raises(Refused) as refusal:
        require_patience(gate=Gate.SEND_FEEDBACK, passages=spread, at=moment)
    assert "ngày mai" in refusal.value.message


@given(nonce=NONCES)
def test_riddles_are_small_and_answered_in_figures_and_words(nonce: str) -> None:
    riddle = riddle_of(nonce, key=KEY)
    assert 1 <= riddle.first <= 9
    assert 1 <= riddle.second <= 9
    assert riddle.first != riddle.second
    assert is_right(riddle, f" {riddle.answer} ")
    assert not is_right(riddle, str(riddle.answer + 1))
    if riddle.answer <= 10:
        assert is_right(riddle, WORDS[riddle.answer])
        assert is_right(riddle, WORDS[riddle.answer].upper() + ".")


def test_every_kind_of_riddle_comes_and_nobody_tells_it_from_the_nonce_alone() -> None:
    nonces = [f"{number:032x}" for number in range(60)]
    drawn = [riddle_of(nonce, key=KEY) for nonce in nonces]
    assert {riddle.kind for riddle in drawn} == set(RiddleKind)
    assert drawn != [riddle_of(nonce, key=b"another key") for nonce in nonces]


@pytest.mark.parametrize(
    ("riddle", "answers"),
    [
        (Riddle(RiddleKind.SUM, 7, 8), ["15", "mười lăm", "muoi nam", "Fifteen"]),
        (Riddle(RiddleKind.SUM, 9, 5), ["14", "mười bốn", "mười tư", "fourteen"]),
        (Riddle(RiddleKind.LARGER, 3, 8), ["8", "tám", "TAM", "eight"]),
        (Riddle(RiddleKind.AFTER, 9, 2), ["10", "mười", "010"]),
    ],
)
def test_answers_as_people_write_them(riddle: Riddle, answers: list[str]) -> None:
    assert all(is_right(riddle, answer) for answer in answers)
    assert not any(is_right(riddle, answer) for answer in ("", "không biết", "1" * 40, "15a", "１５00"))


def _sent(gate: Gate, at: datetime, *, after: timedelta = SHORTEST, **changes: str) -> None:
    nonce = "0" * 31 + "1"
    said: dict[str, Any] = {
        "token": seal(gate=gate, nonce=nonce, at=at, key=KEY),
        "answer": str(riddle_of(nonce, key=KEY).answer),
        "trap": "",
        **changes,
    }
    found = require_person(gate=gate, at=at + after, key=KEY, **said)
    assert (found.gate, found.nonce) == (gate, nonce)


@pytest.mark.parametrize("gate", Gate)
def test_a_person_passes_from_three_seconds_to_six_hours(gate: Gate, moment: datetime) -> None:
    _sent(gate, moment)
    _sent(gate, moment, after=LONGEST)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("form-trap-filled", {"trap": "https://quang-cao.example"}),
        ("form-token-wrong", {"token": ""}),
        ("form-token-wrong", {"token": "..."}),
        ("form-token-wrong", {"token": "ask_question.0.0.0"}),
        ("form-too-old", {"after": LONGEST + timedelta(seconds=1)}),
        ("form-too-fast", {"after": SHORTEST - timedelta(seconds=1)}),
        ("form-too-fast", {"after": -timedelta(hours=1)}),
        ("riddle-wrong", {"answer": "0"}),
        ("riddle-wrong", {"answer": ""}),
    ],
)
def test_what_a_machine_sends_is_refused(moment: datetime, code: str, said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        _sent(Gate.ASK_QUESTION, moment, **said)
    assert refusal.value.code == code


def test_a_token_serves_its_own_gate_and_nobody_writes_one(moment: datetime) -> None:
    token = seal(gate=Gate.ASK_QUESTION, nonce="0" * 32, at=moment, key=KEY)
    with pytest.raises(Refused, match="không trọn vẹn"):
        _sent(Gate.SEND_FEEDBACK, moment, token=token)
    assert read_seal(token, key=b"another key") is None
    for place in range(len(token)):
        changed = token[:place] + ("0" if token[place] != "0" else "1") + token[place + 1 :]
        assert read_seal(changed, key=KEY) is None


@pytest.mark.django_db
def test_passages_of_one_network_are_counted_and_others_go_on(moment: datetime) -> None:
    most = next(one for one in LIMITS[Gate.ASK_QUESTION] if one.window == HOUR).most
    for number in range(most):
        pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment, nonce=f"{number:032x}")
    with pytest.raises(Refused) as refusal:
        pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment)
    assert refusal.value.code == "asked-too-often"
    assert GatePassage.objects.count() == most
    pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("elsewhere"), at=moment)
    pass_gate(gate=Gate.SEND_FEEDBACK, sender=Sender("here"), at=moment)
    pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment + HOUR)


@pytest.mark.django_db
def test_an_account_is_counted_wherever_it_comes_from(citizen: Person, moment: datetime) -> None:
    most = next(one for one in LIMITS[Gate.SEND_FEEDBACK] if one.is_of_account).most
    for number in range(most):
        pass_gate(gate=Gate.SEND_FEEDBACK, sender=Sender(f"net {number}", citizen), at=moment)
    with pytest.raises(Refused):
        require_room(gate=Gate.SEND_FEEDBACK, sender=Sender("yet another", citizen), at=moment)
    require_room(gate=Gate.SEND_FEEDBACK, sender=Sender("yet another"), at=moment)
    kept = set(GatePassage.objects.values_list("account", flat=True))
    assert len(kept) == 1
    assert str(citizen.pk) not in kept.pop()


@pytest.mark.django_db
def test_a_form_passes_once(moment: datetime) -> None:
    pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment, nonce="a" * 32)
    with pytest.raises(Refused) as refusal:
        pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("elsewhere"), at=moment, nonce="a" * 32)
    assert refusal.value.code == "form-sent-already"
    assert GatePassage.objects.count() == 1


@pytest.mark.django_db
def test_after_a_day_nothing_is_left(moment: datetime) -> None:
    pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment)
    pass_gate(gate=Gate.ASK_QUESTION, sender=Sender("here"), at=moment + timedelta(hours=1))
    assert forget_passages(at=moment + DAY) == 1
    assert forget_passages(at=moment + DAY + timedelta(hours=1)) == 1
    assert not GatePassage.objects.exists()
