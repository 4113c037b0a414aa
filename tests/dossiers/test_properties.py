"""Random lives of dossiers through the real actions: what holds after every act, whatever came before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh
from tests.handing_in import HandIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.documents.models import SignedPaper
from motcua.dossiers.actions.consulting import Question, answer_consultation, consult
from motcua.dossiers.actions.ending import stop, withdraw
from motcua.dossiers.actions.handling import (
    assign,
    forward,
    send_back,
    start_work,
    take_back,
    write_message,
)
from motcua.dossiers.actions.intake import lodge, receive
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, reopen, return_result, sign
from motcua.dossiers.actions.supplementing import (
    receive_supplement,
    refuse_intake,
    request_intake_supplement,
    request_supplement,
    return_ineligible,
)
from motcua.dossiers.actions.timing import apologise, confirm_payment, extend, require_payment
from motcua.dossiers.enums import Door, ResultKind, ReturnWay, Status, Verb
from motcua.dossiers.models import Consultation, Dossier, Passage, Pause
from motcua.dossiers.queries.acts import acts_for
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.dossiers.rules.moves import CLOCKS, IN_PROCESS
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.payments.actions.charges import exempt
from motcua.payments.models import Charge
from motcua.payments.rules.charges import NewCharge

pytestmark = pytest.mark.django_db

V = Verb
TWO_DAYS = Limit(Decimal(2), LimitUnit.WORKING_DAY)
ASKED: dict[str, Any] = {
    "items": [SupplementItem("Đơn", "Chưa ký", "Ký và nộp lại")],
    "reason": "Chưa hợp lệ",
    "legal_basis": "Điều 17",
    "why_again": "Lần trước chưa nêu",
}
STOPPED = {"reason": "Hết đối tượng", "legal_basis": "Điều 19", "papers": "Trả lại", "money": "Hoàn lại"}
GRANTED = Proposal(kind=ResultKind.GRANTED, title="Bản sao", text="Cấp bản sao.")


@dataclass
class Office:
    """Everybody who has a part, and what each act needs beside who and when."""

    people: list[Person]
    handler: Person
    cashier: Person
    bodies: Bodies
    acts: dict[Verb, Callable[[Dossier, dict[str, Any]], Any]] = field(init=False)

    def __post_init__(self) -> None:
        unit = self.bodies.exam_division.pk
        charge, question = (
            NewCharge("Phí", 10_000),
            Question(self.bodies.division.pk, "Có lưu không?", TWO_DAYS),
        )
        self.acts = {
            V.RECEIVE: lambda _one, how: receive(**how),
            V.REFUSE_INTAKE: lambda _one, how: refuse_intake(**how, reason="Sai", legal_basis="Điều 17"),
            V.REQUEST_INTAKE_SUPPLEMENT: lambda _one, how: request_intake_supplement(**how, **ASKED),
            V.FORWARD: lambda _one, how: forward(**how),
            V.TAKE_BACK: lambda _one, how: take_back(**how),
            V.START_WORK: lambda _one, how: start_work(**how),
            V.ASSIGN: lambda _one, how: assign(**how, unit_id=unit, person_id=self.handler.pk),
            V.CONSULT: lambda _one, how: consult(**how, questions=[question]),
            V.ANSWER_CONSULTATION: self._answer,
            V.REQUEST_SUPPLEMENT: lambda _one, how: request_supplement(**how, **ASKED),
            V.RECEIVE_SUPPLEMENT: lambda _one, how: receive_supplement(**how, note="Đã nhận"),
            V.RETURN_INELIGIBLE: lambda _one, how: return_ineligible(**how, **ASKED),
            V.REQUIRE_PAYMENT: lambda _one, how: require_payment(**how, charges=[charge]),
            V.CONFIRM_PAYMENT: self._confirm,
            V.EXTEND: lambda _one, how: extend(**how, amount=TWO_DAYS, reason="Chờ"),
            V.APOLOGISE: lambda _one, how: apologise(**how, reason="Chậm"),
            V.PROPOSE: lambda _one, how: propose(**how, proposal=GRANTED),
            V.APPROVE: lambda _one, how: approve(**how),
            V.SEND_BACK: lambda _one, how: send_back(**how, reason="Xem lại"),
            V.SIGN: lambda _one, how: sign(**how),
            V.ISSUE: lambda _one, how: issue(**how, symbol="SGDĐT"),
            V.STOP: lambda _one, how: stop(**how, **STOPPED),
            V.WITHDRAW: lambda _one, how: withdraw(**how),
            V.RETURN_RESULT: lambda _one, how: return_result(
                **how, way=ReturnWay.DESK, taken_by="A", proof="CCCD"
            ),
            V.REOPEN: lambda _one, how: reopen(**how, reason="Sai tên"),
            V.WRITE_MESSAGE: lambda _one, how: write_message(**how, text="Chào"),
        }

    def _answer(self, one: Dossier, how: dict[str, Any]) -> Any:
        asked = Consultation.objects.filter(dossier=one, answered_at__isnull=True).first()
        assert asked is not None
        return answer_consultation(**how, consultation_id=asked.pk, answer="Có")

    def _confirm(self, one: Dossier, how: dict[str, Any]) -> Any:
        for charge in Charge.objects.filter(subject_id=str(one.pk), left_vnd__gt=0):
            exempt(charge_id=charge.pk, reason="Hộ nghèo", basis="Điều 10", by=self.cashier, at=how["at"])
        return confirm_payment(**how)


@pytest.fixture
def office(
    make_person: MakePerson,
    bodies: Bodies,
    citizen: Person,
    desk_officer: Person,
    handler: Person,
    head: Person,
    division_head: Person,
    records_officer: Person,
) -> Office:
    cashier = make_person("Tô Thị Quỹ", role=Role.FINANCE_OFFICER, agency=bodies.department)
    helper = make_person("Ngô Văn Phòng", role=Role.HEAD, agency=bodies.division)
    people = [desk_officer, handler, head, division_head, records_officer, helper, citizen]
    return Office(people, handler, cashier, bodies)


# An act that ends a dossier is taken only now and then, so that lives grow long.
_RARE = frozenset({V.STOP, V.WITHDRAW, V.REFUSE_INTAKE, V.WRITE_MESSAGE, V.TAKE_BACK, V.SEND_BACK})


def test_whatever_happens_the_journal_the_way_and_the_clock_agree(
    office: Office, hand_in: HandIn, citizen: Person, moment: datetime
) -> None:
    @settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(
        st.lists(
            st.tuples(st.integers(0, 1), st.integers(0, 999), st.sampled_from([0, 1, 4, 26, 75])),
            min_size=12,
            max_size=20,
        )
    )
    def live(steps: list[tuple[int, int, int]]) -> None:
        with transaction.atomic():
            at = moment
            lodged = [lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=at) for _ in range(2)]
            for which, chosen, hours in steps:
                at += timedelta(hours=hours)
                _do_something(office, lodged[which], chosen, at)
            _counts_balance(lodged)
            transaction.set_rollback(True)

    live()


def _do_something(office: Office, dossier: Dossier, chosen: int, at: datetime) -> None:
    """One act that the bar of some person offers; nobody is refused what they were offered as not theirs."""
    before = fresh(dossier)
    for turn in range(len(office.people)):
        person = office.people[(chosen + turn) % len(office.people)]
        offered = [one.verb for one in acts_for(before, person, at) if not one.why_not]
        likely = [one for one in offered if one not in _RARE or chosen % 11 == 0]
        if likely:
            break
    else:
        return
    verb = likely[chosen % len(likely)]
    code = _refusal(office.acts[verb], before, {"by": person, "at": at})
    if not code:
        _agrees(before, fresh(dossier))
        return
    assert not code.endswith("-not-allowed"), (verb, person, code)
    assert code not in {"dossier-wrong-moment", "step-act-wrong-step"}, (verb, person, code)
    assert fresh(dossier).revision == before.revision


def _refusal(act: Callable[[Dossier, dict[str, Any]], Any], dossier: Dossier, how: dict[str, Any]) -> str:
    """The code with which the act is refused; "" when it is done."""
    try:
        with transaction.atomic():
            act(dossier, {"dossier_id": dossier.pk, "seen": dossier.revision, **how})
    except Refused as refused:
        return refused.code
    return ""


def _agrees(before: Dossier, row: Dossier) -> None:
    entries = list(entries_about(SUBJECT, str(row.pk)))
    state = replay((entry.kind, entry.payload) for entry in entries)
    assert state is not None
    assert (state.status, state.delivery, state.step_key) == (row.status, row.delivery, row.step_key)
    assert state.holder == (str(row.holder_id) if row.holder_id else None)
    assert state.is_paused == (row.paused_since is not None)
    assert row.revision == before.revision + 1 == entries[-1].payload.get("revision", before.revision + 1)
    _passages_follow(row)
    _pauses_follow(row)
    if before.due_at and row.due_at and row.restarted_at == before.restarted_at:
        assert row.due_at >= before.due_at
    if before.finished_at:
        assert (row.finished_at, row.standing) == (before.finished_at, before.standing)


def _passages_follow(row: Dossier) -> None:
    stays = list(Passage.objects.filter(dossier=row).order_by("number"))
    assert [stay.number for stay in stays] == list(range(1, len(stays) + 1))
    for one, following in pairwise(stays):
        assert one.left_at == following.entered_at
        assert one.left_by
    if stays and stays[-1].left_at is None:
        last = stays[-1]
        assert (last.step_key, last.agency_id) == (row.step_key, row.holder_agency_id)
        assert last.person_id in {row.holder_id, None}


def _pauses_follow(row: Dossier) -> None:
    pauses = list(Pause.objects.filter(dossier=row, lasted__isempty=False).order_by("lasted"))
    for one, following in pairwise(pauses):
        assert one.lasted.upper is not None
        assert one.lasted.upper <= following.lasted.lower
    still = [one for one in pauses if one.lasted.upper is None]
    assert bool(still) == (CLOCKS[Status(row.status)] == "paused") == (row.paused_since is not None)


def _counts_balance(dossiers: list[Dossier]) -> None:
    """Received are those in process and those done, nobody in both."""
    rows = [fresh(one) for one in dossiers]
    received = {row.pk for row in rows if row.received_at is not None}
    in_process = {row.pk for row in rows if row.status in IN_PROCESS}
    done = {row.pk for row in rows if row.finished_at is not None}
    assert received == in_process | (done & received)
    assert in_process.isdisjoint(done)
    assert SignedPaper.objects.filter(revoked_at__isnull=True).count() <= len(rows)
