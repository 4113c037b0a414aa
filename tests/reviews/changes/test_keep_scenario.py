"""Trying changes on a real version with its cost sheet, keeping what was tried, setting targets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.enums import ProcedureLevel
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import ComponentContent
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import agree_estimate, draft_estimate
from motcua.reviews.actions.scenarios import keep_scenario, withdraw_scenario
from motcua.reviews.actions.targets import end_target, set_target
from motcua.reviews.base_data import load
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.models import CostEstimate, ReductionTarget, Scenario
from motcua.reviews.queries.changes.facts import Studied, find_version, studied
from motcua.reviews.queries.changes.known import known_of, neighbours_of
from motcua.reviews.queries.costs import current_costs
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import baselines, portfolio, targets_of, targets_on, wanted_of
from motcua.reviews.queries.portfolio_weights import weights_of
from motcua.reviews.queries.scenarios import results_of
from motcua.reviews.queries.scenarios.kept import scenarios_of
from motcua.reviews.queries.scenarios.reach import places_of
from motcua.reviews.rules.changes.applying import apply
from motcua.reviews.rules.changes.content import conditions_of, limit_of, papers_of
from motcua.reviews.rules.changes.portfolio import Held, Sheets, position, sheets_of, sums
from motcua.reviews.rules.changes.proposing import Allowed, proposals
from motcua.reviews.rules.changes.writing import read_change

pytestmark = pytest.mark.django_db
Keep = Callable[..., Scenario]


@pytest.fixture
def scope(bodies: Bodies, moment: datetime) -> Scope:
    return Scope(bodies.department.pk, moment)


def one(procedure: Procedure, scope: Scope) -> Studied:
    version = find_version(procedure.code, scope)
    return studied([version], scope)[version]


@pytest.fixture
def keep(
    diploma: Procedure, bodies: Bodies, control_focal_officer: Person, moment: datetime, scope: Scope
) -> Keep:
    def put(*changes: str, **more: Any) -> Scenario:
        said: dict[str, Any] = {
            "agency_id": bodies.department.pk,
            "version_id": find_version(diploma.code, scope),
            "changes": [read_change(change) for change in changes],
            "name": "Bớt giấy",
            "reason": "Dữ liệu đã có",
            "by": control_focal_officer,
            "at": moment,
        }
        return keep_scenario(**{**said, **more})

    return put


def test_a_version_becomes_facts(diploma: Procedure, scope: Scope) -> None:
    found = one(diploma, scope)
    assert found.facts.code == diploma.code
    assert found.facts.days == max(Fraction(method.limit_amount or 0) for method in found.content.methods)
    assert len(found.facts.papers) == len(found.content.components)
    assert found.cost is None
    assert found.facts.lines == ()


def test_with_a_sheet_the_cost_is_that_of_the_sheet(
    sheet: CostEstimate, diploma: Procedure, bodies: Bodies, scope: Scope, today: date
) -> None:
    load(at=scope.at)
    found, cost = one(diploma, scope), current_costs(bodies.department, today)[diploma.pk]
    before = apply(found.facts, []).before
    assert before.cost == cost.dossier > 0
    assert before.year == cost.year > 0
    online = apply(found.facts, [read_change("go_online")]).after
    assert 0 < online.cost < before.cost  # what is done online costs something as well
    assert online.trips == 0 < before.trips


def test_every_paper_of_the_sheet_finds_its_paper(
    sheet: CostEstimate, diploma: Procedure, scope: Scope
) -> None:
    facts = one(diploma, scope).facts
    of = {line.of for line in facts.lines}
    assert {f"paper:{paper.key}" for paper in facts.papers} <= of
    for paper in facts.papers:
        dropped = apply(facts, [read_change(f"drop_paper:{paper.key}")])
        assert dropped.after.cost < dropped.before.cost


def test_what_evidence_speaks_for(sheet: CostEstimate, diploma: Procedure, scope: Scope) -> None:
    found = one(diploma, scope)
    known = known_of([found], scope)[found.version.pk]
    assert known.dossiers in (0, 10, 11)
    every = proposals(found.facts, known, Allowed(limit_share=Fraction(3, 10)))
    assert all(one_.reason.endswith(".") for one_ in every)
    apply(found.facts, [every[0].change])
    evident = proposals(found.facts, known, Allowed(only_evident=True))
    assert {one_.change for one_ in evident} <= {one_.change for one_ in every}
    own = proposals(found.facts, known, Allowed(only_own_power=True))
    assert "drop_paper" not in {one_.change.kind for one_ in own}


def test_neighbours_share_papers(publish: Publish, diploma: Procedure, scope: Scope) -> None:
    publish("1.009999", name="Cấp lại văn bằng lần hai")
    near = neighbours_of(diploma.code, scope)
    assert [neighbour.code for neighbour in near] == ["1.009999"] or near == []
    for neighbour in near:
        assert neighbour.papers


def test_neighbours_are_first_those_that_were_found_alike(
    publish: Publish, diploma: Procedure, scope: Scope
) -> None:
    alike = ("1.009991", "1.009992")
    written = ("Báo cáo tự đánh giá", "Công văn đăng ký đánh giá ngoài")
    for code in alike:
        publish(
            code,
            name=f"Công nhận trường đạt chuẩn mức {code[-1]}",
            components=tuple(ComponentContent(name=name) for name in written),
        )
    near = neighbours_of(alike[0], scope)
    assert [one_.code for one_ in near][:1] == [alike[1]]
    assert near[0].papers == {"bao cao tu danh gia", "cong van dang ky danh gia ngoai"}


def test_many_versions_take_no_more_queries(
    publish: Publish, sheet: CostEstimate, diploma: Procedure, scope: Scope
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        studied([find_version(diploma.code, scope)], Scope(scope.agency_id, scope.at))
    codes = [f"1.00800{number}" for number in range(4)]
    more = [find_version(publish(code).code, scope) for code in codes]
    with CaptureQueriesContext(connection) as many:
        studied([find_version(diploma.code, scope), *more], Scope(scope.agency_id, scope.at))
    assert len(many) <= len(few) + 1


def test_a_scenario_is_kept_and_counted_when_shown(
    keep: Keep, sheet: CostEstimate, diploma: Procedure, bodies: Bodies, moment: datetime
) -> None:
    scenario = keep("drop_paper:2", "shorten_limit=1,5")
    found = results_of(scenario, at=moment)
    assert found.before.papers - found.after.papers == 1
    assert found.before.days is not None
    assert found.after.days == found.before.days - Fraction(3, 2)
    assert found.after.cost < found.before.cost
    assert [kept.pk for kept in scenarios_of(diploma.pk, bodies.department.pk)] == [scenario.pk]
    entry = JournalEntry.objects.get(kind="ScenarioKept")
    assert entry.payload["changes"] == ["drop_paper:2", "shorten_limit=1.5"]
    row = scenario.changes.get(kind="shorten_limit")
    assert row.said == "Rút thời hạn giải quyết (bớt 1,5 ngày làm việc)"


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ((), {}, "scenario-empty"),
        (("drop_paper:1",), {"name": " "}, "scenario-name-missing"),
        (("drop_paper:1",), {"name": "a" * 201}, "scenario-name-too-long"),
        (("drop_paper:1",), {"reason": ""}, "scenario-reason-missing"),
        (("drop_paper:1", "replace_paper:1"), {}, "changes-clash"),
        (("drop_paper:99",), {}, "change-target-not-found"),
        (("shorten_limit=999",), {}, "change-amount-wrong"),
    ],
)
def test_not_kept(keep: Keep, changes: tuple[str, ...], more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(*changes, **more)
    assert refused.value.code == code
    assert not Scenario.objects.exists()
    assert not JournalEntry.objects.filter(kind="ScenarioKept").exists()


def test_a_name_is_given_once_and_free_again_after_withdrawing(
    keep: Keep, control_focal_officer: Person, moment: datetime
) -> None:
    first = keep("drop_paper:1")
    with pytest.raises(Refused) as refused:
        keep("drop_paper:2")
    assert refused.value.code == "scenario-name-taken"
    withdraw_scenario(scenario_id=first.pk, reason="Không khả thi", by=control_focal_officer, at=moment)
    assert keep("drop_paper:2").name == first.name
    with pytest.raises(Refused) as refused:
        withdraw_scenario(scenario_id=first.pk, reason="Lần nữa", by=control_focal_officer, at=moment)
    assert refused.value.code == "scenario-withdrawn"


def test_who_may_try(keep: Keep, handling_officer: Person, desk_officer: Person, moment: datetime) -> None:
    by_handler = keep("drop_paper:1", by=handling_officer)
    assert by_handler.made_by == handling_officer
    with pytest.raises(Refused) as refused:
        keep("drop_paper:1", by=desk_officer, name="Khác")
    assert refused.value.code == "do-reviews-not-allowed"
    with pytest.raises(Refused) as refused:
        withdraw_scenario(scenario_id=by_handler.pk, reason="Bỏ", by=desk_officer, at=moment)
    assert refused.value.code == "keep-reviews-not-allowed"
    withdraw_scenario(scenario_id=by_handler.pk, reason="Bỏ", by=handling_officer, at=moment)


def test_places(bodies: Bodies, handling_officer: Person, control_focal_officer: Person, today: date) -> None:
    [own] = places_of(handling_officer, on=today)
    assert (own.agency, own.keeps, own.does) == (bodies.department, False, True)
    assert any(place.keeps for place in places_of(control_focal_officer, on=today))


def test_a_draft_is_named_and_never_counted(
    publish: Publish,
    diploma: Procedure,
    sheet: CostEstimate,
    scope: Scope,
    bodies: Bodies,
    head: Person,
    control_focal_officer: Person,
) -> None:
    def told() -> tuple[Held, Sheets]:
        [held] = portfolio(scope, baseline_on=date(2025, 12, 31)).held
        return held, sheets_of([held])

    held, sheets = told()
    assert (held.before.cost, held.has_cost, held.has_draft, held.dossiers) == (0, False, True, None)
    assert (sheets, sheets.without) == (Sheets(1, 0, 1), 1)
    assert one(diploma, scope).is_by_draft
    agree_estimate(estimate_id=sheet.pk, by=head, at=scope.at - timedelta(minutes=1))
    held, sheets = told()
    assert held.before.cost == held.now.cost > 0
    assert (held.has_draft, sheets) == (False, Sheets(1, 1, 0))
    assert not one(diploma, scope).is_by_draft
    was, name = held.before.cost, one(diploma, scope).content.name
    publish(diploma.code, since=date(2026, 3, 1), name=name, components=())
    draft_estimate(
        procedure_id=diploma.pk, agency_id=bodies.department.pk, by=control_focal_officer, at=scope.at
    )
    held, sheets = told()
    assert (held.before.cost, held.now.cost, held.has_draft) == (was, was, True)
    assert sheets == Sheets(1, 1, 0)


def test_the_portfolio_is_the_sum_and_knows_what_was_cut(
    publish: Publish, diploma: Procedure, sheet: CostEstimate, scope: Scope, today: date, head: Person
) -> None:
    agree_estimate(estimate_id=sheet.pk, by=head, at=scope.at)
    start = one(diploma, scope)
    fewer = start.content.components[:-1]
    publish(diploma.code, since=date(2026, 3, 1), name=start.content.name, components=fewer)
    found = portfolio(scope, baseline_on=date(2025, 12, 31))
    assert [held.code for held in found.held] == [diploma.code]
    [held] = found.held
    assert held.before.papers - held.now.papers == 1
    assert held.before.cost == held.now.cost > 0  # nobody counted anew
    assert sums(found.held).now == held.now
    load(at=scope.at)
    targets = targets_on(scope.agency_id, today)
    assert {(target.procedures, target.burden) for target in targets} >= {
        ("business", "time"),
        ("internal", "papers"),
    }
    assert baselines(targets, on=today)[0] == date(2025, 3, 26)
    for target in targets:
        assert position(found.held, wanted_of(target)).before >= 0


def test_ended_procedures_count_as_cut(diploma: Procedure, scope: Scope) -> None:
    version = diploma.versions.get()
    version.in_force = DateRange(date(2025, 7, 1), date(2026, 6, 1))
    version.save(update_fields=["in_force"])
    [held] = portfolio(Scope(scope.agency_id, scope.at), baseline_on=date(2025, 12, 31)).held
    assert held.is_ended
    assert held.before.papers > 0 == held.now.papers


@pytest.fixture
def target(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> Callable[..., ReductionTarget]:
    def put(**changes: Any) -> ReductionTarget:
        said: dict[str, Any] = {
            "agency_id": bodies.department.pk,
            "procedures": TargetSet.ALL,
            "burden": Burden.PAPERS,
            "percent": Decimal(25),
            "baseline_on": date(2026, 1, 1),
            "since": date(2026, 2, 1),
            "basis": "Kế hoạch số 12/KH-UBND",
            "by": control_focal_officer,
            "at": moment,
        }
        return set_target(**{**said, **changes})

    return put


def test_targets_follow_each_other(
    target: Callable[..., ReductionTarget],
    bodies: Bodies,
    control_focal_officer: Person,
    moment: datetime,
    today: date,
) -> None:
    first = target()
    second = target(percent=Decimal(30), since=date(2026, 5, 1))
    first.refresh_from_db()
    assert first.in_force.upper == date(2026, 5, 1)
    assert [one.percent for one in targets_on(bodies.department.pk, today) if one.agency_id] == [30]
    with pytest.raises(Refused) as refused:
        target(since=date(2026, 3, 1))
    assert refused.value.code == "target-later-one"
    end_target(target_id=second.pk, on=today, by=control_focal_officer, at=moment)
    assert not [one for one in targets_on(bodies.department.pk, today) if one.agency_id]
    kinds = JournalEntry.objects.filter(subject_kind="reduction_target").values_list("kind", flat=True)
    assert sorted(kinds) == ["ReductionTargetEnded", "ReductionTargetSet", "ReductionTargetSet"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"percent": Decimal(0)}, "target-percent-wrong"),
        ({"percent": Decimal(101)}, "target-percent-wrong"),
        ({"basis": " "}, "target-basis-missing"),
        ({"baseline_on": date(2026, 3, 1)}, "target-baseline-wrong"),
        ({"procedures": TargetSet.FIELD}, "target-field-missing"),
        ({"field_id": 1}, "target-field-unwanted"),
    ],
)
def test_targets_refused(target: Callable[..., ReductionTarget], wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        target(**wrong)
    assert refused.value.code == code
    assert not ReductionTarget.objects.filter(agency__isnull=False).exists()


def test_only_keepers_set_targets(target: Callable[..., ReductionTarget], handling_officer: Person) -> None:
    with pytest.raises(Refused) as refused:
        target(by=handling_officer)
    assert refused.value.code == "keep-reviews-not-allowed"


def test_a_target_of_one_level_stands_beside_that_of_all(
    target: Callable[..., ReductionTarget], bodies: Bodies, today: date
) -> None:
    whole = target()
    first = target(level=ProcedureLevel.COMMUNE, percent=Decimal(20))
    second = target(level=ProcedureLevel.COMMUNE, percent=Decimal(40), since=date(2026, 6, 1))
    for one in (whole, first):
        one.refresh_from_db()
    assert whole.in_force.upper is None
    assert first.in_force.upper == date(2026, 6, 1)
    held = [one for one in targets_on(bodies.department.pk, today) if one.agency_id]
    assert {one.pk for one in held} == {whole.pk, second.pk}
    assert second.called == "Tất cả thủ tục, cấp xã"
    assert wanted_of(second).level == "commune"
    assert [one.pk for one in targets_of(bodies.department.pk)] == [second.pk, whole.pk, first.pk]


def test_weights_are_what_the_whole_content_says(diploma: Procedure, publish: Publish) -> None:
    publish("1.000777", methods=(), components=(), requirements="a) Có giấy phép; b) Đủ diện tích")
    versions = list(ProcedureVersion.objects.values_list("pk", flat=True))
    contents, weights = contents_of(versions), weights_of(versions)
    assert set(weights) == set(contents)
    for pk, content in contents.items():
        assert weights[pk].days == limit_of(content)
        assert weights[pk].papers == len(papers_of(content))
        assert weights[pk].conditions == len(conditions_of(content))
