"""What loose names of units mean: asked once, remembered, forgotten; approved plans stay as they are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakeAgency
from tests.planning import Draft

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.plans.actions.approving import amend_plan, approve_version, submit_version
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.naming import forget_name, name_unit
from motcua.plans.enums import UnitGroup
from motcua.plans.models import LineUnit, UnitAlias
from motcua.plans.queries.naming import aliases_of, suggestions_for
from motcua.plans.queries.plans import lines_of, unknown_names

pytestmark = pytest.mark.django_db

NAMED = LineEntry(content="Lập danh mục", leads=("Tổ 2.0",), partners=("Tổ Công nghệ",))


@pytest.fixture
def told(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> dict[str, Any]:
    """In whose plans, who explains, and when."""
    return {"owner_id": bodies.department.pk, "by": control_focal_officer, "at": moment}


def test_a_name_is_asked_once_in_every_open_draft_and_known_from_then_on(
    draft: Draft, told: dict[str, Any], bodies: Bodies
) -> None:
    first, second = draft(NAMED), draft(NAMED, title="Kế hoạch khác")
    assert unknown_names(lines_of(first)) == ["Tổ 2.0", "Tổ Công nghệ"]
    assert name_unit(name="TỔ  2.0", agency_id=bodies.exam_division.pk, group=None, **told) == 2
    assert name_unit(name="Tổ công nghệ", agency_id=None, group=UnitGroup.ALL_ATTACHED, **told) == 2
    for version in (first, second, draft(NAMED, title="Kế hoạch sau")):
        assert unknown_names(lines_of(version)) == []
    kinds = JournalEntry.objects.filter(kind="PlanUnitNamed").order_by("seq")
    assert [entry.payload["places"] for entry in kinds] == [2, 2]


def test_explained_anew_it_means_the_other_in_drafts_but_not_where_it_was_approved(
    draft: Draft,
    told: dict[str, Any],
    bodies: Bodies,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    entry = LineEntry(content="Lập danh mục", leads=("Tổ 2.0",), term="Tháng 10/2026")
    name_unit(name="Tổ 2.0", agency_id=bodies.exam_division.pk, group=None, **told)
    version = draft(entry)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    approve_version(version_id=version.pk, by=head, at=moment)
    amended = amend_plan(plan_id=version.plan_id, reason="Sắp xếp lại", by=control_focal_officer, at=moment)
    assert name_unit(name="Tổ 2.0", agency_id=bodies.division.pk, group=None, **told) == 1
    meant = dict(LineUnit.objects.values_list("line__version", "agency"))
    assert meant == {version.pk: bodies.exam_division.pk, amended.pk: bodies.division.pk}
    assert UnitAlias.objects.get().agency == bodies.division


def test_a_forgotten_name_is_asked_again(draft: Draft, told: dict[str, Any], bodies: Bodies) -> None:
    name_unit(name="Tổ 2.0", agency_id=bodies.exam_division.pk, group=None, **told)
    [alias] = aliases_of(bodies.department.pk)
    forget_name(alias_id=alias.pk, by=told["by"], at=told["at"])
    assert unknown_names(lines_of(draft(NAMED)))[0] == "Tổ 2.0"
    with pytest.raises(Refused) as refused:
        forget_name(alias_id=alias.pk, by=told["by"], at=told["at"])
    assert refused.value.code == "alias-not-found"


def test_the_names_of_one_agency_mean_nothing_to_another(
    draft: Draft, told: dict[str, Any], bodies: Bodies, make_agency: MakeAgency, outsider: Person
) -> None:
    theirs = make_agency("Phòng Cải cách", parent=bodies.other_department)
    name_unit(
        name="Tổ 2.0", agency_id=theirs.pk, group=None, owner_id=bodies.other_department.pk, by=outsider,
        at=told["at"],
    )  # fmt: skip
    assert unknown_names(lines_of(draft(NAMED)))[0] == "Tổ 2.0"
    alias = UnitAlias.objects.get()
    for act in (
        lambda: name_unit(
            name="Tổ 2.0", agency_id=bodies.division.pk, group=None, **{**told, "by": outsider}
        ),
        lambda: forget_name(alias_id=alias.pk, by=told["by"], at=told["at"]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "keep-plans-not-allowed"
    assert UnitAlias.objects.get().agency == theirs


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": " – "}, "alias-empty"),
        ({"agency": ""}, "alias-means-nothing"),
        ({"group": UnitGroup.ALL_SCHOOLS}, "alias-means-nothing"),
        ({"agency": "closed"}, "agency-not-found"),
    ],
)
def test_explanations_that_are_not_taken(
    told: dict[str, Any], bodies: Bodies, make_agency: MakeAgency, said: dict[str, Any], code: str
) -> None:
    said = {"name": "Tổ 2.0", "agency": "division", "group": None, **said}
    closed = make_agency("Phòng cũ", parent=bodies.department, until=date(2026, 3, 1))
    chosen = said.pop("agency")
    agency = getattr(bodies, chosen, closed) if chosen else None
    with pytest.raises(Refused) as refused:
        name_unit(agency_id=agency.pk if agency else None, **said, **told)
    assert refused.value.code == code
    assert not UnitAlias.objects.exists()


def test_only_a_name_all_but_the_same_is_suggested(bodies: Bodies, today: Any) -> None:
    found = suggestions_for(["Phòng Quản lí chất lượng", "Tổ 2.0"], owner_id=bodies.department.pk, on=today)
    assert found == {"Phòng Quản lí chất lượng": str(bodies.exam_division.pk)}
