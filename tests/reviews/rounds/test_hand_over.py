"""Rounds, what waits and proposals pass on with their agency."""

from __future__ import annotations

from tests.cast import MakeAgency
from tests.reviews.rounds.conftest import Reviewing

from motcua.kernel.models import JournalEntry
from motcua.reviews.actions.rounds import open_item_from_feedback
from motcua.reviews.actions.rounds.hand_over import OpenRounds
from motcua.reviews.enums.rounds import RoundKind
from motcua.reviews.models import HandIn, ReviewRound, RoundItem, SimplificationProposal


def test_all_that_is_open_goes_on_at_the_successor(reviewing: Reviewing, make_agency: MakeAgency) -> None:
    new = make_agency("Sở Giáo dục mới")
    mine = ReviewRound.objects.create(
        agency=new,
        kind=RoundKind.YEARLY,
        year=2026,
        title="Kế hoạch của Sở mới",
        period=reviewing.started().period,
        created_by=reviewing.keeper,
        created_at=reviewing.moment,
    )
    proposal = reviewing.decided(held=reviewing.running(kind=RoundKind.YEARLY))
    first = reviewing.procedures[0]
    open_item_from_feedback(
        agency_id=reviewing.bodies.department.pk,
        procedure_id=first.pk,
        reference="PAKN-1",
        reason="Đòi giấy thừa",
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    old = [reviewing.bodies.department.pk]
    on = {"on": reviewing.moment.date()}
    work = OpenRounds()
    counted = work.count(predecessors=old, **on)
    assert {one.count for one in counted} == {1, 2}
    assert work.close(predecessors=old, at=reviewing.moment, actor="operator", **on) == counted
    passed = work.hand_over(predecessors=old, successor=new.pk, at=reviewing.moment, actor="operator", **on)
    assert passed == counted
    assert work.count(predecessors=old, **on) == []
    proposal.refresh_from_db()
    assert (proposal.agency, proposal.item.agency) == (new, new)
    assert list(ReviewRound.objects.exclude(pk=mine.pk).values_list("agency", "kind").distinct()) == [
        (new.pk, RoundKind.FOCUSED)
    ]
    assert RoundItem.objects.get(reference="PAKN-1").agency == new
    assert JournalEntry.objects.filter(kind="ReviewRoundHandedOver").count() == 2
    assert SimplificationProposal.objects.get().planned == proposal.planned


def test_what_a_unit_owes_goes_on_at_the_unit_that_follows_it(
    reviewing: Reviewing, make_agency: MakeAgency
) -> None:
    held = reviewing.running()
    unit = make_agency("Phòng mới", parent=reviewing.bodies.department)
    OpenRounds().hand_over(
        predecessors=[reviewing.bodies.exam_division.pk],
        successor=unit.pk,
        on=reviewing.moment.date(),
        at=reviewing.moment,
        actor="operator",
    )
    assert set(held.items.values_list("unit", flat=True)) == {unit.pk}
    assert HandIn.objects.get(round=held, step="unit").unit == unit
    assert ReviewRound.objects.get().agency == reviewing.bodies.department
