"""Files brought in as drafts, at the command line too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.cast import Bodies
from tests.workflow.conftest import PublishProcess
from tests.workflow.test_drafts import SEPTEMBER, refused
from tests.workflow.test_foreign_files import BPMN_IO, LEGAL_TABLE, workbook

from motcua.accounts.models import Person
from motcua.cli.main import main
from motcua.workflow.actions.imports import import_process
from motcua.workflow.files.bpmn_writing import write_bpmn
from motcua.workflow.models import ProcessVersion
from motcua.workflow.queries import get_process
from motcua.workflow.rules.diff import Sides, diff
from motcua.workflow.rules.processes import Body, ProcessContent

TODAY = date(2026, 9, 17)


def test_a_file_becomes_a_draft_of_its_process(
    content: ProcessContent, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    data = write_bpmn(content)
    refused(
        "keep-catalogue-not-allowed",
        lambda: import_process(data=data, name="a.bpmn", by=outsider, at=moment),
    )
    done = import_process(data=data, name="a.bpmn", by=control_focal_officer, at=moment)
    assert get_process(done.version.pk) == content
    assert done.notes == ()
    refused(
        "process-draft-exists",
        lambda: import_process(data=data, name="a.bpmn", by=control_focal_officer, at=moment),
    )


def test_what_the_person_says_goes_before_the_file(
    bodies: Bodies, installation: object, control_focal_officer: Person, moment: datetime
) -> None:
    done = import_process(
        data=workbook(LEGAL_TABLE),
        name="bang.xlsx",
        matter="procedure:9",
        agency=Body(bodies.department.code, bodies.department.pk),
        by=control_focal_officer,
        at=moment,
    )
    said = get_process(done.version.pk)
    assert (said.matter, said.agency) == ("procedure:9", Body(bodies.department.code))
    assert done.notes


def test_identifiers_of_other_programs_become_good_keys(
    installation: object, control_focal_officer: Person, moment: datetime
) -> None:
    data = BPMN_IO.encode()
    done = import_process(data=data, name="x.bpmn", by=control_focal_officer, at=moment)
    said = get_process(done.version.pk)
    assert [step.key for step in said.steps] == [
        "tiep-nhan-ho-so",
        "tham-dinh-ho-so",
        "ky-quyet-dinh",
        "tra-ket-qua",
    ]


def test_versions_are_compared_in_words(content: ProcessContent) -> None:
    other = replace(
        content,
        name="Tên khác",
        steps=(
            content.steps[0],
            replace(content.steps[1], share_minutes=600, position=2),
            *content.steps[3:],
        ),
    )
    changes = {change.label: change for change in diff(content, other)}
    assert set(changes) == {"Tên quy trình", "Bước “tham-dinh”", "Bước “ky”"}
    assert changes["Bước “tham-dinh”"].items[0] == Sides("Thời gian: 12 giờ", "Thời gian: 10 giờ")
    assert "Người chịu trách nhiệm: Lãnh đạo" in changes["Bước “ky”"].before
    assert changes["Bước “ky”"].after == ""
    assert diff(content, content) == []


@pytest.fixture
def version(content: ProcessContent, publish_content: PublishProcess) -> ProcessVersion:
    return publish_content(content, SEPTEMBER)


@pytest.fixture(autouse=True)
def _command_line(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    monkeypatch.setattr("motcua.cli.process.now", lambda: moment)


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_the_command_line_lists_shows_and_checks(
    version: ProcessVersion, bodies: Bodies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["process", "list", "--json"]) == 0
    assert told(capsys)["count"] == 3
    assert main(["process", "list", "1.000001"]) == 0
    assert "1 quy trình." in capsys.readouterr().out
    code = bodies.department.code
    for words in (["1.000001", "--agency", code], [str(version.pk)], [str(version.process_id)]):
        assert main(["process", "show", *words, "--json"]) == 0
        assert told(capsys)["version_id"] == str(version.pk)
    assert main(["process", "show", "chung"]) == 0
    assert "Thẩm định hồ sơ, dự thảo kết quả [Cán bộ thụ lý; 50 %]" in capsys.readouterr().out
    assert main(["process", "check", "--json"]) == 0
    assert told(capsys)["with_blocking"] == 0
    assert main(["process", "show", "1.000001", "--agency", "KHONG", "--json"]) == 2
    assert "agency-not-found" in capsys.readouterr().out


def test_the_command_line_writes_checks_and_reads_files(
    version: ProcessVersion, tmp_path: Path, bodies: Bodies, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.xlsx", "a.bpmn"):
        file = tmp_path / name
        assert main(["process", "export", str(file), str(version.pk)]) == 0
        assert main(["process", "check", "--file", str(file), "--json"]) == 0
        capsys.readouterr()
    assert main(["process", "import", str(tmp_path / "a.xlsx"), "--procedure", "5.5", "--json"]) == 0
    answer = told(capsys)
    assert (answer["state"], answer["notes"], answer["findings"]) == ("draft", [], [])
    table = tmp_path / "bang.xlsx"
    table.write_bytes(workbook(LEGAL_TABLE))
    assert main(["process", "import", str(table), "--agency", bodies.department.code]) == 0
    assert "Bước 4: chưa rõ “Lãnh đạo, văn thư” là vai trò nào" in capsys.readouterr().out
    assert main(["process", "check", "--json"]) == 2
    assert told(capsys)["with_blocking"] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["export", "a.doc", "chung"], "file-unknown-format"),
        (["export", "/khong/co/a.xlsx", "chung"], "file-not-written"),
        (["import", "/khong/co/a.xlsx"], "file-not-found"),
        (["show", "chung", "--on", "hôm qua"], "bad-day"),
    ],
)
@pytest.mark.django_db
def test_the_command_line_refuses_in_words(
    words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["process", *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == code
