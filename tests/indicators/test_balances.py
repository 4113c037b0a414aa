"""Random histories: the tallies add up in every cell, over agencies and over adjoining periods, and are those that a
plain reading of the rows gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.standing import standing_now, standing_when_finished
from motcua.dossiers.enums import Door, Status
from motcua.dossiers.models import Dossier
from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.measuring import count
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.measures import PENDING, RECEIVED, RECEIVED_NEW, RESOLVED, gaps
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db
BALANCED = (*RECEIVED, *RESOLVED, *PENDING)
FIRST = datetime(2026, 3, 1, tzinfo=VIETNAM)
T = Tally


@dataclass(frozen=True)
class Life:
    """A dossier by what is counted of it, in quarter days from the first."""

    came: int
    lasted: int | None
    promised: int | None
    door: Door
    status: Status
    place: int

    @property
    def received(self) -> datetime:
        return FIRST + timedelta(hours=6 * self.came)

    @property
    def finished(self) -> datetime | None:
        return None if self.lasted is None else self.received + timedelta(hours=6 * self.lasted)

    @property
    def due(self) -> datetime | None:
        return None if self.promised is None else self.received + timedelta(hours=6 * self.promised)


lives = st.builds(
    Life,
    came=st.integers(0, 120),
    lasted=st.none() | st.integers(0, 80),
    promised=st.none() | st.integers(0, 60),
    door=st.sampled_from(list(Door)),
    status=st.sampled_from([Status.RESOLVED, Status.RESOLVED, Status.WITHDRAWN, Status.STOPPED]),
    place=st.integers(0, 2),
)
days = st.integers(0, 40)


def plainly(life: Life, since: datetime, until: datetime) -> set[Tally]:
    """In which tallies the dossier stands, read without SQL."""
    done = life.finished if life.finished is not None and life.finished < until else None
    if life.received >= until or (done is not None and done < since):
        return set()
    doors = {Door.ONLINE: T.RECEIVED_ONLINE, Door.POST: T.RECEIVED_POST}
    came = T.CARRIED if life.received < since else doors.get(life.door, T.RECEIVED_DIRECT)
    if done is None:
        now = standing_now(due_at=life.due, received_at=life.received, at=until)
        return {came, T.PENDING_LATE if now is Standing.OVERDUE else T.PENDING_IN_TIME}
    how = standing_when_finished(due_at=life.due, finished_at=done)
    if how is Standing.OVERDUE:
        return {came, T.RESOLVED_LATE}
    is_early = how is Standing.EARLY and life.status is Status.RESOLVED
    return {came, T.RESOLVED_EARLY if is_early else T.RESOLVED_ON_TIME}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lives, max_size=14), days, days, days, st.booleans())
def test_it_adds_up(
    put: PutDossier, bodies: Bodies, told: list[Life], one: int, two: int, three: int, is_closed_early: bool
) -> None:
    first, middle, last = (
        date(2026, 3, 1) + timedelta(days=day) for day in sorted({one, two, three, 41, 42, 43})[:3]
    )
    whole, before, after = Period(first, last), Period(first, middle), Period(middle, last)
    closed = datetime.combine(last, time(0), tzinfo=VIETNAM) - timedelta(hours=7 if is_closed_early else 0)
    with transaction.atomic():
        Dossier.objects.bulk_create([_row(put, bodies, life) for life in told])
        asked = [
            Asked(None, whole, closed),
            Asked(bodies.committee.pk, whole, closed),
            Asked(None, before),
            Asked(None, after, closed),
        ]
        total, below, earlier, later = (parts[""] for parts in count(BALANCED, asked))
        [by_agency] = count(BALANCED, [asked[1]], by=Dimension.AGENCY)
        _go_on(put, bodies, told, closed)
        again = [parts[""] for parts in count(BALANCED, asked[:2])]
        transaction.set_rollback(True)
    assert again == [total, below]  # what happened since changes nothing of what was closed
    since = datetime.combine(first, time(0), tzinfo=VIETNAM)
    stood = [plainly(life, since, closed) for life in told]
    assert total == below == {tally: sum(tally in one for one in stood) for tally in BALANCED}
    for cell in (total, earlier, later, *by_agency.values()):
        assert gaps(cell) == {}
    for tally in BALANCED:
        assert sum(cell[tally] for cell in by_agency.values()) == total[tally]
    for flow in (*RECEIVED_NEW, *RESOLVED):
        assert earlier[flow] + later[flow] == total[flow]
    assert sum(later[tally] for tally in (T.CARRIED,)) == sum(earlier[tally] for tally in PENDING)
    assert earlier[T.CARRIED] == total[T.CARRIED]
    assert [later[tally] for tally in PENDING] == [total[tally] for tally in PENDING]


def _go_on(put: PutDossier, bodies: Bodies, told: list[Life], closed: datetime) -> None:
    """After the closing everything that was open ends, late, and as many come in."""
    Dossier.objects.filter(finished_at=None).update(
        finished_at=closed + timedelta(days=400), status=Status.RESOLVED, standing=Standing.OVERDUE
    )
    rows = [_row(put, bodies, life) for life in told]
    for row in rows:
        row.received_at = row.started_at = row.submitted_at = closed + timedelta(hours=1)
        row.finished_at, row.status, row.standing = None, Status.PROCESSING, ""
    Dossier.objects.bulk_create(rows)


def _row(put: Callable[..., Dossier], bodies: Bodies, life: Life) -> Dossier:
    places = (bodies.department, bodies.commune_committee, bodies.upper_secondary_school)
    standing = (
        "" if life.finished is None else standing_when_finished(due_at=life.due, finished_at=life.finished)
    )
    return put(
        received=life.received,
        finished=life.finished,
        standing=standing,
        due=life.due,
        door=life.door,
        status=life.status if life.finished else Status.PROCESSING,
        competent=places[life.place],
        unit=bodies.exam_division if life.place == 0 else None,
        save=False,
    )
