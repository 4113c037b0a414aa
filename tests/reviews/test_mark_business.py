"""Marking many procedures as concerning business, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.actions.imports import import_catalogue
from motcua.catalogue.enums import ProcedureLevel
from motcua.catalogue.models import Procedure
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.business import mark_business, undo_marking
from motcua.reviews.models import BusinessMarking
from motcua.reviews.queries.business import markings_of, marks, members_of
from motcua.reviews.queries.findings.procedures import examined
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import portfolio
from motcua.reviews.rules.business import by_highest_level, codes_in, concerns_business, of_codes

Mark = Callable[..., BusinessMarking]


@pytest.fixture
def mark(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> Mark:
    def put(procedures: list[Procedure], **changes: Any) -> BusinessMarking:
        said: dict[str, Any] = {
            "agency_id": bodies.department.pk,
            "procedure_ids": [one.pk for one in procedures],
            "concerns": True,
            "reason": "Phụ lục Nghị quyết 66/NQ-CP",
            "by": control_focal_officer,
            "at": moment,
        }
        return mark_business(**{**said, **changes})

    return put


def test_marked_undone_and_marked_again(
    mark: Mark, diploma: Procedure, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    scope = Scope(bodies.department.pk, moment + timedelta(hours=3))
    [member] = [one for one in members_of(scope) if one.procedure_id == diploma.pk]
    assert (member.is_business, member.why) == (False, "recorded")
    first = mark([diploma])
    assert marks(scope) == {diploma.pk: True}
    [held] = [one for one in portfolio(scope, baseline_on=scope.on).held if one.code == diploma.code]
    assert held.is_business
    second = mark([diploma], concerns=False, at=moment + timedelta(hours=1))
    assert marks(scope) == {diploma.pk: False}
    undone = undo_marking(
        marking_id=second.pk, reason="Nhầm thủ tục", by=control_focal_officer, at=moment + timedelta(hours=2)
    )
    assert undone.undone_why == "Nhầm thủ tục"
    assert marks(scope) == {diploma.pk: True}
    assert [one.row.pk for one in markings_of(bodies.department.pk)] == [second.pk, first.pk]
    assert [one.count for one in markings_of(bodies.department.pk)] == [1, 1]
    with pytest.raises(Refused) as again:
        undo_marking(marking_id=second.pk, reason="Lần nữa", by=control_focal_officer, at=moment)
    assert again.value.code == "business-marking-undone"
    kinds = JournalEntry.objects.filter(subject_kind="business_marking").values_list("kind", flat=True)
    assert sorted(kinds) == ["BusinessMarked", "BusinessMarked", "BusinessMarkingUndone"]


def test_a_mark_of_the_body_above_holds_below_until_one_s_own(
    mark: Mark, diploma: Procedure, bodies: Bodies, moment: datetime
) -> None:
    mark([diploma])
    below = Scope(bodies.exam_division.pk, moment + timedelta(hours=1))
    assert marks(below) == {diploma.pk: True}
    assert marks(Scope(None, moment + timedelta(hours=1))) == {diploma.pk: True}
    assert marks(Scope(bodies.department.pk, moment - timedelta(days=1))) == {}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": " "}, "business-reason-missing"),
        ({"procedure_ids": []}, "business-nothing-chosen"),
        ({"procedure_ids": ["01a1ffe2-e48c-717b-ba84-07c86a51dfd3"]}, "procedure-not-found"),
    ],
)
def test_refused_and_leaves_no_trace(
    mark: Mark, diploma: Procedure, wrong: dict[str, Any], code: str
) -> None:
    entries = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        mark([diploma], **wrong)
    assert refused.value.code == code
    assert not BusinessMarking.objects.exists()
    assert JournalEntry.objects.count() == entries


def test_codes_of_a_list() -> None:
    assert codes_in("1.005143\r\n1.000001, 1.000002;1.005143.\t2.000011 ,") == [
        "1.005143",
        "1.000001",
        "1.000002",
        "2.000011",
    ]
    assert codes_in(" \n, ;") == []
    known = {f"1.{number:06}": number for number in range(129)}
    assert of_codes(known, known) == list(range(129))
    with pytest.raises(Refused, match=r"2 mã không có.*: 9\.9, 8\.8\. Chưa") as refused:
        of_codes(["1.000001", "9.9", "8.8"], known)
    assert refused.value.code == "business-codes-unknown"
    with pytest.raises(Refused, match=r"9\.29 và 2 mã nữa"):
        of_codes([f"9.{number}" for number in range(32)], known)
    with pytest.raises(Refused) as refused:
        of_codes([], known)
    assert refused.value.code == "business-nothing-chosen"


def test_only_who_keeps_reviews(mark: Mark, diploma: Procedure, handling_officer: Person) -> None:
    made = mark([diploma])
    acts: tuple[Callable[[], object], ...] = (
        lambda: mark([diploma], by=handling_officer),
        lambda: undo_marking(marking_id=made.pk, reason="Thử", by=handling_officer, at=made.at),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "keep-reviews-not-allowed"


def test_a_set_of_129_is_marked_at_once_and_told_by_level(
    mark: Mark, publish: Publish, bodies: Bodies, moment: datetime, django_assert_max_num_queries: Any
) -> None:
    """As a province's plan counts it: 93 of the province, 31 of the former districts, 5 of communes."""
    procedures = [
        publish(
            "1.700000", levels=(ProcedureLevel.PROVINCE, ProcedureLevel.COMMUNE), is_business_related=None
        )
    ]
    procedures += [publish("1.700001", levels=(ProcedureLevel.DISTRICT,))]
    procedures += [publish("1.700002", levels=(ProcedureLevel.COMMUNE,))]
    with django_assert_max_num_queries(10):
        mark(procedures)
    concerned = marks(Scope(bodies.department.pk, moment + timedelta(hours=1)))
    assert len(concerned) == 3
    levels = {one.pk: tuple(one.versions.get().levels) for one in procedures}
    whole = [levels[procedures[0].pk]] * 93 + [levels[procedures[1].pk]] * 31 + [levels[procedures[2].pk]] * 5
    counted = by_highest_level(whole)
    assert counted == {"province": 93, "district": 31, "commune": 5}
    assert sum(counted.values()) == 129


def test_the_real_list(mark: Mark, shared_data: Path, bodies: Bodies, moment: datetime) -> None:
    """The real procedures told in full: what applicants show, then a set marked by hand over it."""
    file = shared_data / "procedures" / "edu_details_110_2026-07.json"
    import_catalogue(file=file, as_of=date(2026, 7, 1), by=None, at=moment)
    every = examined(on=moment.date(), jurisdiction="")
    shown = [one for one in every if concerns_business(recorded=one.is_business, applicants=one.applicants)]
    counted = by_highest_level(one.levels for one in shown)
    assert sum(counted.values()) == len(shown)
    assert 0 < len(shown) < 129  # the whole set of the plan also has procedures that are not told in full
    outside = [one for one in every if one not in shown]
    real = {str(one.pk): one for one in Procedure.objects.all()}
    mark([real[one.procedure_id] for one in outside[:20]])
    concerned = marks(Scope(bodies.department.pk, moment + timedelta(hours=1)))
    assert len(concerned) == 20
    after = [
        one
        for one in every
        if concerns_business(
            recorded=one.is_business,
            applicants=one.applicants,
            marked=concerned.get(real[one.procedure_id].pk),
        )
    ]
    assert len(after) == len(shown) + 20
