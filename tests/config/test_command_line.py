"""The command line's manners: mistakes are refusals in Vietnamese, with exit code 2."""

from __future__ import annotations

import json

import pytest

from motcua.cli.main import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "không có 'nonsense'; chọn một trong"),
        ([], "còn thiếu: LỆNH"),
        (["backup"], "còn thiếu: TỆP"),
        (["journal", "verify", "--loud"], "không hiểu: --loud"),
        (["serve", "--port", "eight"], "--port: giá trị 'eight' không đúng dạng"),
        (["serve", "--port"], "--port cần một giá trị đi kèm"),
    ],
)
def test_a_mistake_says_what_is_wrong(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_with_json_a_refusal_is_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["refused"]["code"] == "bad-command"
    assert err == ""


def test_a_port_out_of_range_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "70000"]) == 2
    assert "từ 1 đến 65535" in capsys.readouterr().err
