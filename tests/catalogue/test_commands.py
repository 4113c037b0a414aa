"""`./motcua catalogue import | export | template` from the words typed to what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from motcua.catalogue.models import Procedure
from motcua.cli.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "ds.csv"
    file.write_text("Mã số,Tên\n1.000001,Cấp lại\n1.000002,\n", encoding="utf-8")
    return file


def test_import_answers_in_json(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "import", str(listed), "--as-of", "2026-07-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "file": "ds.csv",
        "dry_run": False,
        "as_of": "2026-07-01",
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "warnings": [],
        "refusals": [
            {
                "file": "ds.csv",
                "row": 3,
                "code": "1.000002",
                "field": "Tên thủ tục",
                "reason": "chưa có tên thủ tục",
            }
        ],
    }


def test_a_dry_run_says_so(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "import", str(listed), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Chạy thử, chưa ghi gì" in told
    assert "dòng 3, 1.000002, Tên thủ tục: chưa có tên thủ tục" in told
    assert not Procedure.objects.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "khong-co.json"], "file-not-found"),
        (["import", "/dev/null"], "file-not-found"),
        (["import", "ds.csv", "--as-of", "hôm qua"], "bad-day"),
        (["export", "a.doc"], "file-unknown-format"),
        (["export", "/khong/co/a.csv"], "file-not-written"),
    ],
)
def test_a_mistake_is_a_refusal(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == code


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_what_is_exported_imports_as_unchanged(
    listed: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = listed.with_name(f"ra.{ending}")
    main(["catalogue", "import", str(listed), "--as-of", "2026-07-01"])
    assert main(["catalogue", "export", str(file), "--on", "2026-07-01"]) == 0
    capsys.readouterr()
    assert main(["catalogue", "import", str(file), "--as-of", "2026-07-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["unchanged"], answer["refused"]) == (1, 0)
    assert [path.name for path in listed.parent.iterdir() if path.name.startswith(".")] == []


def test_the_template_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "template", str(tmp_path / "mau.xlsx")]) == 0
    assert (tmp_path / "mau.xlsx").read_bytes().startswith(b"PK")
    assert main(["catalogue", "template", str(tmp_path / "mau.ods")]) == 2
