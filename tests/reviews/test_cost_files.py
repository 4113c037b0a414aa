"""Cost sheets as JSON and XLSX: read exactly, refused with the cell named."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import DataTableFormula
from openpyxl.worksheet.table import Table

from motcua.cli.main import main
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, Side
from motcua.reviews.files.cost_json import read_cost_json
from motcua.reviews.files.cost_workbook import read_cost_workbook
from motcua.reviews.files.cost_writing import write_cost_workbook
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet, costed

HEADINGS = [
    "TT", "Công việc", "Số giờ", "Thu nhập một giờ (đồng)", "Chi phí thuê, tư vấn", "Phí, lệ phí", "Chi phí khác",
]  # fmt: skip
LINE: dict[str, Any] = {"activity": "Điền tờ khai", "hours": 2, "hourly_income_vnd": 50_000, "fee_vnd": 8_000}


def document(**changed: Any) -> dict[str, Any]:
    said = {
        "procedure": "Cấp bản sao văn bằng",
        "times_per_year": 1,
        "subjects_per_year": 100,
        "before": [LINE],
        "after": [],
    }
    return said | changed


def as_json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def workbook(
    before: list[list[Any]] | None = None, after: list[list[Any]] | None = None, *, counts: bool = True
) -> Workbook:
    book = Workbook()
    for page, rows in (
        (book.active, before if before is not None else [[1, "Điền tờ khai", 2, 50_000, None, 8_000, None]]),
        (book.create_sheet(), after if after is not None else []),
    ):
        assert page is not None
        page.title = Side.AFTER.label if page is not book.worksheets[0] else Side.BEFORE.label
        page.append(["BẢNG TÍNH CHI PHÍ"])
        if counts:
            page.append([None, "Số lần thực hiện một năm", 1])
            page.append([None, "Số đối tượng tuân thủ một năm", 100])
        page.append(HEADINGS)
        for row in rows:
            page.append(row)
    return book


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as found:
        (read_cost_workbook if data.startswith(b"PK") else read_cost_json)(data)
    return found.value


class TestJson:
    def test_reads(self) -> None:
        found = costed(read_cost_json(as_json(document())))
        assert (found.before.per_dossier_vnd, found.before.per_year_vnd) == (108_000, 10_800_000)
        assert found.after.per_dossier_vnd == 0

    def test_numbers_are_exact(self) -> None:
        data = as_json(document()).replace(b'"hours": 2,', b'"hours": 0.1,')
        assert read_cost_json(data).before[0].hours == Decimal("0.1")

    @pytest.mark.parametrize(
        ("line", "code", "cell"),
        [
            ({"hours": -1}, "cost-number-negative", "before[0].hours"),
            ({"hours": "2 giờ"}, "cost-text-for-number", "before[0].hours"),
            ({"hours": "2"}, "cost-text-for-number", "before[0].hours"),
            ({"hours": True}, "cost-text-for-number", "before[0].hours"),
            ({"hours": float("nan")}, "cost-number-not-finite", "before[0].hours"),
            ({"fee_vnd": float("inf")}, "cost-number-not-finite", "before[0].fee_vnd"),
            ({"fee_vnd": 10**15}, "cost-number-too-large", "before[0].fee_vnd"),
            ({"fee_vnd": [1]}, "cost-text-for-number", "before[0].fee_vnd"),
            ({"hourly_income_vnd": None}, "cost-rate-missing", "before[0].hourly_income_vnd"),
            ({"activity": " "}, "cost-activity-missing", "before[0].activity"),
            ({"fee_usd": 3}, "cost-key-unknown", "before[0].fee_usd"),
            ({"currency": "USD"}, "cost-other-currency", "before[0].currency"),
            ({"block": "đi chơi"}, "cost-block-unknown", "before[0].block"),
            ({"hours": "1,5"}, "cost-text-for-number", "before[0].hours"),
            ({"activity": 5}, "cost-not-text", "before[0].activity"),
            ({"activity": ["Nộp"]}, "cost-not-text", "before[0].activity"),
            ({"note": {}}, "cost-not-text", "before[0].note"),
            ({"block": True}, "cost-not-text", "before[0].block"),
            ({"currency": 1}, "cost-not-text", "before[0].currency"),
        ],
    )
    def test_a_bad_line_is_refused_with_its_cell(self, line: dict[str, Any], code: str, cell: str) -> None:
        refusal = refused(as_json(document(before=[LINE | line])))
        assert (refusal.code, refusal.details["cell"]) == (code, cell)
        assert cell in refusal.message

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            (document(before=[]), "cost-lines-missing"),
            (document(before={}), "cost-json-not-sheet"),
            (document(before=[3]), "cost-json-not-sheet"),
            (document(times_per_year=None), "cost-count-missing"),
            (document(subjects_per_year=-2), "cost-number-negative"),
            ({"before": [LINE]}, "cost-key-missing"),
            ([document()], "cost-json-not-sheet"),
            (document(currency="USD"), "cost-other-currency"),
            (document(note="a"), "cost-key-unknown"),
            (document(procedure=["a"]), "cost-not-text"),
            (document(procedure="a" * 501), "cost-text-too-long"),
            (document(times_per_year="1,5"), "cost-text-for-number"),
            (document(after=None), "cost-json-not-sheet"),
            (document(before=[LINE] * 1001), "cost-too-many-lines"),
        ],
    )
    def test_a_bad_sheet_is_refused(self, said: Any, code: str) -> None:
        assert refused(as_json(said)).code == code

    @pytest.mark.parametrize("data", [b"{", b"\xff\xfe{", b'{"a": 1,}', b"[" * 100_000, b'{"a": 1e'])
    def test_broken_json_is_refused(self, data: bytes) -> None:
        assert refused(data).code == "cost-json-broken"

    def test_another_kind_of_file_is_told_apart(self) -> None:
        assert "lưu lại dạng .xlsx" in refused(b"an old sheet").message
        assert "dòng 1" in refused(b'{"before": [,]}').message

    @pytest.mark.parametrize(
        "data",
        [b'{"procedure": "\\ud800"}', b'{"a": {"\\udc00": 1}}', b'{"before": [{"activity": "\\ud83d"}]}'],
    )
    def test_half_a_character_is_refused(self, data: bytes) -> None:
        refusal = refused(data)
        assert refusal.code == "cost-text-broken"
        assert refusal.message.encode()

    def test_a_key_said_twice_is_refused(self) -> None:
        assert refused(b'{"procedure": "a", "procedure": "b"}').code == "cost-key-twice"

    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_no_bytes_break_it(self, data: bytes) -> None:
        with pytest.raises(Refused):
            read_cost_json(b"{" + data)


class TestWorkbook:
    def test_reads(self) -> None:
        found = costed(read_cost_workbook(saved(workbook())))
        assert (found.before.per_dossier_vnd, found.before.per_year_vnd) == (108_000, 10_800_000)

    def test_headings_of_blocks_and_totals_are_no_lines(self) -> None:
        rows: list[list[Any]] = [
            ["1", "Chuẩn bị hồ sơ"],
            ["1.1", "Điền tờ khai", 2, 50_000, 0, 8_000, 0],
            ["1.2", "Công chứng giấy tờ", 1, 1],
            ["1.3", "Tổng hợp hồ sơ", 1, 1],
            [None, "Cộng", 2, 50_000, 0, 8_000, 0],
            [None, "Tổng cộng", 2, 50_000, 0, 8_000, 0],
        ]
        found = read_cost_workbook(saved(workbook(rows))).before
        assert [line.activity for line in found] == ["Điền tờ khai", "Công chứng giấy tờ", "Tổng hợp hồ sơ"]

    def test_counts_in_columns(self) -> None:
        book = workbook(
            [[1, "Nộp", None, None, None, None, 10, 2, 30]],
            [[1, "Nộp", None, None, None, None, 5, 2, 30]],
            counts=False,
        )
        for page in book.worksheets:
            page.cell(2, 8).value, page.cell(2, 9).value = "Số lần/năm", "Số đối tượng/năm"
        found = costed(read_cost_workbook(saved(book)))
        assert (found.before.per_year_vnd, found.after.per_year_vnd) == (600, 300)
        book.worksheets[1].cell(3, 9).value = 31
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-counts-differ", "Sau đơn giản hóa!I3")

    def test_two_tables_on_one_page(self) -> None:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in (
            ["Số lần thực hiện một năm", 1], ["Số đối tượng tuân thủ một năm", 10],
            ["I. Chi phí hiện tại"], HEADINGS, [1, "Nộp", 1, 1000],
            ["II. Chi phí sau đơn giản hóa"], HEADINGS, [1, "Nộp", 1, 400],
        ):  # fmt: skip
            page.append(row)
        found = costed(read_cost_workbook(saved(book)))
        assert (found.before.per_dossier_vnd, found.after.per_dossier_vnd) == (1000, 400)

    @pytest.mark.parametrize(
        ("row", "code", "cell"),
        [
            ([1, "Điền", -1, 5], "cost-number-negative", "Hiện tại!C5"),
            ([1, "Điền", "hai giờ", 5], "cost-text-for-number", "Hiện tại!C5"),
            ([1, "Điền", 2, None], "cost-rate-missing", "Hiện tại!D5"),
            ([1, None, 2, 5], "cost-activity-missing", "Hiện tại!B5"),
            ([1, "Điền", 2, "=D5"], "cost-formula-circular", "Hiện tại!D5"),
            ([1, "Điền", "=D5+1", "=C5*2"], "cost-formula-circular", "Hiện tại!C5"),
            ([1, "Điền", 2, "=SUM(C1:E9)"], "cost-formula-circular", "Hiện tại!D5"),
            ([1, "Điền", 2, "='Sau đơn giản hóa'!A1*2"], "cost-formula-without-result", "Hiện tại!D5"),
            ([1, "Điền", 2, "#DIV/0!"], "cost-cell-error", "Hiện tại!D5"),
        ],
    )
    def test_a_bad_line_is_refused_with_its_cell(self, row: list[Any], code: str, cell: str) -> None:
        refusal = refused(saved(workbook([row])))
        assert (refusal.code, refusal.details["cell"]) == (code, cell)
        assert cell in refusal.message

    @pytest.mark.parametrize(
        "formula",
        [
            "=GIO+1", "=gio_1*2", "=SUM(C:D)", "=SUM($5:$5)", "='HIỆN TẠI'!D5", "=SUM(Bang[Thu nhập một giờ (đồng)])",
            "=Bang[@[Thu nhập một giờ (đồng)]]", "=SUM('Hiện tại:Sau đơn giản hóa'!D5)",
        ],
    )  # fmt: skip
    def test_a_circle_by_name_table_column_or_row(self, formula: str) -> None:
        book = workbook()
        page = book.worksheets[0]
        book.defined_names["GIO"] = DefinedName("GIO", attr_text="'Hiện tại'!$D$5:$D$9")
        page.defined_names["GIO_1"] = DefinedName("GIO_1", attr_text="GIO*2")
        page.add_table(Table(displayName="Bang", ref="A4:G5"))
        page["D5"].value = formula
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-formula-circular", "Hiện tại!D5")

    @pytest.mark.parametrize(
        ("formula", "piece"),
        [
            ('=INDIRECT("C"&5)*2', "INDIRECT"), ("=SUM(OFFSET(A1,1,0))", "OFFSET"), ("=@offset(A1,1,0)", "OFFSET"),
            ("=SUM(C5:INDEX(C:C,6))", "C5:INDEX"), ("=SUM(INDEX(C:C,5):C6)", ":C6"), ("=SUM(C5:SO)", "C5:SO"),
            ("=SUM((C5):(C6))", ":"), ("=CHOOSE(1,C5,C6):C7", ":C7"), ("=DONG*2", "OFFSET"),
            ("=C5)", "=C5)"), ("=[a", "=[a"),
            ('=IFERROR(__xludf.DUMMYFUNCTION("importrange()"),5)', "DUMMYFUNCTION"),
        ],
    )  # fmt: skip
    def test_what_a_formula_uses_must_be_known(self, formula: str, piece: str) -> None:
        book = workbook()
        book.defined_names["DONG"] = DefinedName("DONG", attr_text="OFFSET('Hiện tại'!$C$5,0,0)")
        book.worksheets[0]["D5"].value = formula
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-formula-untraced", "Hiện tại!D5")
        assert f"Ô Hiện tại!D5 dùng {piece}" in refusal.message

    @pytest.mark.parametrize(
        "formula",
        [
            "=[1]Sheet1!A1*2", "='[luong.xlsx]Bảng 1'!$A$1", "='C:\\So\\[luong.xlsx]B'!A1", "=[1]!LUONG",
            "=[1]!TINH(C5)", "=NGOAI*2", "=Excel|So!A1",
        ],
    )  # fmt: skip
    def test_numbers_of_other_files_are_refused(self, formula: str) -> None:
        book = workbook()
        book.defined_names["NGOAI"] = DefinedName("NGOAI", attr_text="'[luong.xlsx]B'!$A$1")
        book.worksheets[0]["D5"].value = formula
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-formula-outside", "Hiện tại!D5")

    def test_a_table_of_trials_is_refused(self) -> None:
        book = workbook()
        book.worksheets[0]["D5"].value = DataTableFormula(ref="D5:D6", dt2D=False, r1="C5")
        assert refused(saved(book)).code == "cost-formula-untraced"

    @pytest.mark.parametrize(
        "formula",
        [
            "=INDEX(C5:C9,1)", "=VLOOKUP(B5,A5:C9,3,FALSE)", "=IF(C5>1,C5,C6)", "=SUM(Bang[[Số giờ]:[Công việc]])",
            "=_xlfn.LET(_xlpm.a,C5,_xlpm.a*2)", "=SUM((C5:C6,E5:E6))", '=C5*2&"[a]!b|c:"', "=KHONG_CO",
        ],
    )  # fmt: skip
    def test_what_can_be_followed_is_no_trouble(self, formula: str) -> None:
        book = workbook()
        page = book.worksheets[0]
        page.add_table(Table(displayName="Bang", ref="A4:G5"))
        page["D5"].value = formula
        assert refused(saved(book)).code == "cost-formula-without-result"

    @pytest.mark.parametrize(
        "formula", ["=Bang[@[Số giờ]]*25000", "=SUM(Bang[Số giờ])", "=SO*2", "=SUM(C:C)", "=SO_A"]
    )
    def test_what_uses_other_cells_is_no_circle(self, formula: str) -> None:
        book = workbook()
        page = book.worksheets[0]
        book.defined_names["SO"] = DefinedName("SO", attr_text="'Hiện tại'!$C$5")
        book.defined_names["SO_A"] = DefinedName("SO_A", attr_text="SO_A")
        page.add_table(Table(displayName="Bang", ref="A4:G5"))
        page["D5"].value = formula
        assert refused(saved(book)).code == "cost-formula-without-result"

    @pytest.mark.parametrize(
        ("change", "code", "cell"),
        [
            (lambda page: page.merge_cells("C5:C6"), "cost-cells-merged", "Hiện tại!C5:C6"),
            (lambda page: page.merge_cells("B5:C6"), "cost-cells-merged", "Hiện tại!B5:C6"),
            (lambda page: setattr(page.row_dimensions[6], "hidden", True), "cost-cell-hidden", "Hiện tại!6"),
            (
                lambda page: setattr(page.column_dimensions["F"], "hidden", True),
                "cost-cell-hidden",
                "Hiện tại!F5",
            ),
            (lambda page: setattr(page, "sheet_state", "veryHidden"), "cost-cell-hidden", "Hiện tại!A4"),
            (lambda page: setattr(page["F4"], "value", "Phí (nghìn đồng)"), "cost-other-unit", "Hiện tại!F4"),
            (lambda page: setattr(page["F4"], "value", "Phí (1.000 đồng)"), "cost-other-unit", "Hiện tại!F4"),
            (lambda page: setattr(page["E1"], "value", "ĐVT: triệu đồng"), "cost-other-unit", "Hiện tại!E1"),
            (
                lambda page: setattr(page["E1"], "value", "Đơn vị tính: USD"),
                "cost-other-currency",
                "Hiện tại!E1",
            ),
            (
                lambda page: setattr(page["C5"], "value", date(2026, 1, 5)),
                "cost-text-for-number",
                "Hiện tại!C5",
            ),
            (lambda page: setattr(page["C5"], "value", "1,5"), "cost-text-for-number", "Hiện tại!C5"),
            (lambda page: setattr(page["C2"], "value", "3.228"), "cost-text-for-number", "Hiện tại!C2"),
        ],
    )
    def test_what_nobody_sees_or_can_tell_is_refused(self, change: Any, code: str, cell: str) -> None:
        book = workbook([[1, "Điền", 2, 50_000, None, 8_000], [2, "Nộp", None, None, None, 5]])
        change(book.worksheets[0])
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == (code, cell)
        assert cell.partition("!")[0] in refusal.message

    def test_many_running_sums_end_soon(self) -> None:
        rows = [[1, "Việc", f"=SUM(C$5:C{place})", 1] for place in range(5, 2500)]
        assert refused(saved(workbook(rows))).code in {"cost-too-many-formulas", "cost-formula-circular"}

    def test_a_circle_over_two_pages(self) -> None:
        book = workbook([[1, "Điền", 1, "='Sau đơn giản hóa'!D5"]], [[1, "Điền", 1, "='Hiện tại'!$D$5"]])
        assert refused(saved(book)).code == "cost-formula-circular"

    @pytest.mark.parametrize("money", ["#,##0 [$USD]", "[$$-409]#,##0", '#,##0 "€"', "[$¥-411]#,##0"])
    def test_other_money_is_refused(self, money: str) -> None:
        book = workbook()
        book.worksheets[0]["F5"].number_format = money
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-other-currency", "Hiện tại!F5")

    @pytest.mark.parametrize("money", ["#,##0 [$₫-42A]", '#,##0 "đ"', "[$-42A]#,##0", "General"])
    def test_our_money_is_read(self, money: str) -> None:
        book = workbook()
        book.worksheets[0]["F5"].number_format = money
        assert costed(read_cost_workbook(saved(book))).before.per_dossier_vnd == 108_000

    def test_a_column_in_other_money_is_refused(self) -> None:
        book = workbook()
        book.worksheets[0]["F4"].value = "Phí, lệ phí (USD)"
        assert refused(saved(book)).code == "cost-other-currency"

    def test_one_table_whose_column_says_the_copy(self) -> None:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in (
            ["procedure", "times_per_year", "subjects_per_year", "currency"], ["Cấp bản sao", 2, 10, "VND"],
            ["side", "activity", "hours", "hourly_income_vnd"], ["before", "Nộp", 1, 1000], ["after", "Nộp", 1, 400],
        ):  # fmt: skip
            page.append(row)
        found = costed(read_cost_workbook(saved(book)))
        assert (found.before.per_year_vnd, found.after.per_year_vnd) == (20_000, 8_000)
        assert found.sheet.procedure == "Cấp bản sao"
        page["A5"].value = "?"
        assert refused(saved(book)).details["cell"] == "Sheet!A5"
        page["D2"].value = "USD"
        assert refused(saved(book)).code == "cost-other-currency"

    def test_both_copies_are_needed(self) -> None:
        book = workbook()
        del book["Sau đơn giản hóa"]
        assert refused(saved(book)).code == "cost-copy-missing"

    def test_written_and_read_again(self) -> None:
        line = CostLine("Điền", Decimal("0.25"), Decimal(48_000), fee_vnd=Decimal(8_000), block=Block.PREPARE)
        sheet = CostSheet(
            "Cấp bản sao", Decimal(2), Decimal(31), (line, CostLine("Chờ", other_vnd=Decimal(5))), ()
        )
        found = read_cost_workbook(write_cost_workbook(sheet))
        assert costed(found).before == costed(sheet).before
        assert (found.procedure, found.times_per_year) == ("Cấp bản sao", Decimal(2))
        assert not found.after

    def test_an_unfilled_one_says_what_is_missing(self) -> None:
        assert refused(write_cost_workbook(None)).code == "cost-lines-missing"

    @pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"\0" * 100])
    def test_broken_workbooks_are_refused(self, data: bytes) -> None:
        assert refused(data).code == "file-unreadable"


class TestCommand:
    def test_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "chi-phi.json"
        file.write_bytes(as_json(document(after=[LINE | {"hours": 1}])))
        assert main(["cost", str(file), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["before"] == {"per_dossier_vnd": 108_000, "per_year_vnd": 10_800_000}
        assert said["after"] == {"per_dossier_vnd": 58_000, "per_year_vnd": 5_800_000}
        assert said["saving"] == {"per_dossier_vnd": 50_000, "per_year_vnd": 5_000_000}
        assert said["saving_percent"] == 46.3

    @pytest.mark.parametrize("kind", ["json", "xlsx"])
    def test_a_published_restructuring(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
    ) -> None:
        """1.024.000 → 231.000 đ, 3.228 subjects."""
        before = [LINE | {"hours": 16, "hourly_income_vnd": 62_500, "fee_vnd": 24_000}]
        after = [LINE | {"hours": 3, "hourly_income_vnd": 62_500, "fee_vnd": 43_500}]
        said = document(subjects_per_year=3228, before=before, after=after)
        file = tmp_path / f"chi-phi.{kind}"
        data = as_json(said)
        file.write_bytes(data if kind == "json" else write_cost_workbook(read_cost_json(data)))
        assert main(["cost", str(file), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["before"] == {"per_dossier_vnd": 1_024_000, "per_year_vnd": 3_305_472_000}
        assert found["after"] == {"per_dossier_vnd": 231_000, "per_year_vnd": 745_668_000}
        assert found["saving"] == {"per_dossier_vnd": 793_000, "per_year_vnd": 2_559_804_000}
        assert found["saving_percent"] == 77.44

    def test_for_people(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "chi-phi.xlsx"
        file.write_bytes(saved(workbook()))
        assert main(["cost", str(file)]) == 0
        said = capsys.readouterr().out
        assert "10.800.000" in said
        assert "Tỷ lệ tiết kiệm: 100 %" in said

    def test_template(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "mau.xlsx"
        assert main(["cost", str(file), "--template"]) == 0
        assert file.read_bytes().startswith(b"PK")
        assert main(["cost", str(file), "--template", "--json"]) == 2
        assert json.loads(capsys.readouterr().out.partition("\n")[2])["refused"]["code"] == "file-exists"

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("khong-co.json", None, "file-not-found"),
            ("a.txt", b"xin chao", "file-kind-unknown"),
            ("a.json", b"", "cost-json-broken"),
            ("a.json", b"[]", "cost-json-not-sheet"),
            ("a.json", b'{"procedure": "\\ud800"}', "cost-text-broken"),
            ("a.json", as_json(document(before=[LINE | {"hours": float("nan")}])), "cost-number-not-finite"),
            ("a.xlsx", b"", "file-kind-unknown"),
        ],
    )
    def test_refusals(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, code: str
    ) -> None:
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        assert main(["cost", str(file), "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["refused"]["code"] == code

    def test_a_folder_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["cost", str(tmp_path), "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["refused"]["code"] == "file-is-folder"
