"""How dossiers come in at an office: its online door, the codes they are given, when late ones count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.code_patterns import set_code_pattern
from motcua.dossiers.actions.codes import allocate_code
from motcua.dossiers.actions.late_receipts import set_late_receipt_rule
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.models import CodePattern, LateReceiptRule, OnlineDoor
from motcua.dossiers.queries.clocks import explained_clock
from motcua.dossiers.queries.online import find_door
from motcua.dossiers.rules.codes import check_length, check_pattern
from motcua.kernel.clock import local_day
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.organisations.policy import SYSTEM

NEW = "{agency}.{yyyymmdd}.{seq:05d}"
TODAY = date(2026, 9, 17)


@pytest.fixture
def home(bodies: Bodies) -> Installation:
    return Installation.objects.create(home=bodies.department)


@pytest.fixture
def pattern(bodies: Bodies, business_administrator: Person, moment: datetime) -> dict[str, Any]:
    """A pattern of the department's own, from tomorrow on."""
    return {
        "agency_id": bodies.department.pk,
        "pattern": NEW,
        "basis": "Quyết định 1/QĐ-UBND",
        "since": TODAY + timedelta(days=1),
        "by": business_administrator,
        "at": moment,
    }


@pytest.fixture
def door(bodies: Bodies, business_administrator: Person, moment: datetime) -> dict[str, Any]:
    """The department's own door, open from tomorrow on."""
    return {
        "agency_id": bodies.department.pk,
        "is_open": True,
        "reason": "Chưa nối với Cổng quốc gia.",
        "since": TODAY + timedelta(days=1),
        "by": business_administrator,
        "at": moment,
    }


@pytest.mark.parametrize(
    "text", ["{agency}/{yymmdd}/{seq:04d}", "{agency}-{yymmdd}", "{seq:04d}", "Mã {agency}"]
)
def test_codes_must_be_unmistakable_and_fit_into_addresses(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_pattern(text)
    assert refused.value.details["field"] == "pattern"


def test_a_code_has_a_longest() -> None:
    check_length("{agency}-{yymmdd}-{seq:04d}", "T002")
    with pytest.raises(Refused, match="60 ký tự"):
        check_length("{agency}-{yymmdd}-{seq:04d}", "T" * 50)


@pytest.mark.django_db
def test_a_pattern_holds_from_its_day_and_the_one_before_ends(
    pattern: dict[str, Any], bodies: Bodies
) -> None:
    first = set_code_pattern(**{**pattern, "since": TODAY})
    set_code_pattern(**{**pattern, "pattern": "{agency}-{yymmdd}-{seq:03d}"})
    first.refresh_from_db()
    assert first.in_force.upper == TODAY + timedelta(days=1)
    code = bodies.department.code
    assert allocate_code(agency=bodies.department, on=TODAY)[0] == f"{code}.20260917.00001"
    assert allocate_code(agency=bodies.department, on=TODAY + timedelta(days=1))[0] == f"{code}-260918-001"
    entry = JournalEntry.objects.filter(kind="CodePatternSet").latest("at", "seq")
    assert entry.payload["pattern"] == "{agency}-{yymmdd}-{seq:03d}"


@pytest.mark.django_db
def test_what_begins_the_same_day_gives_way(pattern: dict[str, Any], bodies: Bodies) -> None:
    set_code_pattern(**pattern)
    set_code_pattern(**{**pattern, "pattern": "{agency}-{yymmdd}-{seq:03d}"})
    rows = CodePattern.objects.filter(agency=bodies.department)
    assert [row.pattern for row in rows] == ["{agency}-{yymmdd}-{seq:03d}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"pattern": "{agency}"}, "code-pattern-ambiguous"),
        ({"pattern": "M" * 60 + NEW}, "code-pattern-too-long"),
        ({"basis": " "}, "basis-missing"),
        ({"since": TODAY - timedelta(days=1)}, "code-pattern-in-the-past"),
        ({"since": TODAY}, "code-pattern-changed-later"),
    ],
)
def test_a_wrong_pattern_leaves_no_trace(pattern: dict[str, Any], said: dict[str, Any], code: str) -> None:
    set_code_pattern(**pattern)
    before = list(CodePattern.objects.order_by("pk").values_list("pk", "in_force"))
    with pytest.raises(Refused) as refused:
        set_code_pattern(**{**pattern, **said})
    assert refused.value.code == code
    assert list(CodePattern.objects.order_by("pk").values_list("pk", "in_force")) == before
    assert JournalEntry.objects.filter(kind="CodePatternSet").count() == 1


@pytest.mark.django_db
def test_only_who_keeps_the_body_sets_it(
    pattern: dict[str, Any], door: dict[str, Any], head: Person, control_focal_officer: Person, bodies: Bodies
) -> None:
    doors = OnlineDoor.objects.count()
    for person in (head, control_focal_officer):
        with pytest.raises(Refused, match="quyền"):
            set_code_pattern(**{**pattern, "by": person})
        with pytest.raises(Refused, match="quyền"):
            set_online_door(**{**door, "by": person})
    assert not CodePattern.objects.filter(agency=bodies.department).exists()
    assert OnlineDoor.objects.count() == doors


@pytest.mark.django_db
def test_what_is_for_all_is_set_by_who_keeps_the_home(
    pattern: dict[str, Any], home: Installation, bodies: Bodies
) -> None:
    row = set_code_pattern(**{**pattern, "agency_id": None})
    assert row.agency is None
    Installation.objects.all().delete()
    with pytest.raises(Refused, match="quyền"):
        set_code_pattern(**{**pattern, "agency_id": None})


@pytest.mark.django_db
def test_a_door_opens_on_its_day(door: dict[str, Any], bodies: Bodies) -> None:
    set_online_door(**door)
    agency = bodies.department.pk
    assert not find_door(agency_id=agency, kind="ministry", on=TODAY).is_open
    assert find_door(agency_id=agency, kind="ministry", on=TODAY + timedelta(days=1)).is_open


@pytest.mark.django_db
def test_a_door_is_not_set_for_days_that_passed(door: dict[str, Any]) -> None:
    past = {**door, "since": TODAY - timedelta(days=1)}
    with pytest.raises(Refused) as refused:
        set_online_door(**past)
    assert refused.value.code == "online-door-in-the-past"
    assert set_online_door(**{**past, "by": SYSTEM}).is_open


LATE = timedelta(hours=6, minutes=30)  # half past three


@pytest.fixture
def late_rule(bodies: Bodies, business_administrator: Person, moment: datetime) -> dict[str, Any]:
    """At the department late receipts count as of the next working day, from today on."""
    return {
        "agency_id": bodies.department.pk,
        "counts_next_day": True,
        "basis": "Quy chế một cửa, Điều 6",
        "since": TODAY,
        "by": business_administrator,
        "at": moment,
    }


def due_on(dossier: Any) -> date:
    return local_day(dossier.due_at)


@pytest.mark.django_db
def test_a_late_receipt_counts_from_the_next_working_day_where_that_is_laid_down(
    late_rule: dict[str, Any], taken_in: TakenIn, moment: datetime
) -> None:
    assert due_on(taken_in(at=moment + LATE)) == date(2026, 9, 22)  # nothing said: three days after Thursday
    set_late_receipt_rule(**late_rule)
    late = taken_in(at=moment + LATE)
    assert (due_on(late), late.late_receipt_next_day) == (date(2026, 9, 23), True)
    why = explained_clock(late)
    assert why is not None
    assert (why.due_at, why.counted_from) == (late.due_at, date(2026, 9, 18))
    in_time = taken_in(at=moment)
    assert (due_on(in_time), in_time.late_receipt_next_day) == (date(2026, 9, 22), False)
    saturday = taken_in(at=moment + timedelta(days=2))
    assert due_on(saturday) == date(2026, 9, 24)  # as if received on Monday
    assert JournalEntry.objects.get(kind="LateReceiptRuleSet").payload["reason"] == late_rule["basis"]


@pytest.mark.django_db
def test_an_agencys_own_rule_goes_before_that_for_all(
    late_rule: dict[str, Any], home: Installation, taken_in: TakenIn, moment: datetime
) -> None:
    set_late_receipt_rule(**{**late_rule, "agency_id": None})
    assert due_on(taken_in(at=moment + LATE)) == date(2026, 9, 23)
    set_late_receipt_rule(**{**late_rule, "counts_next_day": False})
    assert due_on(taken_in(at=moment + LATE)) == date(2026, 9, 22)


@pytest.mark.django_db
def test_a_rule_of_late_receipts_ends_where_the_next_begins(late_rule: dict[str, Any]) -> None:
    first = set_late_receipt_rule(**late_rule)
    tomorrow = {**late_rule, "since": TODAY + timedelta(days=1), "counts_next_day": False}
    for _ in range(2):  # the same day again takes the place of what was to begin
        set_late_receipt_rule(**tomorrow)
    first.refresh_from_db()
    assert first.in_force.upper == TODAY + timedelta(days=1)
    assert LateReceiptRule.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"basis": " "}, "basis-missing"),
        ({"since": TODAY - timedelta(days=1)}, "late-receipt-in-the-past"),
        ({"since": TODAY}, "late-receipt-changed-later"),
    ],
)
def test_a_wrong_rule_of_late_receipts_leaves_no_trace(
    late_rule: dict[str, Any], head: Person, said: dict[str, Any], code: str
) -> None:
    set_late_receipt_rule(**{**late_rule, "since": TODAY + timedelta(days=1)})
    before = list(LateReceiptRule.objects.values())
    with pytest.raises(Refused) as refused:
        set_late_receipt_rule(**{**late_rule, **said})
    assert refused.value.code == code
    with pytest.raises(Refused, match="quyền"):
        set_late_receipt_rule(**{**late_rule, "by": head})
    assert list(LateReceiptRule.objects.values()) == before
    assert JournalEntry.objects.filter(kind="LateReceiptRuleSet").count() == 1
