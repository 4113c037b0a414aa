"""Open dossiers pass on with an agency; what was done stays with who did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakeAgency
from tests.dossiers.refusing import fresh
from tests.handing_in import TakenIn

from motcua.dossiers.actions.hand_over import OpenDossiers
from motcua.dossiers.models import Dossier, Passage
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.kernel.queries import entries_about
from motcua.organisations.enums import AgencyKind

pytestmark = pytest.mark.django_db


def test_open_dossiers_get_the_successor_everywhere(
    taken_in: TakenIn,
    in_hand: Callable[..., Dossier],
    bodies: Bodies,
    make_agency: MakeAgency,
    moment: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    fresh_one, held = taken_in(), in_hand()
    new = make_agency("Sở mới", kind=AgencyKind.EDUCATION_DEPARTMENT, area=bodies.department.area)
    old, on = [bodies.department.pk], moment.date()
    work = OpenDossiers()
    assert [one.count for one in work.count(predecessors=old, on=on)] == [2, 0]
    with django_assert_max_num_queries(10):
        work.hand_over(predecessors=old, successor=new.pk, on=on, at=moment, actor="operator")
    for before in (fresh_one, held):
        row = fresh(before)
        assert (row.reception_id, row.competent_id) == (new.pk, new.pk)
        assert new.pk in row.involved
        assert bodies.department.pk in row.involved
        assert (row.due_at, row.revision) == (before.due_at, before.revision + 1)
        assert replay(entries_about(SUBJECT, str(row.pk)).values_list("kind", "payload")) is not None
    assert fresh(held).holder_agency_id == bodies.exam_division.pk
    done = Passage.objects.filter(dossier=held, left_at__isnull=False).values_list("agency", flat=True)
    assert set(done) == {bodies.department.pk}
    assert Passage.objects.get(dossier=fresh_one).agency_id == new.pk


def test_nothing_ends_by_itself(taken_in: TakenIn, bodies: Bodies, moment: datetime) -> None:
    taken_in()
    left = OpenDossiers().close(
        predecessors=[bodies.department.pk], on=moment.date(), at=moment, actor="operator"
    )
    assert [one.count for one in left] == [1]
