"""Dossiers counted: edges of the period, days of rest, as of an instant, by part, and the rows behind each figure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakeAgency
from tests.handing_in import TakenIn
from tests.indicators.conftest import PutDossier

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.hand_over import OpenDossiers
from motcua.dossiers.actions.timing import extend
from motcua.dossiers.enums import Door, PaperForm, PauseReason, Status
from motcua.dossiers.models import Dossier, IssuedPaper, Passage, Pause, SubmittedPaper
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.queries.measuring import cross, measure, over
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.measures import RECEIVED
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Subordination

pytestmark = pytest.mark.django_db
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


def number(code: str, window: Period = SEPTEMBER, **how: object) -> int:
    figure = measure(code, agency_id=None, window=window, **how).figure  # type: ignore[arg-type]  # shorthand
    assert figure is not None
    return figure.numerator


def test_a_dossier_belongs_to_the_instant_of_its_day(put: PutDossier) -> None:
    """The first instant of the period is inside, the last is not; nothing is dropped between two periods."""
    put(received=at(9, 1, 0), door=Door.ONLINE)
    put(received=at(9, 30, 23, 59), door=Door.POST)
    put(received=at(10, 1, 0))
    put(received=at(8, 31, 23, 59), finished=at(9, 1, 0))
    put(received=at(8, 30), finished=at(8, 31, 23, 59))
    assert [number(code) for code in ("carried_over", "received_online", "received_post")] == [1, 1, 1]
    assert number("received_direct") == 0
    assert (number("received"), number("resolved"), number("pending")) == (3, 1, 2)
    october = Period(date(2026, 10, 1), date(2026, 11, 1))
    assert (number("carried_over", october), number("received_new", october)) == (2, 1)


def test_what_is_finished_on_a_saturday_is_of_that_saturday(put: PutDossier) -> None:
    put(received=at(9, 17), finished=at(9, 19, 10), standing=Standing.EARLY)
    saturday = Period(date(2026, 9, 19), date(2026, 9, 20))
    assert (number("resolved_early", saturday), number("received_new", saturday)) == (1, 0)
    assert number("resolved", Period(date(2026, 9, 17), date(2026, 9, 18))) == 0


def test_how_it_ended_tells_the_column(put: PutDossier) -> None:
    ended = at(9, 10)
    put(received=at(9, 1), finished=ended, standing=Standing.EARLY)
    put(received=at(9, 1), finished=ended, standing=Standing.EARLY, status=Status.WITHDRAWN)
    put(received=at(9, 1), finished=ended, standing=Standing.ON_TIME)
    put(received=at(9, 1), finished=ended, standing=Standing.NO_DUE_DATE)
    put(received=at(9, 1), finished=ended, standing=Standing.OVERDUE, status=Status.STOPPED)
    put(received=at(9, 1), finished=ended, standing=Standing.OVERDUE, status=Status.CORRECTING)
    assert [number(f"resolved_{how}") for how in ("early", "on_time", "late")] == [1, 3, 2]
    shown = measure("on_time_rate", agency_id=None, window=SEPTEMBER)
    assert (shown.value, shown.says) == (Decimal("66.67"), "66,67 %")
    assert shown.figure is not None
    assert shown.figure.exact == Fraction(200, 3)


def test_only_received_dossiers_count(put: PutDossier) -> None:
    refused = put(received=at(9, 1), finished=at(9, 2), status=Status.NOT_ACCEPTED)
    Dossier.objects.filter(pk=refused.pk).update(received_at=None)
    assert (number("received"), number("resolved")) == (0, 0)


def test_past_windows_stand_as_they_stood(put: PutDossier) -> None:
    """Resolved since, late since: neither is seen in a window that was closed before."""
    put(received=at(9, 20), finished=at(10, 8), standing=Standing.OVERDUE, due=at(10, 2))
    put(received=at(9, 20), finished=at(10, 8), standing=Standing.OVERDUE, due=at(9, 25))
    assert (number("pending_in_time"), number("pending_late"), number("resolved")) == (1, 1, 0)
    earlier = at(9, 24)
    assert (number("pending_in_time", as_of=earlier), number("pending_late", as_of=earlier)) == (2, 0)
    assert number("pending_in_time", as_of=at(12, 31)) == 1


def test_open_is_not_on_time(put: PutDossier) -> None:
    put(received=at(9, 1), finished=at(9, 5), standing=Standing.EARLY)
    put(received=at(9, 1), due=at(9, 5))
    assert number("resolved") == 1
    assert measure("on_time_rate", agency_id=None, window=SEPTEMBER).value == 100


def test_received_today_is_not_overdue_today(put: PutDossier) -> None:
    put(received=at(9, 30, 9), due=at(9, 30, 11))
    assert number("pending_late", as_of=at(9, 30, 17)) == 0
    assert number("pending_late") == 1


def test_waiting_makes_nothing_late_and_hides_nothing_late(put: PutDossier) -> None:
    waits, was_late = (
        put(received=at(9, 1), due=at(9, 20), status=Status.SUPPLEMENT_REQUIRED) for _ in range(2)
    )
    for dossier, since in ((waits, at(9, 10)), (was_late, at(9, 22))):
        Pause.objects.create(
            dossier=dossier, reason=PauseReason.SUPPLEMENT, lasted=DateTimeTZRange(since, None)
        )
    assert (number("pending_in_time"), number("pending_late")) == (1, 1)


def test_an_extension_does_not_reach_back(in_hand: TakenIn, head: Person) -> None:
    """Promised for Tuesday 22 September, put off on the Wednesday after: late in between, and only then."""
    dossier = in_hand()
    assert dossier.due_at is not None
    assert dossier.due_at.date() == date(2026, 9, 22)
    extend(
        dossier_id=dossier.pk,
        by=head,
        at=at(9, 23, 10),
        amount=Limit(Decimal(5), LimitUnit.WORKING_DAY),
        reason="Chờ xác minh",
    )
    found = [number("pending_late", as_of=moment) for moment in (at(9, 22), at(9, 23), at(9, 23, 12))]
    assert found == [0, 1, 0]
    assert number("pending_late", Period(date(2026, 9, 1), date(2026, 11, 1))) == 1


def test_an_agency_succeeded_since_has_what_was_its_own(
    in_hand: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    Dossier.objects.filter(pk=in_hand().pk).update(unit=None)  # its division stays where it stood
    passed_on = moment + timedelta(days=20)
    with transaction.atomic():
        OpenDossiers().hand_over(
            predecessors=[bodies.department.pk],
            successor=bodies.other_department.pk,
            on=passed_on.date(),
            at=passed_on,
            actor="operator",
        )
    for agency, before, since in ((bodies.department, 1, 0), (bodies.other_department, 0, 1)):
        october = Period(date(2026, 10, 1), date(2026, 11, 1))
        found = [
            measure("pending", agency_id=agency.pk, window=window).value for window in (SEPTEMBER, october)
        ]
        assert found == [before, since]


def test_apologies_are_counted_of_what_is_late(put: PutDossier) -> None:
    late = {"received": at(9, 1), "due": at(9, 10)}
    put(**late, apologised_at=at(9, 11))
    put(**late, finished=at(9, 15), standing=Standing.OVERDUE, apologised_at=at(10, 2))
    put(**late, apologised_at=at(9, 9), extended_at=at(9, 9, 10))
    put(received=at(9, 1), due=at(10, 10), apologised_at=at(9, 11))
    shown = measure("apology_rate", agency_id=None, window=SEPTEMBER)
    assert shown.figure is not None
    assert (shown.figure.numerator, shown.figure.denominator) == (1, 3)


def test_an_apology_stays_where_another_came_after_the_closing(put: PutDossier) -> None:
    dossier = put(received=at(9, 1), due=at(9, 10), apologised_at=at(10, 20), extended_at=at(10, 5))
    assert number("apology_rate") == 0
    IssuedPaper.objects.create(
        dossier=dossier, kind=PaperKind.APOLOGY, number=1, form_set="", facts={}, at=at(9, 11)
    )
    assert number("apology_rate") == 1


def test_a_paper_reused_after_the_closing_changes_nothing_of_it(put: PutDossier) -> None:
    for reused_at in (at(9, 1), at(10, 2), None):
        dossier = put(received=at(9, 1))
        SubmittedPaper.objects.create(
            dossier=dossier,
            position=1,
            name="Học bạ",
            form=PaperForm.REUSED,
            reused_from="Cơ sở dữ liệu ngành",
            reused_at=reused_at,
        )
    assert number("reused") == 1
    assert number("reused", Period(date(2026, 9, 1), date(2026, 11, 1))) == 2


def test_nothing_is_not_zero_percent(bodies: Bodies) -> None:
    shown = measure("on_time_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert (shown.value, shown.says) == (None, "không phát sinh")
    assert measure("resolved", agency_id=None, window=SEPTEMBER).says == "0 hồ sơ"
    awaited = measure("synchronised_rate", agency_id=None, window=SEPTEMBER)
    assert (awaited.figure, awaited.says) == (None, "chưa có dữ liệu")


def test_agencies_with_nothing_are_in_the_table_and_each_dossier_once(
    put: PutDossier, bodies: Bodies
) -> None:
    """A dossier received at one agency, resolved by another, worked on in a division of a third is one dossier."""
    put(received=at(9, 1), reception=bodies.commune_committee, unit=bodies.exam_division)
    put(received=at(9, 1), competent=bodies.commune_committee, unit=bodies.social_office)
    shown = measure("received", agency_id=bodies.committee.pk, window=SEPTEMBER, by=Dimension.AGENCY)
    table = {part.label: part.figure.numerator for part in shown.parts}
    assert table[bodies.department.name] == table[bodies.commune_committee.name] == 1
    assert table[bodies.upper_secondary_school.name] == table[bodies.other_department.name] == 0
    assert bodies.exam_division.name not in table
    assert sum(table.values()) == number("received") == 2
    one = measure("received", agency_id=bodies.exam_division.pk, window=SEPTEMBER).figure
    assert one is not None
    assert one.numerator == 1


def test_what_an_agency_did_before_it_ended_is_not_lost(
    put: PutDossier, bodies: Bodies, make_agency: MakeAgency
) -> None:
    office = make_agency("Phòng đã giải thể", parent=bodies.department, until=date(2026, 9, 15))
    put(received=at(9, 1), finished=at(9, 8), competent=office)
    for window in (SEPTEMBER, Period(date(2026, 1, 1), date(2027, 1, 1))):
        figure = measure("resolved", agency_id=bodies.department.pk, window=window).figure
        assert figure is not None
        assert figure.numerator == 1


def test_an_agency_that_moved_counts_where_it_stood_last(put: PutDossier, bodies: Bodies) -> None:
    school = bodies.upper_secondary_school
    Subordination.objects.filter(agency=school).update(
        in_force=DateRange(date(2025, 7, 1), date(2026, 9, 10))
    )
    Subordination.objects.create(
        agency=school, parent=bodies.commune_committee, in_force=DateRange(date(2026, 9, 10), None)
    )
    put(received=at(9, 1), competent=school)
    places = (bodies.department, bodies.commune_committee, bodies.committee)
    found = [measure("received", agency_id=place.pk, window=SEPTEMBER) for place in places]
    assert [shown.value for shown in found] == [0, 1, 1]


@pytest.mark.parametrize(
    ("by", "label"),
    [
        (Dimension.CHANNEL, "Trực tuyến"),
        (Dimension.LEVEL, "Cấp tỉnh"),
        (Dimension.PROCEDURE, "1.005143 Cấp lại văn bằng"),
        (Dimension.FIELD, None),
    ],
)
def test_parts_add_up(put: PutDossier, by: Dimension, label: str | None) -> None:
    put(received=at(9, 1), door=Door.ONLINE)
    put(received=at(9, 2), door=Door.ONLINE, finished=at(9, 3))
    shown = measure("resolved_rate", agency_id=None, window=SEPTEMBER, by=by)
    assert shown.value == 50
    filled = [part for part in shown.parts if part.figure.denominator]
    assert len(filled) == 1
    assert label is None or filled[0].label.startswith(label)


def test_the_rows_are_those_of_the_figure(put: PutDossier, bodies: Bodies, head: Person, today: date) -> None:
    for door in (Door.ONLINE, Door.ONLINE, Door.DIRECT):
        put(received=at(9, 1), finished=at(9, 3), standing=Standing.EARLY, door=door)
    late = put(received=at(9, 1), finished=at(9, 20), standing=Standing.OVERDUE)
    elsewhere = put(received=at(9, 1), finished=at(9, 3), competent=bodies.other_department, involved=[])
    whole = {"agency_id": bodies.committee.pk, "window": SEPTEMBER}
    figure = measure("on_time_rate", **whole).figure  # type: ignore[arg-type]  # shorthand
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (4, 5)
    above = rows_of("on_time_rate", **whole, person=head, on=today)  # type: ignore[arg-type]
    below = rows_of("on_time_rate", **whole, side=Side.DENOMINATOR, person=head, on=today)  # type: ignore[arg-type]
    assert set(below) - set(above) == {late}
    assert elsewhere not in below  # another department's: counted, not shown to this person
    part = (Dimension.CHANNEL, Door.ONLINE.value)
    assert rows_of("early_rate", **whole, part=part, person=head, on=today).count() == 2  # type: ignore[arg-type]


def test_two_dimensions_at_once_are_one_statement_and_add_up(put: PutDossier, bodies: Bodies) -> None:
    put(received=at(9, 1), door=Door.ONLINE)
    put(received=at(9, 1), door=Door.ONLINE, competent=bodies.commune_committee)
    put(received=at(9, 1), competent=bodies.commune_committee)
    with CaptureQueriesContext(connection) as queries:
        [cells] = cross(RECEIVED, [Asked(None, SEPTEMBER)], by=(Dimension.AGENCY, Dimension.CHANNEL))
    assert len(queries) == 1
    found = {key: sum(counted.values()) for key, counted in cells.items()}
    commune = str(bodies.commune_committee.pk)
    assert found == {
        (str(bodies.department.pk), "online"): 1,
        (commune, "online"): 1,
        (commune, "direct"): 1,
    }


def test_each_dossier_is_of_the_officer_who_handled_it_then(
    in_hand: TakenIn, head: Person, handling_officer: Person
) -> None:
    dossier = in_hand()
    Passage.objects.filter(dossier=dossier).update(left_at=at(9, 16))
    for number_of, (role, person, entered) in enumerate(
        [("handler", handling_officer, at(9, 16)), ("head", head, at(9, 18))], start=90
    ):
        Passage.objects.create(
            dossier=dossier,
            number=number_of,
            step_key="x",
            step_name="Bước",
            role=role,
            agency=dossier.competent,
            person=person,
            entered_at=entered,
            left_at=entered,
        )
    shown = measure("received", agency_id=None, window=SEPTEMBER, by=Dimension.OFFICER)
    assert [(part.label, part.figure.numerator) for part in shown.parts] == [(handling_officer.full_name, 1)]


def test_windows_at_once(put: PutDossier) -> None:
    put(received=at(8, 3), finished=at(9, 5))
    put(received=at(9, 3), finished=at(9, 5))
    months = [Period(date(2026, m, 1), date(2026, m + 1, 1)) for m in (8, 9, 10)]
    with CaptureQueriesContext(connection) as queries:
        found = over("resolved", months, agency_id=None, as_of=at(9, 20))
    assert len(queries) == 1
    assert [figure.numerator if figure else None for figure in found] == [0, 2, None]


def test_one_statement_and_two_by_part(put: PutDossier, bodies: Bodies) -> None:
    put(received=at(9, 1))
    with CaptureQueriesContext(connection) as queries:
        measure("on_time_rate", agency_id=bodies.committee.pk, window=SEPTEMBER)
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        measure("on_time_rate", agency_id=bodies.committee.pk, window=SEPTEMBER, by=Dimension.AGENCY)
    assert len(queries) == 2


@pytest.mark.parametrize(
    ("code", "window", "how", "refusal"),
    [
        ("no_such", SEPTEMBER, {}, "measure-not-found"),
        ("received", Period(date(2017, 1, 1), date(2017, 2, 1)), {}, "measure-not-in-force"),
        ("received", Period(date(2026, 9, 1)), {}, "window-without-end"),
        ("received", SEPTEMBER, {"as_of": at(8, 1)}, "closed-before-window"),
        ("online_payment_rate", SEPTEMBER, {"by": Dimension.CHANNEL}, "dimension-not-of-measure"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    code: str, window: Period, how: dict[str, object], refusal: str
) -> None:
    with pytest.raises(Refused) as refused:
        measure(code, agency_id=None, window=window, **how)  # type: ignore[arg-type]  # shorthand
    assert refused.value.code == refusal
