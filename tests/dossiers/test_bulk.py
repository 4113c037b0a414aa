"""One act on many dossiers, each with its own outcome."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn
from tests.resulting import BroughtTo, Stage

from motcua.accounts.models import Person
from motcua.dossiers.actions.bulk import (
    MOST,
    Chosen,
    approve_many,
    assign_many,
    return_many,
    sign_many,
)
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.enums import DeliveryStatus, ReturnWay
from motcua.dossiers.models import Dossier, Result
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_each_is_approved_or_says_why_not(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    good, too_early, changed = (
        brought_to(Stage.PROPOSED),
        brought_to(Stage.IN_HAND),
        brought_to(Stage.PROPOSED),
    )
    chosen = [
        Chosen(good.pk, good.revision),
        Chosen(too_early.pk),
        Chosen(changed.pk, changed.revision - 1),
        Chosen(uuid4()),
    ]
    outcomes = approve_many(chosen=chosen, by=division_head, at=moment)
    codes = [one.refusal.code if one.refusal else "" for one in outcomes]
    assert codes == ["", "handle-dossiers-not-allowed", "dossier-changed", "dossier-not-found"]
    assert [one.dossier_id for one in outcomes] == [one.dossier_id for one in chosen]
    states = dict(Result.objects.values_list("dossier_id", "state"))
    assert states == {good.pk: "approved", changed.pk: "proposed"}


def test_the_same_one_ticked_twice_is_done_once(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.PROPOSED)
    outcomes = approve_many(chosen=[Chosen(dossier.pk), Chosen(dossier.pk)], by=division_head, at=moment)
    assert [one.is_done for one in outcomes] == [True]


def test_many_are_signed(brought_to: BroughtTo, head: Person, moment: datetime) -> None:
    chosen = [Chosen(brought_to(Stage.APPROVED).pk) for _ in range(2)]
    assert all(one.is_done for one in sign_many(chosen=chosen, by=head, at=moment))
    codes = {result.signed.verification_code for result in Result.objects.select_related("signed")}  # type: ignore[union-attr]  # both are signed
    assert len(codes) == 2


def test_many_are_assigned(
    taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, bodies: Bodies, moment: datetime
) -> None:
    rows = [taken_in() for _ in range(2)]
    for row in rows:
        forward(dossier_id=row.pk, by=desk_officer, at=moment)
    outcomes = assign_many(
        chosen=[Chosen(row.pk) for row in rows],
        by=head,
        at=moment,
        person_id=handler.pk,
        unit_id=bodies.exam_division.pk,
    )
    assert all(one.is_done for one in outcomes)
    assert Dossier.objects.filter(holder=handler).count() == 2


def test_one_person_fetches_for_many(brought_to: BroughtTo, desk_officer: Person, moment: datetime) -> None:
    chosen = [Chosen(brought_to(Stage.ISSUED).pk) for _ in range(2)]
    outcomes = return_many(
        chosen=chosen,
        by=desk_officer,
        at=moment,
        way=ReturnWay.DESK,
        taken_by="Trường THPT Ngô Quyền",
        proof="Giấy giới thiệu 12/GGT",
    )
    assert all(one.is_done for one in outcomes)
    assert Dossier.objects.filter(delivery=DeliveryStatus.DELIVERED).count() == 2


def test_who_may_not_is_refused_for_each(brought_to: BroughtTo, handler: Person, moment: datetime) -> None:
    dossier = brought_to(Stage.PROPOSED)
    outcomes = approve_many(chosen=[Chosen(dossier.pk)], by=handler, at=moment)
    assert [one.refusal.code for one in outcomes if one.refusal] == ["decide-dossiers-not-allowed"]
    assert Result.objects.get().state == "proposed"


@pytest.mark.parametrize(("count", "code"), [(0, "bulk-nothing-chosen"), (MOST + 1, "bulk-too-many")])
def test_nothing_or_too_many_is_refused_as_a_whole(
    head: Person, moment: datetime, count: int, code: str
) -> None:
    with pytest.raises(Refused) as found:
        sign_many(chosen=[Chosen(uuid4()) for _ in range(count)], by=head, at=moment)
    assert found.value.code == code
