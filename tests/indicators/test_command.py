"""`./motcua measure`: the figure, its parts, its rows; refusals in Vietnamese with exit code 2."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.cli.main import main
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency

pytestmark = pytest.mark.django_db
SEPTEMBER = ["--from", "2026-09-01", "--to", "30/09/2026"]


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main(["measure", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def two(put: PutDossier) -> None:
    at = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)
    put(received=at, finished=at + timedelta(days=2), standing=Standing.EARLY, door=Door.ONLINE)
    put(received=at, finished=at + timedelta(days=40), standing=Standing.OVERDUE)


@pytest.mark.usefixtures("two")
def test_a_figure_with_parts_and_rows(
    capsys: pytest.CaptureFixture[str], bodies: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.cli.measure.now", lambda: datetime(2027, 1, 1, tzinfo=VIETNAM))
    Agency.objects.filter(pk=bodies.department.pk).update(code="H24.01")
    code, document = told(
        capsys, "on_time_rate", "--agency", "H24.01", *SEPTEMBER, "--by", "channel", "--rows"
    )
    assert code == 0
    assert (document["value"], document["numerator"], document["denominator"]) == (100.0, 1, 1)
    assert document["rows"] == ["H000001"]
    assert {part["key"]: part["value"] for part in document["parts"]}["online"] == 100.0
    code, document = told(capsys, "resolved", "--period", "2026", "--by", "month")
    assert [part["numerator"] for part in document["parts"]] == [0] * 8 + [1, 1, 0, 0]
    code, document = told(capsys, "resolved", *SEPTEMBER, "--as-of", "2026-09-02")
    assert document["value"] == 0
    assert main(["measure", "on_time_rate", "--period", "2026-09"]) == 0
    assert "100 %" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["no_such", *SEPTEMBER], "measure-not-found"),
        (["resolved"], "window-missing"),
        ([], "measure-missing"),
        (["resolved", "--period", "2026-09", "--by", "colour"], "dimension-not-found"),
        (["resolved", "--period", "2026-09", "--agency", "XX"], "agency-not-found"),
        (["resolved", "--from", "2026-09-30", "--to", "2026-09-01"], "window-backwards"),
        (["resolved", "--from", "31/02/2026", "--to", "2026-09-01"], "bad-day"),
        (["resolved", "--period", "2026-09", "--as-of", "2026-09-30Tmười"], "bad-instant"),
        (["resolved", "--period", "2026-09", "--as-of", "2999-01-01"], "closing-in-future"),
    ],
)
def test_refusals(words: list[str], refusal: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = told(capsys, *words)
    assert (code, document["refused"]["code"]) == (2, refusal)


def test_the_list_says_what_has_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "--list"]) == 0
    listed = capsys.readouterr().out
    assert "on_time_rate" in listed
    assert "feedback_in_time_rate" in listed
    assert "(chưa có dữ liệu)" in listed


def test_the_database_is_opened_before_anything_else_is_asked() -> None:
    """In a process of its own, where nobody has loaded the tables yet."""
    program = """
import sys
from unittest import mock
from motcua.kernel.refusals import Refused
from motcua.cli.main import main
stopped = mock.patch("motcua.config.installation.open_database", side_effect=Refused("stopped", "Dừng."))
commands = ("measure resolved --period 2026", "score 766 --period 2026", "rollup verify", "rollup rebuild")
with stopped as opened:
    assert [main(words.split()) for words in commands] == [2] * 4
    assert opened.call_count == 4
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Dừng.") == 4
