"""What passes on when an agency is succeeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.reviews.actions.conditions import enter_condition
from motcua.reviews.actions.hand_over import OpenReviews
from motcua.reviews.actions.impact.acts import ActFacts, begin_draft_act
from motcua.reviews.actions.impact.concluding import drop_draft_act
from motcua.reviews.enums import ActKind, ConditionKind
from motcua.reviews.models import BusinessCondition, DraftAct
from motcua.reviews.rules.conditions.wording import Wording

pytestmark = pytest.mark.django_db
SAID = Wording("Có phòng học", "Dạy thêm", ConditionKind.PREMISES, "29/2024/TT-BGDĐT", date(2025, 2, 14))
FACTS = ActFacts("Quy định về dạy thêm", ActKind.COMMITTEE_DECISION, date(2026, 9, 1))


def test_what_is_open_goes_on_and_what_ended_stays(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    keeper, before, after = control_focal_officer, bodies.exam_division.pk, bodies.division.pk
    kept = begin_draft_act(agency_id=before, facts=FACTS, by=keeper, at=moment)
    ended = begin_draft_act(agency_id=before, facts=replace(FACTS, title="Khác"), by=keeper, at=moment)
    drop_draft_act(act_id=ended.pk, reason="Thôi", by=keeper, at=moment)
    for agency in (before, after):
        enter_condition(agency_id=agency, code="DK-01", wording=SAID, by=keeper, at=moment)
    work = OpenReviews()
    assert [one.count for one in work.count(predecessors=[before], on=moment.date())] == [1, 1]
    passed = work.hand_over(
        predecessors=[before], successor=after, on=moment.date(), at=moment, actor="operator"
    )
    assert [one.count for one in passed] == [1, 1]
    assert {row.pk: row.agency_id for row in DraftAct.objects.all()} == {kept.pk: after, ended.pk: before}
    assert sorted(BusinessCondition.objects.values_list("agency", "code")) == [
        (after, "DK-01"),
        (after, "DK-01-2"),
    ]
    assert JournalEntry.objects.filter(kind__in=["DraftActHandedOver", "ConditionHandedOver"]).count() == 2
    assert not work.close(predecessors=[before], on=moment.date(), at=moment, actor="operator")
