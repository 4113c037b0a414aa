"""`./motcua review findings`."""

from __future__ import annotations

import json

import pytest
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.catalogue.rules.content import ComponentContent
from motcua.cli import review
from motcua.cli.main import main
from motcua.reviews.enums import Clue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, publish: Publish) -> None:
    """The test's own database, with one procedure that asks for a certificate of birth."""
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    publish("1.000001", components=(ComponentContent(name="Giấy khai sinh", originals=1, copies=0),))


def test_all_kinds_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "findings", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["counts"]) == {clue.value for clue in Clue}
    assert said["counts"]["paper_in_database"] == {"open": 1, "aside": 0}
    [finding] = said["findings"]
    assert finding["evidence"][0]["code"] == "1.000001"
    assert finding["evidence"][0]["Giấy tờ phải nộp"] == "Giấy khai sinh"
    assert finding["put_aside"] is None


def test_one_kind_of_one_agency_for_people(capsys: pytest.CaptureFixture[str], bodies: Bodies) -> None:
    assert (
        main(["review", "findings", "--kind", "paper_in_database", "--agency", bodies.department.code]) == 0
    )
    said = capsys.readouterr().out
    assert "Đòi giấy tờ đã có trong cơ sở dữ liệu: 1" in said
    assert "• Giấy khai sinh" in said


def test_long_lists_are_cut_and_say_so(
    capsys: pytest.CaptureFixture[str], publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "_SHOWN", 1)
    publish("1.000002", components=(ComponentContent(name="Học bạ", originals=1, copies=0),))
    main(["review", "findings", "--kind", "paper_in_database"])
    assert "… và 1 dấu hiệu nữa" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"), [(["--kind", "bogus"], "unknown-clue"), (["--agency", "KHONG"], "agency-not-found")]
)
def test_what_is_not_there(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "findings", "--json", *words]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == code


def test_a_month_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "monthly", "2026-09", "--json", "--by", "level"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["month"] == "2026-09"
    assert [row["label"] for row in said["rows"]] == ["Tổng cộng"]
    assert said["rows"][0]["month"]["total"] == 0
    assert said["procedures"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-13"], "không phải là tháng"),
        (["2026-09", "--by", "moon"], "Không chia được theo"),
        (["2026-09", "--as-of", "hôm qua"], "không phải là thời điểm"),
    ],
)
def test_a_month_that_cannot_be_read(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["review", "monthly", *words]) == 2
    assert said in capsys.readouterr().err


def test_conditions_are_counted(capsys: pytest.CaptureFixture[str], bodies: Bodies) -> None:
    assert main(["review", "conditions", "--json", "--agency", bodies.department.code]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["whole"]["known"], said["whole"]["percent"]) == (0, None)
    assert main(["review", "conditions"]) == 0
    assert "Mức phải đạt: 30 %" in capsys.readouterr().out


def test_rules_are_counted_by_kind(capsys: pytest.CaptureFixture[str], bodies: Bodies) -> None:
    asked = ["review", "rules", "--agency", bodies.department.code]
    assert main([*asked, "--json", "--until", "2026-06-30"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["since"], said["until"], said["kinds"]) == ("2026-01-01", "2026-06-30", {})
    assert (said["whole"]["before"], said["whole"]["percent"]) == (0, None)
    assert main(asked) == 0
    assert "Cộng: đầu kỳ 0" in capsys.readouterr().out
    assert main([*asked, "--since", "2030-01-01"]) == 2
    assert "Ngày đầu phải trước ngày cuối" in capsys.readouterr().err
    assert main([*asked, "--since", "hôm qua"]) == 2
    assert "không phải là ngày" in capsys.readouterr().err
