"""`./motcua plan read`: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.documents.reading.builders import raw_pdf
from tests.plans.specimens import DEPARTMENT, as_docx

from motcua.cli.main import main


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    return str(json.loads(capsys.readouterr().out)["refused"]["code"])


def test_json_holds_the_whole_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(as_docx(DEPARTMENT))
    assert main(["plan", "read", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["header", "sections", "tasks", "targets", "findings", "citations", "warnings"]
    assert said["header"]["symbol"] == "KH-SGDĐT"
    assert [task["number"] for task in said["tasks"]] == ["1", "2", "1"]
    assert set(said["tasks"][0]) >= {
        "number",
        "content",
        "lead",
        "partners",
        "term",
        "product",
        "source",
        "place",
    }
    assert said["tasks"][0]["term"]["due_on"] == "2026-01-14"
    assert said["tasks"][0]["source"] == "annex"


def test_people_get_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(as_docx(DEPARTMENT))
    assert main(["plan", "read", str(file)]) == 0
    said = capsys.readouterr().out
    assert "KẾ HOẠCH: Cải cách hành chính năm 2026" in said
    assert "3 nhiệm vụ" in said
    assert "chủ trì: Thanh tra Sở" in said
    assert "thời hạn: Trước 15/01/2026 → Chậm nhất hết ngày 14/01/2026" in said
    assert "CHỖ CẦN XEM" in said


def test_a_year_that_is_asked_for_counts_when_none_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ke-hoach.md"
    table = "| Nội dung công việc | Đơn vị chủ trì | Thời gian |\n|---|---|---|\n| Rà soát | Văn phòng | Tháng 3 |\n"
    file.write_text(f"# KẾ HOẠCH\n\nKiểm tra nội bộ\n\n{table}", encoding="utf-8")
    assert main(["plan", "read", str(file), "--year", "2026", "--json"]) == 0
    term = json.loads(capsys.readouterr().out)["tasks"][0]["term"]
    assert (term["due_on"], term["is_year_assumed"]) == ("2026-03-31", True)
    assert main(["plan", "read", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["tasks"][0]["term"]["due_on"] is None
    assert "year-unknown" in {warning["code"] for warning in said["warnings"]}


def test_what_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(tmp_path / "khong-co.docx"), "--json"]) == 2
    assert refusal(capsys) == "file-not-found"
    assert main(["plan", "read", str(tmp_path), "--json"]) == 2
    assert refusal(capsys) == "file-is-folder"
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    assert main(["plan", "read", str(broken), "--json"]) == 2
    capsys.readouterr()
    assert main(["plan", "read", str(broken), "--year", "12", "--json"]) == 2
    assert refusal(capsys) == "bad-year"


PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
    b"\nstream\n\x80\nendstream"
)


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_pictures_only_are_refused_with_and_without_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: tuple[str, ...]
) -> None:
    scan = tmp_path / "ban-quet.pdf"
    scan.write_bytes(
        raw_pdf(b"q 595 0 0 842 0 0 cm /I Do Q", resources=b"/XObject << /I 3 0 R >>", extra=[PICTURE])
    )
    assert main(["plan", "read", str(scan), *flags]) == 2
    said = "".join(capsys.readouterr())
    assert "bản quét" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("flags", [(), ("--json",)])
@pytest.mark.parametrize(
    ("trouble", "words"),
    [(PermissionError(13, "denied"), "quyền đọc"), (OSError(5, "input"), "Không mở được")],
)
def test_a_file_the_system_does_not_give_is_refused_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: tuple[str, ...],
    trouble: OSError,
    words: str,
) -> None:
    def refuse(path: Path) -> bytes:
        raise trouble

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["plan", "read", "ke-hoach.docx", *flags]) == 2
    said = "".join(capsys.readouterr())
    assert words in said
    assert "denied" not in said
    assert "input" not in said


def test_a_layer_of_broken_text_is_told_and_gives_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mat-dau.txt"
    file.write_text("So Giao duc va Dao tao yeu cau cac don vi thuc hien dung tien do\n" * 20)
    assert main(["plan", "read", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["tasks"] == []
    assert [warning["code"] for warning in said["warnings"]] == ["text-broken"]
