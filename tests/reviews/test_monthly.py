"""Procedures of signed decisions by month: what is counted, as of when, and that every number opens to its rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind, DecisionStage, ProcedureLevel
from motcua.catalogue.models import DecisionItem, Procedure, PromulgationDecision
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import MonthlyCut, MonthlySpan
from motcua.reviews.queries.monthly import promulgated
from motcua.reviews.rules.monthly import Promulgated, behind, month_of, span_of, table

SEPTEMBER = date(2026, 9, 1)


def one(signed_on: date, change: ChangeKind = ChangeKind.NEW, **more: object) -> Promulgated:
    facts = {
        "decision_id": "d",
        "number": "1/QĐ",
        "issuer": "Chủ tịch",
        "procedure_id": "p",
        "code": "1.000001",
    }
    return Promulgated(signed_on=signed_on, change=change, name="Thủ tục", **{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2026", "2026-13", "10/2026", "2026-00", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        month_of(text)
    assert refused.value.code == "month-unreadable"


def test_a_month_and_a_year_end_where_the_next_begins() -> None:
    december = month_of("2026-12")
    assert span_of(december, MonthlySpan.MONTH).end == date(2027, 1, 1)
    assert span_of(december, MonthlySpan.YEAR).start == date(2026, 1, 1)


def test_the_year_ends_with_the_month() -> None:
    rows = [one(date(2026, 8, 31)), one(date(2026, 9, 1)), one(date(2026, 10, 1)), one(date(2025, 12, 31))]
    [whole, *_parts] = table(rows, month=SEPTEMBER, by=MonthlyCut.FIELD)
    assert (whole.count(MonthlySpan.MONTH), whole.count(MonthlySpan.YEAR)) == (1, 2)


def test_several_levels_count_once_in_the_whole() -> None:
    row = one(SEPTEMBER, levels=("commune", "province"))
    whole, *levels = table([row], month=SEPTEMBER, by=MonthlyCut.LEVEL)
    assert whole.count(MonthlySpan.MONTH) == 1
    assert [(each.label, each.count(MonthlySpan.MONTH)) for each in levels] == [
        ("Cấp tỉnh", 1),
        ("Cấp xã", 1),
    ]


rows_of_a_year = some.lists(
    some.builds(
        one,
        some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        some.sampled_from(list(ChangeKind)),
        field=some.sampled_from(["", "Thi", "Văn bằng"]),
        levels=some.sampled_from([(), ("province",), ("province", "commune")]),
    ),
    max_size=20,
)


@given(rows_of_a_year, some.sampled_from(list(MonthlyCut)), some.integers(1, 12))
def test_every_number_opens_to_as_many_rows(found: list[Promulgated], by: MonthlyCut, month: int) -> None:
    day = date(2026, month, 1)
    for row in table(found, month=day, by=by):
        for span in MonthlySpan:
            for change in (*ChangeKind, None):
                opened = behind(found, month=day, span=span, change=change, by=by, part=row.part)
                assert len(opened) == row.count(span, change)


@pytest.fixture
def signed(
    publish: Publish, bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> PromulgationDecision:
    """A decision signed on 10 September that amends one procedure and repeals another."""
    amended = publish(
        "1.000001",
        name="Chuyển trường",
        field="Thi",
        levels=(ProcedureLevel.PROVINCE, ProcedureLevel.COMMUNE),
    )
    repealed = publish("1.000002", name="Cấp phép cũ", field="Văn bằng")
    decision = PromulgationDecision.objects.create(
        number="12/QĐ-UBND",
        title="Công bố thủ tục",
        issuer="Chủ tịch Ủy ban nhân dân thành phố",
        agency=bodies.department,
        stage=DecisionStage.PROMULGATED,
        signed_on=date(2026, 9, 10),
        effective_on=date(2026, 9, 15),
        prepared_by=control_focal_officer,
        prepared_at=moment - timedelta(days=9),
        approved_by=head,
        approved_at=moment,
    )
    put(decision, amended, ChangeKind.AMENDED)
    put(decision, repealed, ChangeKind.REPEALED)
    return decision


def put(decision: PromulgationDecision, procedure: Procedure, change: ChangeKind) -> None:
    version = procedure.versions.get() if change is ChangeKind.AMENDED else None
    DecisionItem.objects.create(decision=decision, procedure=procedure, change=change, version=version)


@pytest.mark.django_db
def test_a_signed_decision_counts_from_when_it_was_recorded(
    signed: PromulgationDecision, bodies: Bodies, moment: datetime
) -> None:
    with CaptureQueriesContext(connection) as ran:
        found = promulgated(month=SEPTEMBER, at=moment, agency_id=bodies.department.pk)
    assert len(ran) == 2
    assert [(row.code, row.change, row.name, row.field) for row in found] == [
        ("1.000001", ChangeKind.AMENDED, "Chuyển trường", "Thi"),
        ("1.000002", ChangeKind.REPEALED, "Cấp phép cũ", "Văn bằng"),
    ]
    assert not promulgated(month=SEPTEMBER, at=moment - timedelta(seconds=1))
    assert not promulgated(month=date(2026, 8, 1), at=moment)
    assert not promulgated(month=SEPTEMBER, at=moment, agency_id=bodies.other_department.pk)
