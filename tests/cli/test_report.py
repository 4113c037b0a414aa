"""`./motcua report`: a form for any window, in words, as JSON, as a workbook."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put

from motcua.cli.main import main
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.kernel.clock import VIETNAM

WINDOW = ["--from", "2023-11-15", "--to", "2024-12-05"]


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)


@pytest.fixture
def two(put: PutDossier) -> None:
    received = datetime(2024, 12, 5, 8, tzinfo=VIETNAM)
    put(received=received, finished=received.replace(hour=23), standing=Standing.EARLY, door=Door.ONLINE)
    put(received=received.replace(month=11), due=datetime(2024, 12, 20, 8, tzinfo=VIETNAM))


@pytest.mark.django_db
def test_the_form_in_words_and_as_json(two: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "II.06a", *WINDOW]) == 0
    said = capsys.readouterr().out
    assert "từ 15/11/2023 đến hết 05/12/2024" in said
    assert "Đã giải quyết trên tổng số tiếp nhận: 50 %" in said
    assert main(["report", "II.06a", *WINDOW, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["figures"]["received"] == 2
    assert document["figures"]["pending_in_time"] == 1
    assert document["gaps"] == []
    assert document["catalogue"]["catalogue_internal_total"] == 0
    assert main(["report", "II.06a", *WINDOW, "--as-of", "2024-12-05T12:00", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["resolved"] == 0


@pytest.mark.django_db
def test_a_workbook(two: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bieu.xlsx"
    assert main(["report", "II.06a", *WINDOW, "--xlsx", str(path)]) == 0
    assert path.read_bytes()[:2] == b"PK"
    assert main(["report", "II.06a", *WINDOW, "--xlsx", str(tmp_path)]) == 2
    assert "Không ghi được tệp" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["II.06a", "--from", "2024-01-01"], "bad-command"),
        (["II.06a", "--from", "2024-02-01", "--to", "2024-01-01"], "period-ends-before-it-starts"),
        (["II.99", *WINDOW], "form-not-found"),
        (["II.06a", *WINDOW, "--agency", "KHONG-CO"], "agency-not-found"),
        (["II.06a", *WINDOW, "--as-of", "2020-01-01"], "closed-before-window"),
        (["II.06a", "--from", "hôm qua", "--to", "2024-01-01"], "bad-command"),
    ],
)
def test_what_cannot_be_reported(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == code


def test_forms_without_data_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    listed = capsys.readouterr().out
    assert "II.01   Đánh giá tác động" in listed
    assert listed.count("II.01 ") == 1
    assert "(chưa có dữ liệu; cột theo thực tế, chưa đối chiếu)" in listed
    assert main(["report", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 12
