"""The short way: received, decided and handed over at the counter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.handing_in import HandIn
from tests.resulting import GRANTED

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.actions.express import Finish, finish_at_counter, prepare_at_counter, take_in_express
from motcua.dossiers.actions.handling import send_back
from motcua.dossiers.actions.results import Proposal, issue, reopen, return_result, sign
from motcua.dossiers.enums import DeliveryStatus, ResultState, ReturnWay, Status
from motcua.dossiers.models import Dossier, IssuedPaper, Result
from motcua.dossiers.rules.events import SUBJECT
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

Plain = Callable[[Proposal], Proposal]

pytestmark = pytest.mark.django_db

FINISH = Finish(symbol="BS-SGDĐT", taken_by="Nguyễn Thị Hồng", proof="Căn cước 031185000123")


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.defer("words").get(pk=dossier.pk)


def refused(act: Any, **how: Any) -> str:
    with pytest.raises(Refused) as found:
        act(**how)
    return found.value.code


def test_one_person_finishes_in_one_act(
    hand_in: HandIn, same_day: Procedure, counter_head: Person, moment: datetime
) -> None:
    intake = hand_in(procedure=same_day)
    dossier = finish_at_counter(intake=intake, proposal=GRANTED, finish=FINISH, by=counter_head, at=moment)
    assert (dossier.status, dossier.delivery, dossier.delivered_at) == (
        Status.RESOLVED,
        DeliveryStatus.DELIVERED,
        moment,
    )
    assert dossier.standing in {Standing.ON_TIME, Standing.EARLY}
    result = Result.objects.get(dossier=dossier)
    assert (result.number, result.state, result.signed_by) == (
        "01/BS-SGDĐT",
        ResultState.ISSUED,
        counter_head,
    )
    kinds = list(entries_about(SUBJECT, str(dossier.pk)).values_list("kind", flat=True))
    assert kinds == [
        "DossierSubmitted",
        "DossierReceived",
        "DossierForwarded",
        "ResultSigned",
        "ResultIssued",
        "ResultReturned",
    ]
    assert not IssuedPaper.objects.filter(dossier=dossier).exists()  # a receipt only when it is asked for


def test_sent_twice_it_is_done_once(
    plain: Plain, hand_in: HandIn, same_day: Procedure, counter_head: Person, moment: datetime
) -> None:
    intake = hand_in(procedure=same_day)
    first = finish_at_counter(
        intake=intake, proposal=plain(GRANTED), finish=FINISH, by=counter_head, at=moment
    )
    second = finish_at_counter(
        intake=intake, proposal=plain(GRANTED), finish=FINISH, by=counter_head, at=moment
    )
    assert (first.pk, first.revision) == (second.pk, second.revision)
    assert Result.objects.count() == 1


def test_who_may_not_sign_leaves_no_trace(
    plain: Plain, hand_in: HandIn, same_day: Procedure, desk_officer: Person, moment: datetime
) -> None:
    intake = hand_in(procedure=same_day)
    how = {"intake": intake, "proposal": plain(GRANTED), "finish": FINISH, "by": desk_officer, "at": moment}
    assert refused(finish_at_counter, **how) == "finish-at-counter-not-allowed"
    assert not Dossier.objects.exists()


def test_a_procedure_of_days_does_not_go_the_short_way(
    plain: Plain, hand_in: HandIn, counter_head: Person, moment: datetime
) -> None:
    how = {
        "intake": hand_in(),
        "proposal": plain(GRANTED),
        "finish": FINISH,
        "by": counter_head,
        "at": moment,
    }
    assert refused(finish_at_counter, **how) == "express-not-possible"
    assert not Dossier.objects.exists()


def test_the_counter_prepares_the_head_signs_the_counter_returns(
    plain: Plain, hand_in: HandIn, same_day: Procedure, desk_officer: Person, head: Person, moment: datetime
) -> None:
    intake = hand_in(procedure=same_day)
    dossier = take_in_express(intake=intake, proposal=plain(GRANTED), by=desk_officer, at=moment)
    assert dossier.step_key == "ky"
    assert (
        take_in_express(intake=intake, proposal=plain(GRANTED), by=desk_officer, at=moment).pk == dossier.pk
    )
    sign(dossier_id=dossier.pk, by=head, at=moment)
    issue(dossier_id=dossier.pk, by=desk_officer, at=moment, symbol="BS-SGDĐT")
    return_result(
        dossier_id=dossier.pk,
        by=desk_officer,
        at=moment,
        way=ReturnWay.DESK,
        taken_by="Hồng",
        proof="Căn cước",
    )
    assert again(dossier).delivery == DeliveryStatus.DELIVERED


def test_what_the_signer_sends_back_is_prepared_again(
    plain: Plain, hand_in: HandIn, same_day: Procedure, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = take_in_express(
        intake=hand_in(procedure=same_day), proposal=plain(GRANTED), by=desk_officer, at=moment
    )
    again_now = {"dossier_id": dossier.pk, "proposal": plain(GRANTED), "by": desk_officer, "at": moment}
    assert refused(prepare_at_counter, **again_now).endswith("not-allowed")
    send_back(dossier_id=dossier.pk, by=head, at=moment, reason="Sai tên")
    prepare_at_counter(dossier_id=dossier.pk, proposal=plain(GRANTED), by=desk_officer, at=moment)
    states = list(Result.objects.filter(dossier=dossier).order_by("id").values_list("state", flat=True))
    assert states == [ResultState.SENT_BACK, ResultState.PROPOSED]


def test_the_long_way_is_not_prepared_at_the_counter(
    plain: Plain, taken_in: Any, desk_officer: Person, moment: datetime
) -> None:
    dossier = taken_in()
    how = {"dossier_id": dossier.pk, "proposal": plain(GRANTED), "by": desk_officer, "at": moment}
    assert refused(prepare_at_counter, **how) == "not-on-express-way"
    assert not Result.objects.exists()


def test_a_faulty_result_of_the_short_way_is_mended_there(
    plain: Plain, hand_in: HandIn, same_day: Procedure, counter_head: Person, moment: datetime
) -> None:
    dossier = finish_at_counter(
        intake=hand_in(procedure=same_day), proposal=plain(GRANTED), finish=FINISH, by=counter_head, at=moment
    )
    reopen(dossier_id=dossier.pk, by=counter_head, at=moment, reason="Sai ngày sinh")
    prepare_at_counter(dossier_id=dossier.pk, proposal=plain(GRANTED), by=counter_head, at=moment)
    sign(dossier_id=dossier.pk, by=counter_head, at=moment)
    issue(dossier_id=dossier.pk, by=counter_head, at=moment, symbol="BS-SGDĐT")
    states = list(Result.objects.filter(dossier=dossier).order_by("id").values_list("state", flat=True))
    assert states == [ResultState.REPLACED, ResultState.ISSUED]
