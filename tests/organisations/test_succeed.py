"""Founding, moving, merging, splitting, renaming, dissolving: what passes on, and what stays written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.enums import Role
from motcua.accounts.models import Position, RoleHolding
from motcua.accounts.policy import OrganisationKeeper
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.agencies import change_agency, found_agency, move_agency
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.actions.successions import (
    dissolve_agency,
    merge_agencies,
    preview_hand_over,
    rename_agency,
    split_agency,
)
from motcua.organisations.enums import AgencyKind, AgencyLevel, PowerSource, SuccessionKind
from motcua.organisations.models import Agency, Power, Subordination, Succession
from motcua.organisations.policy import OPERATOR
from motcua.organisations.queries.agencies import (
    counts_by_level,
    find_agency,
    history_of,
    subordinates_of,
    subtree,
    successors_on,
    superiors_of,
)
from motcua.organisations.rules.agencies import AgencyEntry, checked
from motcua.organisations.rules.successions import check_ending, check_parties, check_succession_day

SINCE = date(2025, 7, 1)
DOCUMENT = "Nghị quyết 12/NQ-HĐND"


def entry(**more: Any) -> AgencyEntry:
    words = {"code": "P9", "name": "Phòng Mới", "short_name": "", "kind": AgencyKind.DIVISION}
    return AgencyEntry(**{**words, "level": AgencyLevel.PROVINCE, **more})


def rows(model: Any) -> list[tuple[Any, ...]]:
    return list(model.objects.order_by("pk").values_list())


def found(parent, by, at, **more: Any) -> Agency:
    return found_agency(entry=entry(**more), area=None, parent=parent, since=SINCE, by=by, at=at)


def test_founding(bodies, business_administrator, outsider, moment, today) -> None:
    keeper = OrganisationKeeper(business_administrator)
    agency = found(bodies.department, keeper, moment, phone="0225 3842 000")
    assert (agency.short_name, agency.held) == ("Phòng Mới", DateRange(SINCE, None))
    assert agency in subtree(bodies.department.pk, today)
    with pytest.raises(Refused) as refused:
        found(bodies.department, keeper, moment)
    assert refused.value.code == "agency-code-taken"
    for by, parent in (
        (OrganisationKeeper(outsider), bodies.department),
        (keeper, bodies.committee),
        (keeper, None),
    ):
        with pytest.raises(Refused) as refused:
            found(parent, by, moment, code="P10")
        assert refused.value.code == "organisations-not-allowed"
    assert not Agency.objects.filter(code="P10").exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": "có dấu cách"}, "code"),
        ({"name": "x"}, "name"),
        ({"phone": "gọi sau"}, "phone"),
        ({"email": "khong"}, "email"),
        ({"address": "a" * 301}, "address"),
        ({"short_name": "a" * 121}, "short_name"),
    ],
)
def test_an_entry_is_checked(more, field) -> None:
    with pytest.raises(Refused) as refused:
        checked(entry(**more))
    assert (refused.value.code, refused.value.details["field"]) == ("bad-agency", field)


def test_changing_records_only_what_changed(bodies, moment) -> None:
    words = entry(code=bodies.division.code, name=bodies.division.name, short_name="Văn phòng")
    for _ in range(2):
        change_agency(agency_id=bodies.division.pk, entry=words, area=None, by=OPERATOR, at=moment)
    (fact,) = entries_about("agency", str(bodies.division.pk))
    assert fact.payload == {"changes": {"short_name": ["Văn phòng Sở", "Văn phòng"]}}


def test_moving_keeps_where_it_stood(bodies, moment, today) -> None:
    move_agency(
        agency_id=bodies.division.pk, parent=bodies.other_department, on=today, by=OPERATOR, at=moment
    )
    yesterday = today - timedelta(days=1)
    assert bodies.division in subtree(bodies.department.pk, yesterday)
    assert bodies.division not in subtree(bodies.department.pk, today)
    assert bodies.other_department in superiors_of(bodies.division.pk, today)
    with pytest.raises(Refused) as refused:
        move_agency(agency_id=bodies.division.pk, parent=None, on=yesterday, by=OPERATOR, at=moment)
    assert refused.value.code == "move-before-last"


def test_no_agency_stands_under_what_stands_under_it(bodies, business_administrator, moment, today) -> None:
    with pytest.raises(Refused) as refused:
        move_agency(agency_id=bodies.department.pk, parent=bodies.division, on=today, by=OPERATOR, at=moment)
    assert refused.value.code == "parent-below-itself"
    with pytest.raises(Refused) as refused:  # may not take it from a body that someone else keeps
        move_agency(
            agency_id=bodies.primary_school.pk,
            parent=bodies.department,
            on=today,
            by=OrganisationKeeper(business_administrator),
            at=moment,
        )
    assert refused.value.code == "organisations-not-allowed"


def test_merging_passes_on_and_keeps_history(
    bodies, make_agency, handling_officer, head, business_administrator, moment, today
) -> None:
    below = make_agency("Tổ khảo thí", parent=bodies.exam_division)
    grant_power(
        matter="procedure:1",
        holder=bodies.exam_division,
        source=PowerSource.STATUTORY,
        since=SINCE,
        by=OPERATOR,
        at=moment,
    )
    earlier = [
        *Position.objects.filter(agency=bodies.exam_division),
        *RoleHolding.objects.filter(agency=bodies.exam_division),
        *Power.objects.filter(holder=bodies.exam_division),
        *Subordination.objects.filter(agency=below),
    ]
    others = [row for row in rows(Position) if bodies.exam_division.pk not in row]
    said = {
        item.label: item.count for item in preview_hand_over(predecessors=[bodies.exam_division.pk], on=today)
    }
    handed = merge_agencies(
        predecessors=[bodies.exam_division.pk],
        successor=bodies.division.pk,
        on=today,
        document=DOCUMENT,
        by=OrganisationKeeper(business_administrator),
        at=moment,
    )
    assert {item.label: item.count for item in handed} == said
    assert said["cơ quan trực thuộc"] == said["thẩm quyền đang có hiệu lực"] == 1
    assert said["chức danh đang giữ"] == said["vai trò đang giữ"] == 1
    bodies.exam_division.refresh_from_db()
    assert bodies.exam_division.held == DateRange(SINCE, today)
    for row in earlier:  # the same row, the same start, ended on the day
        kept = type(row).objects.get(pk=row.pk)
        period = "held" if hasattr(row, "held") else "in_force"
        assert getattr(kept, period) == DateRange(SINCE, today)
        assert {**_plain(kept), period: None} == {**_plain(row), period: None}
    assert all(row in rows(Position) for row in others)
    onward = DateRange(today, None)
    assert Position.objects.get(person=handling_officer, agency=bodies.division).held == onward
    assert RoleHolding.objects.get(person=handling_officer, agency=bodies.division).role == Role.HANDLER
    assert Power.objects.get(holder=bodies.division).in_force == onward
    assert below in subtree(bodies.division.pk, today)
    assert below in subtree(bodies.exam_division.pk, today - timedelta(days=1))
    succession = Succession.objects.get()
    assert (succession.kind, succession.document) == (SuccessionKind.MERGED, DOCUMENT)
    assert successors_on([bodies.exam_division.pk], today).get() == bodies.division
    assert history_of(bodies.division.pk).came_from == [succession]


def _plain(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_merging_does_not_double_what_is_there_already(bodies, handling_officer, moment, today) -> None:
    held = DateRange(SINCE, None)
    Position.objects.create(person=handling_officer, agency=bodies.division, title="Chuyên viên", held=held)
    RoleHolding.objects.create(person=handling_officer, agency=bodies.division, role=Role.HANDLER, held=held)
    merge_agencies(
        predecessors=[bodies.exam_division.pk],
        successor=bodies.division.pk,
        on=today,
        document=DOCUMENT,
        by=OPERATOR,
        at=moment,
    )
    assert Position.objects.get(person=handling_officer, agency=bodies.division).held == held
    assert RoleHolding.objects.get(person=handling_officer, agency=bodies.division).held == held


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"document": "  "}, "document-missing"),
        ({"on": date(2026, 9, 18)}, "succession-ahead"),
        ({"on": SINCE}, "agency-not-yet-there"),
        ({"predecessors": []}, "no-predecessor"),
    ],
)
def test_merging_refused_leaves_no_trace(bodies, handling_officer, moment, today, change, code) -> None:
    before = [rows(model) for model in (Agency, Subordination, Position, RoleHolding, JournalEntry)]
    words = {
        "predecessors": [bodies.exam_division.pk],
        "successor": bodies.division.pk,
        "on": today,
        "document": DOCUMENT,
    }
    with pytest.raises(Refused) as refused:
        merge_agencies(**{**words, **change}, by=OPERATOR, at=moment)
    assert refused.value.code == code
    assert [rows(model) for model in (Agency, Subordination, Position, RoleHolding, JournalEntry)] == before


def test_merging_needs_both_sides(bodies, business_administrator, moment, today) -> None:
    with pytest.raises(Refused) as refused:
        merge_agencies(
            predecessors=[bodies.other_department.pk],
            successor=bodies.department.pk,
            on=today,
            document=DOCUMENT,
            by=OrganisationKeeper(business_administrator),
            at=moment,
        )
    assert refused.value.code == "organisations-not-allowed"


def test_renaming_keeps_code_place_and_people(bodies, handling_officer, moment, today) -> None:
    old = bodies.exam_division
    new = rename_agency(
        agency_id=old.pk,
        name="Phòng Khảo thí",
        short_name="",
        on=today,
        document=DOCUMENT,
        by=OPERATOR,
        at=moment,
    )
    assert new.code == old.code
    assert find_agency(old.code, today) == new
    assert find_agency(old.code, today - timedelta(days=1)) == old
    assert new in subtree(bodies.department.pk, today)
    assert old not in subtree(bodies.department.pk, today)
    assert Position.objects.get(person=handling_officer, held__contains=today).agency == new
    with pytest.raises(Refused) as refused:
        rename_agency(
            agency_id=new.pk,
            name=new.name,
            short_name="",
            on=today,
            document=DOCUMENT,
            by=OPERATOR,
            at=moment,
        )
    assert refused.value.code == "same-name"


def test_splitting(bodies, make_agency, handling_officer, moment, today) -> None:
    one, two = (make_agency(name, parent=bodies.department) for name in ("Phòng Một", "Phòng Hai"))
    words = {"successors": [one.pk, two.pk], "on": today, "document": DOCUMENT, "by": OPERATOR, "at": moment}
    split_agency(agency_id=bodies.exam_division.pk, main_successor=two.pk, **words)
    bodies.exam_division.refresh_from_db()
    assert bodies.exam_division.held.upper == today
    assert Position.objects.get(person=handling_officer, held__contains=today).agency == two
    assert set(successors_on([bodies.exam_division.pk], today)) == {one, two}
    split_agency(agency_id=bodies.division.pk, main_successor=None, **words)
    bodies.division.refresh_from_db()
    assert bodies.division.held.upper is None


def test_dissolving(bodies, make_agency, handling_officer, moment, today) -> None:
    words = {"on": today, "document": DOCUMENT, "by": OPERATOR, "at": moment}
    with pytest.raises(Refused) as refused:
        dissolve_agency(agency_id=bodies.department.pk, **words)
    assert refused.value.code == "has-subordinates"
    dissolve_agency(agency_id=bodies.exam_division.pk, **words)
    assert not Position.objects.filter(person=handling_officer, held__contains=today).exists()
    assert not RoleHolding.objects.filter(person=handling_officer, held__contains=today).exists()
    assert Succession.objects.get().successor is None
    with pytest.raises(Refused) as refused:
        dissolve_agency(agency_id=bodies.exam_division.pk, **words)
    assert refused.value.code == "agency-already-ended"


def test_open_decisions_pass_on_and_finished_ones_stay(
    bodies, control_focal_officer, make_agency, moment, today
) -> None:
    from motcua.catalogue.enums import DecisionStage
    from motcua.catalogue.models import PromulgationDecision

    words = {
        "title": "QĐ",
        "issuer": "UBND",
        "agency": bodies.exam_division,
        "prepared_by": control_focal_officer,
    }
    draft = PromulgationDecision.objects.create(**words, prepared_at=moment)
    withdrawn = PromulgationDecision.objects.create(
        **words, prepared_at=moment, stage=DecisionStage.WITHDRAWN
    )
    with pytest.raises(Refused) as refused:
        dissolve_agency(
            agency_id=bodies.exam_division.pk, on=today, document=DOCUMENT, by=OPERATOR, at=moment
        )
    assert refused.value.code == "has-open-work"
    merge_agencies(
        predecessors=[bodies.exam_division.pk],
        successor=bodies.division.pk,
        on=today,
        document=DOCUMENT,
        by=OPERATOR,
        at=moment,
    )
    draft.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (draft.agency, withdrawn.agency) == (bodies.division, bodies.exam_division)


def test_lists_of_the_tree(bodies, today, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        roots = list(subordinates_of(None, today))
    assert roots == [bodies.committee]
    assert roots[0].below_count == 3
    with django_assert_num_queries(1):
        below = {agency: agency.below_count for agency in subordinates_of(bodies.department.pk, today)}
    assert below == {bodies.division: 0, bodies.exam_division: 0, bodies.upper_secondary_school: 0}
    with django_assert_num_queries(1):
        counts = counts_by_level(today)
    assert (counts[AgencyLevel.SCHOOL], counts[AgencyLevel.DISTRICT]) == (2, 0)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, DAYS)
def test_a_succession_is_never_entered_ahead(on: date, today: date) -> None:
    if on <= today:
        check_succession_day(on=on, today=today)
    else:
        with pytest.raises(Refused):
            check_succession_day(on=on, today=today)


@given(DAYS, st.none() | DAYS, DAYS)
def test_an_agency_ends_only_within_its_time(start: date, end: date | None, on: date) -> None:
    if end is not None and end <= start:
        return
    if start < on and (end is None or on < end):
        check_ending(name="A", held=Period(start, end), on=on)
    else:
        with pytest.raises(Refused):
            check_ending(name="A", held=Period(start, end), on=on)


@given(st.lists(st.integers(1, 4), max_size=4), st.lists(st.integers(1, 4), max_size=3))
def test_parties_are_distinct(old: list[int], new: list[int]) -> None:
    good = old and len({*old, *new}) == len(old) + len(new)
    if good:
        check_parties(predecessors=old, successors=new)
    else:
        with pytest.raises(Refused):
            check_parties(predecessors=old, successors=new)
