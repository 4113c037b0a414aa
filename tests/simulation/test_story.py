"""What a target file may ask for beside the counts: the days played, and the catalogue behind them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.catalogue.models import OnlineService, Procedure
from motcua.cli.main import _parser
from motcua.cli.simulate import _story
from motcua.deadlines.rules.shipped import national_calendar
from motcua.dossiers.models import Dossier
from motcua.indicators.queries.measuring import measure
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.queries.catalogue_counts import listing_on
from motcua.simulation.count import counted, differences
from motcua.simulation.plan import Matter, plan, whole_year
from motcua.simulation.running import run_year
from motcua.simulation.story import Listed, Shares, read_story

COUNTS = {"received_online": 6, "received_direct": 1, "carried_over": 1, "resolved_early": 6, "pending": 2}
WINDOW = {"from": "2023-11-15", "to": "2024-12-05"}
CATALOGUE = {
    "province_committee": 1,
    "department": 7,
    "district": 1,
    "commune": 1,
    "full_online": 4,
    "partial_online": 6,
    "internal": {"department": 2},
}


def test_counts_alone_are_those_of_a_yearly_report() -> None:
    story = read_story(COUNTS, year=2024, dossiers=8)
    assert (story.window, story.listed) == (Period(date(2023, 11, 15), date(2024, 12, 6)), None)


def test_without_counts_the_calendar_year_is_played() -> None:
    story = _story(_parser().parse_args(["simulate", "--year", "2024", "--dossiers", "20"]))
    assert story.window == whole_year(2024)


def test_the_last_day_named_is_played_too() -> None:
    story = read_story({**COUNTS, **WINDOW}, year=2024, dossiers=None)
    assert story.window == Period(date(2023, 11, 15), date(2024, 12, 6))
    cases = plan(
        year=2024,
        target=story.target,
        matters=[Matter("a", 5), Matter("b", 20)],
        calendar=national_calendar(),
        seed=7,
        window=story.window,
    )
    new = [local_day(case.lodged_at) for case in cases if not case.is_carried_over]
    assert all(story.window.contains(day) for day in new)
    assert [local_day(case.lodged_at) < date(2023, 11, 15) for case in cases if case.is_carried_over] == [
        True
    ]


def test_the_command_names_the_days_too(tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    target.write_text(json.dumps(COUNTS))
    words = [
        "simulate",
        "--year",
        "2024",
        "--target",
        str(target),
        "--from",
        "2023-11-15",
        "--to",
        "2024-12-05",
    ]
    story = _story(_parser().parse_args(words))
    assert story.window == Period(date(2023, 11, 15), date(2024, 12, 6))
    assert story.target.pending == 2
    words = ["simulate", "--year", "2024", "--dossiers", "20", "--from", "2024-02-01", "--to", "2024-01-01"]
    with pytest.raises(Refused) as refused:
        _story(_parser().parse_args(words))
    assert refused.value.code == "target-window"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"from": "2023-11-15"}, "target-window"),
        ({"from": "15/11/2023", "to": "2024-12-05"}, "target-window"),
        ({"from": "2024-12-05", "to": "2023-11-15"}, "target-window"),
        ({"from": "2022-01-01", "to": "2022-12-31"}, "target-window"),
        ({"from": "2022-01-01", "to": "2024-12-31"}, "target-window"),
        ({"catalogue": []}, "target-catalogue"),
        ({"catalogue": {"province": 1}}, "target-catalogue"),
        ({"catalogue": {"department": -1}}, "target-catalogue"),
        ({"catalogue": {"department": 3, "full_online": 4}}, "target-catalogue"),
        ({"catalogue": {"department": 3, "internal": {"ward": 4}}}, "target-catalogue"),
        ({"year": 2024}, "target-unreadable"),
    ],
)
def test_what_cannot_be_played_is_refused(more: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_story({**COUNTS, **more}, year=2024, dossiers=None)
    assert refused.value.code == code


@pytest.mark.django_db
def test_a_window_with_its_catalogue(moment: datetime) -> None:
    story = read_story({**COUNTS, **WINDOW, "catalogue": CATALOGUE}, year=2024, dossiers=None)
    assert story.listed == Listed(Shares(1, 7, 1, 1), 4, 6, Shares(department=2))
    played = run_year(
        year=2024,
        target=story.target,
        seed=7,
        at=moment,
        progress=lambda _: None,
        window=story.window,
        listed=story.listed,
    )
    assert (
        differences(story.target, counted(department=played.department, year=2024, window=story.window)) == {}
    )
    assert (
        Dossier.objects.filter(finished_at__gte=datetime.fromisoformat("2024-12-06T00:00+07:00")).count() == 0
    )
    assert Procedure.objects.filter(code__startswith="9.24").exclude(kind="internal").count() == 10
    assert Procedure.objects.filter(code__startswith="9.24", kind="internal").count() == 2
    assert OnlineService.objects.filter(level="full", procedure__code__startswith="9.24").count() == 4
    assert OnlineService.objects.filter(level="partial", procedure__code__startswith="9.24").count() == 6
    facts = listing_on(date(2024, 12, 5)).facts()
    assert [facts[f"catalogue_{body}"] for body in ("total", *CATALOGUE)[:5]] == [10, 1, 7, 1, 1]
    assert (facts["catalogue_internal_total"], facts["catalogue_internal_department"]) == (2, 2)
    assert (facts["catalogue_full_online_rate"], facts["catalogue_partial_online_rate"]) == ("40 %", "60 %")
    for code, said in (
        ("procedures_in_force", "catalogue_total"),
        ("internal_procedures", "catalogue_internal_total"),
        ("full_online_services", "catalogue_full_online"),
        ("partial_online_services", "catalogue_partial_online"),
    ):
        found = measure(code, agency_id=None, window=story.window)
        assert found.value == facts[said]


@pytest.mark.django_db
def test_fewer_procedures_than_the_department_plays(moment: datetime) -> None:
    story = read_story({**COUNTS, "catalogue": {"department": 2}}, year=2024, dossiers=None)
    with pytest.raises(Refused) as refused:
        run_year(
            year=2024,
            target=story.target,
            seed=7,
            at=moment,
            progress=lambda _: None,
            window=story.window,
            listed=story.listed,
        )
    assert refused.value.code == "target-catalogue"
    assert not Procedure.objects.filter(code__startswith="9.249").exists()
