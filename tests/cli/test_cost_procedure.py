"""`./motcua cost --procedure`: from the database, kept or made for once."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.cli import cost_procedure
from motcua.cli.main import main
from motcua.reviews.actions.costs import copy_after, draft_estimate, remove_line
from motcua.reviews.base_data import load
from motcua.reviews.models import CostEstimate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def procedure(monkeypatch: pytest.MonkeyPatch, publish: Publish, moment: datetime) -> Procedure:
    """The test's own database, at the moment of the scene."""
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    monkeypatch.setattr(cost_procedure, "now", lambda: moment)
    load(at=moment)
    return publish("1.000001", name="Cấp phép dạy thêm")


def test_a_sheet_made_for_once_is_not_kept(capsys: pytest.CaptureFixture[str], bodies: Bodies) -> None:
    assert main(["cost", "--procedure", "1.000001", "--agency", bodies.department.code, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["sheet"], said["before"]["per_year_vnd"]) == ("not_kept", 0)
    assert said["before"]["per_dossier_vnd"] > 250_000
    fee = next(line for line in said["lines"] if line["block"] == "pay")
    assert fee["numbers"]["fee_vnd"]["sources"][0]["origin"] == "catalogue"
    income = said["hourly_income"]
    assert (income["gdp_year"], income["hours_per_year"], income["since"]) == (2025, 2112, "2026-01-01")
    assert income["source"]
    assert income["basis"]
    assert (income["certainty"], income["confidence"]) == ("M", "low")
    travel = next(line for line in said["lines"] if line["key"] == "submit:travel")
    assert travel["numbers"]["income_vnd"]["sources"][0]["origin"] == "statistics"
    assert said["frequency"][0]["dossiers_counted"] == 0
    assert not CostEstimate.objects.exists()
    assert main(["cost", "--procedure", "1.000001", "--agency", bodies.department.code]) == 0
    assert "chưa có bảng" in capsys.readouterr().out


def test_the_kept_sheet_with_its_copy(
    capsys: pytest.CaptureFixture[str],
    procedure: Procedure,
    bodies: Bodies,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    sheet = draft_estimate(
        procedure_id=procedure.pk, agency_id=bodies.department.pk, by=control_focal_officer, at=moment
    )
    after = copy_after(estimate_id=sheet.pk, title="Bỏ phí", by=control_focal_officer, at=moment)
    fee = after.lines.get(key="fee:phi")
    remove_line(estimate_id=after.pk, line_id=fee.pk, by=control_focal_officer, at=moment)
    assert main(["cost", "--procedure", "1.000001", "--agency", bodies.division.code, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["sheet"], said["agency"]) == ("draft", bodies.department.code)
    assert said["saving"]["per_dossier_vnd"] == 250_000
    assert main(["cost", "--procedure", "1.000001", "--agency", bodies.division.code]) == 0
    assert "tiết kiệm một năm" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--procedure", "9.999999", "--agency", "T002"], "9.999999"),
        (["--procedure", "1.000001", "--agency", "KHONG-CO"], "cơ quan"),
        (["--procedure", "1.000001", "a.xlsx"], "một trong hai"),
        ([], "--procedure"),
    ],
)
def test_what_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], bodies: Bodies, words: list[str], told: str
) -> None:
    assert bodies.department.code == "T002"
    assert main(["cost", *words]) != 0
    assert told in capsys.readouterr().err
