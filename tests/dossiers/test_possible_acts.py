"""The bar of acts: what it offers is what the policy and the step allow, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.timing import require_payment
from motcua.dossiers.enums import Door, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.policy import require_act
from motcua.dossiers.queries.acts import acts_for
from motcua.dossiers.rules.moves import may_move
from motcua.dossiers.rules.possible import STEP_ACTS
from motcua.kernel.refusals import Refused
from motcua.payments.rules.charges import NewCharge

pytestmark = pytest.mark.django_db

InHand = Callable[..., Dossier]
V = Verb


def offered(dossier: Dossier, person: Person, at: datetime) -> dict[Verb, str]:
    return {one.verb: one.why_not for one in acts_for(fresh(dossier), person, at)}


def primary(dossier: Dossier, person: Person, at: datetime) -> Verb | None:
    found = [one.verb for one in acts_for(fresh(dossier), person, at) if one.is_primary]
    assert len(found) <= 1
    return found[0] if found else None


def allowed(dossier: Dossier, person: Person, verb: Verb, at: datetime) -> bool:
    try:
        require_act(person, dossier, verb, on=at.date())
    except Refused:
        return False
    return True


def test_the_next_act_follows_the_dossier(
    taken_in: TakenIn,
    hand_in: HandIn,
    citizen: Person,
    desk_officer: Person,
    head: Person,
    handler: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    lodged = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert primary(lodged, desk_officer, moment) is V.RECEIVE
    dossier = taken_in()
    assert primary(dossier, desk_officer, moment) is V.FORWARD
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assert primary(dossier, head, moment) is V.ASSIGN
    assert V.TAKE_BACK in offered(dossier, desk_officer, moment)
    unit = bodies.exam_division.pk
    assign(dossier_id=dossier.pk, by=head, at=moment, unit_id=unit, person_id=handler.pk)
    assert primary(dossier, handler, moment) is V.PROPOSE


def test_reasons_are_given_where_it_is_not_possible_now(
    in_hand: InHand,
    handler: Person,
    desk_officer: Person,
    head: Person,
    make_person: MakePerson,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = in_hand()
    other = make_person("Mai Văn Khác", role=Role.HANDLER, agency=bodies.exam_division)
    assert "Nguyễn Thị Lý" in offered(dossier, other, moment)[V.PROPOSE]
    assert V.APOLOGISE not in offered(dossier, head, moment)
    assert dossier.due_at is not None
    assert offered(dossier, head, dossier.due_at + timedelta(days=1))[V.APOLOGISE] == ""
    charge = NewCharge("Phí", 20_000)
    require_payment(dossier_id=dossier.pk, by=handler, at=moment, charges=[charge])
    assert "chưa nộp" in offered(dossier, desk_officer, moment)[V.CONFIRM_PAYMENT]


def test_the_bar_says_what_the_policy_says(
    in_hand: InHand,
    taken_in: TakenIn,
    citizen: Person,
    desk_officer: Person,
    handler: Person,
    head: Person,
    division_head: Person,
    records_officer: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    people = [citizen, desk_officer, handler, head, division_head, records_officer, outsider]
    at = moment + timedelta(days=30)
    for dossier in (taken_in(), in_hand(submitted_by=citizen)):
        row = fresh(dossier)
        for person in people:
            bar = offered(row, person, at)
            for verb in Verb:
                if verb in bar and not bar[verb]:
                    assert allowed(row, person, verb, at), (verb, person)
                    assert may_move(row.status, verb)  # type: ignore[arg-type]  # a string enum's value
                elif verb not in bar and verb in STEP_ACTS and may_move(row.status, verb):  # type: ignore[arg-type]  # likewise
                    on_step = row.step_key == "tham-dinh"
                    forbidden = verb in {V.FORWARD, V.APPROVE, V.SIGN, V.ISSUE} if on_step else True
                    assert forbidden or not allowed(row, person, verb, at), (verb, person)


def test_reading_the_bar_costs_a_fixed_number_of_queries(
    in_hand: InHand, head: Person, moment: datetime, django_assert_max_num_queries: Any
) -> None:
    dossier = Dossier.objects.select_related("holder").defer("words").get(pk=in_hand().pk)
    acts_for(dossier, head, moment)
    with django_assert_max_num_queries(5):
        acts_for(dossier, head, moment)
