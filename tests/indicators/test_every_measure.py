"""Every declared measure is counted, parted and listed by statements that hold, also for an agency with nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.indicators.enums import Side
from motcua.indicators.queries.measuring import figures, measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import is_sealed, measures_on
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))
COUNTED = [known for known in measures_on(date(2026, 9, 30)) if known.has_data]


@pytest.fixture
def some(put: PutDossier) -> None:
    at = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)
    for _ in range(4):  # with the late one as many as it takes that ratings are told
        put(received=at, finished=at + timedelta(days=2), standing=Standing.EARLY, door=Door.ONLINE)
    put(received=at, finished=at + timedelta(days=9), standing=Standing.OVERDUE)
    put(received=at, due=at + timedelta(days=3))


@pytest.mark.usefixtures("some")
def test_as_many_rows_as_the_figure_says(bodies: Bodies, head: Person, today: date) -> None:
    """Above the line and below it; for whoever runs the machine all rows, for a person those they may see. Where a row
    counts several (papers of a procedure) there are no more rows than the figure says; what people say of single
    dossiers has none for anybody."""
    for place in (None, bodies.department.pk, bodies.primary_school.pk):
        asked = Asked(place, SEPTEMBER)
        for known, figure in zip(COUNTED, figures([(each, asked) for each in COUNTED]), strict=True):
            assert figure is not None
            said = {Side.NUMERATOR: figure.numerator, Side.DENOMINATOR: figure.denominator}
            for side, number in said.items():
                if number is None:
                    continue
                how = {"agency_id": place, "window": SEPTEMBER, "side": side, "on": today}
                every = rows_of(known.code, **how, person=None)  # type: ignore[arg-type]  # shorthand
                if is_sealed(known.code, side):
                    assert every.count() == 0, (known.code, side)
                elif known.is_weighed:
                    assert every.count() <= number, (known.code, side)
                else:
                    assert every.count() == number, (known.code, side)
                theirs = rows_of(known.code, **how, person=head)  # type: ignore[arg-type]  # shorthand
                assert theirs.count() <= number


@pytest.mark.usefixtures("some")
def test_every_dimension_adds_up_to_the_whole(bodies: Bodies) -> None:
    for known in COUNTED:
        whole = measure(known.code, agency_id=bodies.committee.pk, window=SEPTEMBER).figure
        for by in known.dimensions:
            parted = measure(known.code, agency_id=bodies.committee.pk, window=SEPTEMBER, by=by)
            assert parted.figure == whole, (known.code, by)
            assert sum(part.figure.numerator for part in parted.parts) == parted.figure.numerator, (  # type: ignore[union-attr]
                known.code,
                by,
            )
