"""`./motcua survey draw --list`: the draw from the file itself, without a database."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from tests.feedback.surveys.test_run_surveys import workbook

from motcua.cli.main import main


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    rows = [[f"Trường {name}", f"{name}{n:02}"] for name, size in (("A", 20), ("B", 10)) for n in range(size)]
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(["Trường", "Mã"], *rows))
    return path


def test_drawn_from_the_list_itself(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "draw", "--list", str(listed), "--seed", "7", "--wanted", "6", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(s["name"], s["people"], s["asked"]) for s in document["strata"]] == [
        ("Trường A", 20, 4),
        ("Trường B", 10, 2),
    ]
    by_hand = sorted(
        (f"A{n:02}" for n in range(20)), key=lambda key: sha256(f"7:d0001:{key}".encode()).hexdigest()
    )
    assert {one["key"] for one in document["drawn"] if one["stratum"] == "d0001"} == set(by_hand[:4])


def test_what_is_missing_is_said(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, says in (
        ([], "mã khảo sát"),
        (["--list", str(listed)], "--seed"),
        (["--list", str(tmp_path / "x.xlsx"), "--seed", "1", "--wanted", "2"], "Không có tệp"),
    ):
        assert main(["survey", "draw", *words]) == 2
        assert says in capsys.readouterr().err
