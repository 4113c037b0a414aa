"""Files that people bring: what is read from them, and how the broken and the hostile are refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from tests.catalogue.contents import complete_content, contents

from motcua.catalogue.enums import Constituent, ProcedureKind
from motcua.catalogue.exporting import write_csv, write_json, write_template, write_workbook
from motcua.catalogue.readers.catalogues import read_catalogue
from motcua.catalogue.readers.files import FileLimits
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.diff import diff
from motcua.catalogue.rules.entering import faults, tidy
from motcua.catalogue.rules.records import merge
from motcua.catalogue.rules.sheet_writing import Listed
from motcua.kernel.refusals import Refused

LISTED = Listed(code="1.000001", kind=ProcedureKind.MINISTRY, content=complete_content())


def page(**more: Any) -> dict[str, Any]:
    return {"code": "1.000001", "name": "Cấp lại", "steps_text": "Nộp", "methods": [], **more}


def as_json(*pages: Any) -> bytes:
    return json.dumps(list(pages), ensure_ascii=False).encode()


def written(write: Callable[..., Any], *procedures: Listed, **more: Any) -> bytes:
    stream = io.BytesIO()
    write(stream, procedures, **more)
    return stream.getvalue()


def refusal_of(data: bytes, name: str, limits: FileLimits | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        read_catalogue(data, name, limits or FileLimits())
    assert name in refusal.value.message
    return refusal.value.code


class TestWholeFilesRefused:
    @pytest.mark.parametrize(
        ("data", "name", "code"),
        [
            (b"", "a.json", "file-empty"),
            (b" \n ", "a.csv", "file-empty"),
            (b"{}", "a.txt", "file-unknown-format"),
            (b"{}", "a.xlsm", "file-unknown-format"),
            (b"{}", "khong-duoi", "file-unknown-format"),
            (b"[", "a.json", "file-unreadable"),
            (b"[1e", "a.json", "file-unreadable"),
            (b"[NaN]", "a.json", "file-unreadable"),
            (b"[" * 200_000, "a.json", "file-unreadable"),
            (b"[" + b"9" * 10_000 + b"]", "a.json", "file-unreadable"),
            (b'{"a": 1}', "a.json", "file-not-a-list"),
            (b'"a"', "a.json", "file-not-a-list"),
            ("[]".encode("utf-16"), "a.json", "file-wrong-encoding"),
            ("mã,tên".encode("utf-16-le"), "a.csv", "file-wrong-encoding"),
            (
                "Mã số,Tên\n1.000001,Cấp lại ở tỉnh".encode("cp1258", "replace"),
                "a.csv",
                "file-wrong-encoding",
            ),
            (b"code,name\n1.000001,a\x00b", "a.csv", "file-wrong-encoding"),
            (b"a,b\n1,2", "a.csv", "columns-missing"),
            (b'code,name\n1.000001,"a', "a.csv", "file-unreadable"),
            (b'code,name\n1.000001,"a"b', "a.csv", "file-unreadable"),
            (b"code,name\n1.000001," + b"x" * 200_000, "a.csv", "file-unreadable"),
            (b"PK\x03\x04junk", "a.xlsx", "file-unreadable"),
            (b"PK\x03\x04junk", "a.csv", "file-not-what-it-says"),
            (b"%PDF-1.7", "a.xlsx", "file-not-what-it-says"),
            (b"\xd0\xcf\x11\xe0old", "a.xlsx", "file-not-what-it-says"),
            (b"code,name", "a.xlsx", "file-not-what-it-says"),
        ],
    )
    def test_each_with_its_own_reason(self, data: bytes, name: str, code: str) -> None:
        assert refusal_of(data, name) == code

    def test_too_big_too_long(self) -> None:
        assert refusal_of(b"[" + b" " * 100 + b"]", "a.json", FileLimits(bytes=50)) == "file-too-big"
        assert refusal_of(as_json(page(), page()), "a.json", FileLimits(rows=1)) == "file-too-long"
        assert refusal_of(b"code,name\n1,a\n2,b\n", "a.csv", FileLimits(rows=1)) == "file-too-long"

    def test_a_workbook_that_unpacks_to_something_huge(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
        assert refusal_of(stream.getvalue(), "a.xlsx") == "file-too-big"

    def test_a_workbook_of_too_many_entries(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for number in range(30):
                archive.writestr(f"xl/{number}.xml", b"")
        assert refusal_of(stream.getvalue(), "a.xlsx", FileLimits(entries=20)) == "file-too-big"

    def test_macros_and_links_to_other_files(self) -> None:
        for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.bin"):
            stream = io.BytesIO(written(write_workbook, LISTED))
            with zipfile.ZipFile(stream, "a") as archive:
                archive.writestr(part, b"x")
            assert refusal_of(stream.getvalue(), "a.xlsx") == "file-active"

    def test_formulas(self) -> None:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            sheet = book.add_worksheet("Thủ tục")
            sheet.write_row(0, 0, ["Mã thủ tục", "Tên thủ tục"])
            sheet.write_formula(1, 1, '=HYPERLINK("http://x","y")')
        with pytest.raises(Refused, match="B2") as refusal:
            read_catalogue(stream.getvalue(), "a.xlsx")
        assert refusal.value.code == "file-has-formulas"

    def test_a_workbook_without_the_sheet_or_its_columns(self) -> None:
        for title, headings in (("Sheet1", ["Mã thủ tục"]), ("Thủ tục", ["Tên"]), ("Thủ tục", [])):
            stream = io.BytesIO()
            with xlsxwriter.Workbook(stream) as book:
                book.add_worksheet(title).write_row(0, 0, headings)
            assert refusal_of(stream.getvalue(), "a.xlsx") == "columns-missing"


class TestRowsRefused:
    @pytest.mark.parametrize(
        ("row", "field"),
        [
            (5, ""),
            (None, ""),
            ([], ""),
            (page(code=""), "Mã thủ tục"),
            (page(name=["a"]), "name"),
            (page(methods={"a": 1}), "methods"),
            (page(methods=["a"]), "methods"),
            (
                page(methods=[{"channel": "Bồ câu", "time_limit": "", "fee": "", "note": ""}]),
                "Cách thức thực hiện",
            ),
            (page(components=[{"name": "Đơn", "forms": [1]}]), "Mẫu đơn, mẫu tờ khai"),
            (page(steps_text="x" * 200_000), "steps_text"),
            (page(raw_sections=["a"]), "raw_sections"),
        ],
    )
    def test_the_others_go_on(self, row: Any, field: str) -> None:
        read = read_catalogue(as_json(page(code="1.000002"), row, page(code="1.000003")), "a.json")
        assert [record.code for record in read.records] == ["1.000002", "1.000003"]
        assert {(remark.row, remark.field) for remark in read.refusals} == {(2, field)}
        assert all(remark.reason for remark in read.refusals)

    def test_a_line_with_too_few_or_too_many_cells(self) -> None:
        read = read_catalogue(b"code,name,url\n1.000001,a\n1.000002,b,c,d\n\n1.000003,e,\n", "a.csv")
        assert [record.code for record in read.records] == ["1.000003"]
        assert [(remark.row, remark.code) for remark in read.refusals] == [(2, "1.000001"), (3, "1.000002")]

    def test_words_the_catalogue_does_not_know(self) -> None:
        text = "Mã thủ tục;Tên thủ tục;Cấp thực hiện;Số bộ hồ sơ;Không phụ thuộc địa giới\n1.000001;A;Cấp sao;x;chắc"
        read = read_catalogue(text.encode(), "a.csv")
        assert {remark.field for remark in read.refusals} == {
            "Cấp thực hiện",
            "Số bộ hồ sơ",
            "Không phụ thuộc địa giới",
        }

    def test_a_row_of_another_sheet_that_belongs_to_nothing(self) -> None:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            book.add_worksheet("Thủ tục").write_row(0, 0, ["Mã thủ tục", "Tên thủ tục"])
            sheet = book.add_worksheet("Kết quả")
            sheet.write_row(0, 0, ["Mã thủ tục", "Tên kết quả"])
            sheet.write_row(1, 0, ["9.999999", "Giấy"])
        read = read_catalogue(stream.getvalue(), "a.xlsx")
        assert [(remark.row, remark.code) for remark in read.refusals] == [(2, "9.999999")]

    def test_what_is_not_the_systems_own_form(self) -> None:
        items = [
            {"code": "1.000001", "name": 5},
            {"code": "1.000002", "name": "A", "levels": ["moon"]},
            {"code": "1.000003", "name": "A", "steps": [{"nothing": 1}]},
            {"code": "1.000004", "name": "A", "kind": "odd"},
            {"code": "1.000005", "name": "A", "sets_count": True},
            {"code": "1.000006", "name": "A"},
        ]
        document = json.dumps({"format": "motcua-catalogue", "procedures": items}).encode()
        read = read_catalogue(document, "a.json")
        assert [record.code for record in read.records] == ["1.000006"]
        assert [remark.row for remark in read.refusals] == [1, 2, 3, 4, 5]


class TestWhatIsUnderstood:
    def test_a_page(self) -> None:
        row = {"channel": "Trực tiếp", "time_limit": "05 ngày làm việc", "fee": "Không", "note": ""}
        read = read_catalogue(
            as_json(page(methods=[row], conditions="Không", applicants="Người sao Hỏa")), "a.json"
        )
        [record] = read.records
        assert record.content.none_declared == (Constituent.REQUIREMENTS, Constituent.FEES)
        assert record.content.applicants_note == "Người sao Hỏa"
        assert [remark.field for remark in record.remarks] == ["Đối tượng thực hiện"]

    def test_a_lone_surrogate_does_no_harm(self) -> None:
        [record] = read_catalogue(b'[{"code": "1.000001", "name": "a\\ud800b"}]', "a.json").records
        assert tidy(record.content).name.encode() == b"a?b"

    def test_the_file_says_its_day(self) -> None:
        assert read_catalogue(as_json(page(snapshot="2021-08")), "a.json").snapshot == date(2021, 8, 1)
        assert read_catalogue(as_json(page(snapshot="?")), "a.json").snapshot is None

    def test_a_code_that_a_spreadsheet_took_for_a_number(self) -> None:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            sheet = book.add_worksheet("Thủ tục")
            sheet.write_row(0, 0, ["Mã thủ tục", "Tên thủ tục", "Số bộ hồ sơ"])
            sheet.write_row(1, 0, [1.01431, "A", 2])
        [record] = read_catalogue(stream.getvalue(), "a.xlsx").records
        assert (record.code, record.content.sets_count) == ("1.014310", 2)

    def test_the_template_is_a_file_without_procedures(self) -> None:
        stream = io.BytesIO()
        write_template(stream)
        read = read_catalogue(stream.getvalue(), "mau.xlsx")
        assert (read.records, read.refusals) == ([], [])

    def test_a_list_says_only_what_it_has(self) -> None:
        [record] = read_catalogue("Mã số,Tên,Cơ quan thực hiện\n1.000001,Tên mới,".encode(), "a.csv").records
        known = complete_content()
        assert merge(known, record) == replace(known, name="Tên mới")

    def test_a_list_does_not_overrule_what_a_page_says_in_detail(self) -> None:
        [record] = read_catalogue("Mã số,Tên,Cơ quan thực hiện\n1.000001,A,Bộ".encode(), "a.csv").records
        assert merge(complete_content(), record).executing_agency == "Sở Giáo dục và Đào tạo"
        assert merge(Content(name="A", executing_agency="cũ"), record).executing_agency == "Bộ"

    def test_what_a_page_gives_takes_back_that_there_is_none(self) -> None:
        known = Content(name="a", none_declared=(Constituent.REQUIREMENTS, Constituent.RESULTS))
        [record] = read_catalogue(as_json(page(conditions="Phải đủ 18 tuổi.")), "a.json").records
        assert merge(known, record).none_declared == (Constituent.RESULTS,)

    def test_an_emptied_cell_of_our_workbook_empties(self) -> None:
        data = written(
            write_workbook, Listed(code="1.000001", kind=ProcedureKind.MINISTRY, content=Content(name="A"))
        )
        [record] = read_catalogue(data, "a.xlsx").records
        assert merge(complete_content(), record) == Content(name="A")


@settings(max_examples=40, deadline=None)
@given(contents)
def test_what_is_exported_is_read_back(content: Content) -> None:
    content = tidy(content)
    if faults(content):
        return
    procedure = Listed(
        code="1.000001",
        kind=ProcedureKind.INTERCONNECTED,
        content=content,
        old_codes=("1.000009", "1.000008"),
    )
    for name, data in (
        ("a.xlsx", written(write_workbook, procedure)),
        ("a.json", written(write_json, procedure, on=date(2026, 7, 1))),
        ("a.csv", written(write_csv, procedure)),
    ):
        read = read_catalogue(data, name)
        assert read.refusals == []
        [record] = read.records
        assert diff(content, tidy(merge(content, record))) == []
        assert (record.kind, record.old_codes) == (procedure.kind, procedure.old_codes)
        if name != "a.csv":
            assert diff(content, tidy(merge(None, record))) == []


def test_a_list_for_spreadsheets_starts_no_formula() -> None:
    content = complete_content(name='=HYPERLINK("http://x")', requirements="- một\n- hai")
    data = written(write_csv, Listed(code="1.000001", kind=ProcedureKind.MINISTRY, content=content))
    assert b"'=HYPERLINK" in data
    [record] = read_catalogue(data, "a.csv").records
    assert record.content.name == '=HYPERLINK("http://x")'
    assert record.content.requirements == "- một\n- hai"


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    form = complete_content().components[0].forms[0]
    component = replace(
        complete_content().components[0], forms=tuple(replace(form, name="x" * 1000) for _ in range(40))
    )
    content = complete_content(components=(component,))
    with pytest.raises(Refused) as refusal:
        written(write_workbook, Listed(code="1.000001", kind=ProcedureKind.MINISTRY, content=content))
    assert refusal.value.code == "cell-too-long"
