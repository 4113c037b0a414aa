"""`./motcua review what-if` and `smallest`."""

from __future__ import annotations

import json

import pytest
from tests.cast import Bodies
from tests.reviews.costs.conftest import put as put
from tests.reviews.costs.conftest import sheet as sheet
from tests.reviews.costs.conftest import ten as ten

from motcua.catalogue.models import Procedure
from motcua.cli import review_changes
from motcua.cli.main import main
from motcua.reviews.base_data import load
from motcua.reviews.models import CostEstimate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, diploma: Procedure, moment) -> None:
    """The test's own database, with one procedure of the department."""
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    monkeypatch.setattr(review_changes, "now", lambda: moment)
    load(at=moment)


def run(*words: str) -> int:
    return main(["review", *words])


def test_what_if_as_json(
    diploma: Procedure, sheet: CostEstimate, bodies: Bodies, capsys: pytest.CaptureFixture[str]
) -> None:
    code = bodies.department.code
    assert (
        run(
            "what-if",
            diploma.code,
            "--change",
            "drop_paper:1",
            "--change",
            "go_online",
            "--agency",
            code,
            "--json",
        )
        == 0
    )
    said = json.loads(capsys.readouterr().out)
    assert said["has_cost_sheet"]
    assert said["before"]["papers"] - said["after"]["papers"] == 1
    assert said["after"]["cost_per_dossier_vnd"] < said["before"]["cost_per_dossier_vnd"]
    assert [change["change"] for change in said["changes"]] == ["drop_paper:1", "go_online"]


def test_what_if_for_people(diploma: Procedure, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("what-if", diploma.code, "--change", "shorten_limit=1") == 0
    said = capsys.readouterr().out
    assert "Rút thời hạn giải quyết (bớt 1 ngày làm việc)" in said
    assert "chưa có bảng chi phí" in said


def test_smallest_of_one(diploma: Procedure, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("smallest", diploma.code, "--target", "time=30", "--limit-share", "50") == 0
    assert "Đạt mọi mục tiêu với 1 thay đổi" in capsys.readouterr().out
    assert run("smallest", diploma.code, "--target", "papers=100", "--evident", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert not said["is_reached"]
    assert said["most_alone"][0]["burden"] == "papers"


def test_smallest_of_all(diploma: Procedure, bodies: Bodies, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--target", "time=30", "--limit-share", "50", "--agency", bodies.department.code)
    assert run("smallest", *words, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["is_reached"]
    assert {change["code"] for change in said["changes"]} == {diploma.code}
    assert run("smallest", *words, "--easiest", "--own-power") == 0
    assert diploma.code in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("what-if", "9.999999"), "Không có thủ tục mã"),
        (("what-if", "1.005143", "--change", "abolish"), "Không có loại thay đổi"),
        (("what-if", "1.005143", "--agency", "KHONG-CO"), "Không có cơ quan mã"),
        (("smallest", "1.005143"), "Chưa có mục tiêu"),
        (("smallest", "1.005143", "--target", "time=30", "--limit-share", "200"), "không quá 100"),
        (("smallest", "--set", "internal", "--target", "time=30"), "không có thủ tục nào thuộc"),
    ],
)
def test_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) != 0
    out = capsys.readouterr()
    assert said in out.err + out.out
