"""What a cost sheet means by its cells: digits of a spreadsheet, units and columns, each refused by its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.reviews.test_cost_files import as_json, document, refused, saved, workbook

from motcua.kernel.refusals import Refused
from motcua.reviews.files.cost_json import read_cost_json
from motcua.reviews.files.cost_workbook import read_cost_workbook
from motcua.reviews.files.cost_writing import write_cost_workbook
from motcua.reviews.rules.cost.numbers import number_of
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet, costed


class TestDigits:
    @pytest.mark.parametrize(
        ("cell", "means"),
        [
            (20 / 60, "0.333333333333333"),
            (125_500_000 / 2112, "59422.3484848485"),
            (0.1 + 0.2, "0.3"),
            (2.5, "2.5"),
            (123_456_789_012_345, "123456789012345"),
        ],
    )
    def test_a_spreadsheet_means_fifteen_digits(self, cell: float, means: str) -> None:
        found = read_cost_workbook(saved(workbook([[1, "Điền", cell, 1]]))).before[0]
        assert found.hours == Decimal(means)

    def test_thirds_of_an_hour_come_to_whole_dong(self) -> None:
        found = costed(read_cost_workbook(saved(workbook([[1, "Điền", 20 / 60, 125_500_000 / 2112]]))))
        assert (found.before.per_dossier_vnd, found.before.per_year_vnd) == (19_807, 1_980_745)

    def test_json_has_the_places_it_writes(self) -> None:
        data = as_json(document()).replace(b'"hours": 2,', b'"hours": 0.3333333333333333,')
        assert read_cost_json(data).before[0].hours == Decimal("0.3333333333333333")

    @pytest.mark.parametrize("said", [b"0.1234567890123456789012345678901", b"1e-31", b"1e-2000000", b"1e15"])
    def test_more_digits_than_anybody_means_are_refused(self, said: bytes) -> None:
        refusal = refused(as_json(document()).replace(b'"hours": 2,', b'"hours": ' + said + b","))
        assert (refusal.code, refusal.details["cell"]) == ("cost-number-too-large", "before[0].hours")

    def test_what_people_type_has_the_places_that_are_kept(self) -> None:
        assert number_of(Decimal("0.123456789"), place="a", what="a") == Decimal("0.123456789")
        with pytest.raises(Refused, match="tối đa 9 chữ số thập phân"):
            number_of(Decimal("0.1234567891"), place="a", what="a")

    def test_written_and_read_again(self) -> None:
        line = CostLine("Điền", Decimal(1) / 3, Decimal(125_500_000) / 2112)
        sheet = CostSheet("Cấp", Decimal("1.0333333333"), Decimal(31), (line,), ())
        found: Any = costed(read_cost_workbook(write_cost_workbook(sheet)))
        assert found.before.per_year_vnd == costed(sheet).before.per_year_vnd


def changed(cells: dict[str, Any], rows: list[list[Any]] | None = None) -> bytes:
    book = workbook(rows)
    for place, value in cells.items():
        book.worksheets[0][place].value = value
    return saved(book)


class TestColumns:
    @pytest.mark.parametrize(
        ("heading", "value"),
        [
            ("Chi phí in ấn", 500_000),
            ("Chi phí in ấn", "500.000"),
            ("Số lượng", 2),
            ("Số bản", 3),
            (None, 7),
            ("Thuế", 1.5),
        ],
    )
    def test_a_number_in_a_column_nobody_knows_is_refused(self, heading: Any, value: Any) -> None:
        refusal = refused(changed({"H4": heading, "H5": value}))
        assert (refusal.code, refusal.details["cell"]) == ("cost-column-unknown", "Hiện tại!H5")
        assert "Hiện tại!H5" in refusal.message

    def test_a_line_whose_only_money_is_there_is_refused_too(self) -> None:
        rows = [[1, "Điền", 1, 1], [2, "In ấn"]]
        refusal = refused(changed({"H4": "Chi phí in ấn", "H6": 500_000}, rows))
        assert refusal.details["cell"] == "Hiện tại!H6"

    @pytest.mark.parametrize(
        ("heading", "value"),
        [("Ghi chú", 5), ("Căn cứ", "Điều 5"), ("Chi phí in ấn", 0), (None, "xem dòng 3"), ("STT", 4)],
    )
    def test_words_orders_and_noughts_beside_the_lines_are_no_money(self, heading: Any, value: Any) -> None:
        found = costed(read_cost_workbook(changed({"H4": heading, "H5": value})))
        assert found.before.per_dossier_vnd == 108_000

    @pytest.mark.parametrize(
        "heading", ["Phí", "Lệ phí", "Mức phí, lệ phí, chi phí khác (đồng)", "Mức thu phí, lệ phí"]
    )
    def test_ways_to_write_a_fee(self, heading: str) -> None:
        found = read_cost_workbook(changed({"F4": heading})).before[0]
        assert (found.fee_vnd, found.other_vnd) == (Decimal(8_000), Decimal(0))

    def test_the_headings_of_the_state(self) -> None:
        book = workbook([], [], counts=False)
        for page in book.worksheets:
            page.delete_rows(1, 10)
            for row in (
                ["STT", "Các công việc khi thực hiện TTHC", "Các hoạt động/cách thức thực hiện cụ thể",
                 "Thời gian thực hiện (giờ)", "Mức TNBQ/01 giờ làm việc (đồng)",
                 "Mức chi phí thuê tư vấn, dịch vụ (đồng)", "Mức phí, lệ phí, chi phí khác (đồng)",
                 "Số lần thực hiện/01 năm", "Số lượng đối tượng tuân thủ/01 năm", "Chi phí thực hiện TTHC (đồng)",
                 "Tổng chi phí thực hiện TTHC/năm (đồng)", "Ghi chú"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)=(4)x(5)+(6)+(7)",
                 "(11)=(8)x(9)x(10)", "(12)"],
                [1, "Chuẩn bị hồ sơ", "Điền tờ khai", 2, 50_000, 3_000, 8_000, 1, 100, 111_000, 11_100_000, "a"],
            ):  # fmt: skip
                page.append(row)
        found = costed(read_cost_workbook(saved(book)))
        assert (found.before.per_dossier_vnd, found.before.per_year_vnd) == (111_000, 11_100_000)
        assert found.sheet.before[0].activity == "Chuẩn bị hồ sơ: Điền tờ khai"
        book.worksheets[1]["K3"].value = 11_400_000
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-differs", "Sau đơn giản hóa!K3")

    def test_two_columns_of_one_thing_are_refused(self) -> None:
        refusal = refused(changed({"H4": "Lệ phí", "H5": 5}))
        assert (refusal.code, refusal.details["cell"]) == ("cost-column-twice", "Hiện tại!H4")

    def test_a_missing_column_is_told_with_what_was_not_understood(self) -> None:
        refusal = refused(changed({"D4": "Giá công"}))
        assert refusal.code == "cost-columns-missing"
        assert "thu nhập một giờ" in refusal.message
        assert "“Giá công”" in refusal.message

    @pytest.mark.parametrize("heading", ["Thành tiền", "Chi phí một lần (đồng)", "Tổng", "Tổng chi phí"])
    def test_what_the_sheet_counts_itself_has_to_agree(self, heading: str) -> None:
        assert (
            costed(read_cost_workbook(changed({"H4": heading, "H5": 108_000.4}))).before.per_dossier_vnd
            == 108_000
        )
        assert read_cost_workbook(changed({"H4": heading, "H5": "=C5*D5"}))  # no result is kept
        refusal = refused(changed({"H4": heading, "H5": 608_000}))
        assert (refusal.code, refusal.details["cell"]) == ("cost-differs", "Hiện tại!H5")
        assert "608.000" in refusal.message
        assert "108.000" in refusal.message

    def test_a_heading_gives_the_sum_of_its_lines(self) -> None:
        rows: list[list[Any]] = [
            ["I", "Chuẩn bị", None, None, None, None, None, 30],
            [1, "Điền", 1, 10, None, None, None, 10],
            [2, "Chụp", 1, 20, None, None, None, 20],
            ["II", "Nộp hồ sơ", None, None, None, None, None, 5],
            [3, "Gửi", None, None, None, None, 5, 5],
            [None, "Tổng cộng", None, None, None, None, None, 35],
            [None, "Tỷ lệ tiết kiệm", None, None, None, None, None, 77.44],
        ]
        assert costed(read_cost_workbook(changed({"H4": "Thành tiền"}, rows))).before.per_dossier_vnd == 35
        for place in ("H5", "H8"):
            refusal = refused(changed({"H4": "Thành tiền", place: 500_000}, rows))
            assert (refusal.code, refusal.details["cell"]) == ("cost-differs", f"Hiện tại!{place}")

    @pytest.mark.parametrize(
        ("row", "is_right"),
        [
            (["Tổng cộng", 35], True),
            (["Cộng", 5], True),  # since the sum before
            (["Tổng chi phí một năm", 3500], True),
            (["Tổng chi phí tiết kiệm", 30], True),
            (["Tổng cộng", "=SUM(H5:H7)"], True),  # no result is kept
            (["Tổng cộng", 500_035], False),
            (["Cộng", 30], False),
        ],
    )
    def test_sums_have_to_agree(self, row: list[Any], is_right: bool) -> None:
        def line(name: str, *numbers: Any) -> list[Any]:
            return [None, name, *numbers]

        rows = [
            line("Điền", 3, 10, None, None, None, 30),
            line("Tổng cộng", None, None, None, None, None, 30),
            line("Gửi", None, None, None, None, 5, 5),
            line(row[0], None, None, None, None, None, row[1]),
        ]
        data = changed({"H4": "Thành tiền"}, rows)
        if is_right:
            assert costed(read_cost_workbook(data)).before.per_dossier_vnd == 35
            return
        refusal = refused(data)
        assert (refusal.code, refusal.details["cell"]) == ("cost-differs", "Hiện tại!H8")

    def test_who_signs_below_is_no_line(self) -> None:
        rows: list[list[Any]] = [
            [1, "Điền", 1, 10],
            [None, None, None, None, "Hà Nội, ngày 5 tháng 1 năm 2026"],
            [None, "Người lập biểu", None, None, "Thủ trưởng đơn vị"],
            [None, "Nguyễn Thị A", None, None, "Trần Văn B"],
        ]
        assert len(read_cost_workbook(saved(workbook(rows))).before) == 1
        refusal = refused(saved(workbook([*rows, [2, "Nộp", "một giờ", 5]])))
        assert refusal.details["cell"] == "Hiện tại!C9"
        refusal = refused(saved(workbook([rows[0], [None, "Nộp", "một giờ", "năm mươi nghìn"]])))
        assert refusal.details["cell"] == "Hiện tại!C6"

    def test_a_row_that_numbers_the_columns_is_no_line(self) -> None:
        found = read_cost_workbook(saved(workbook([[1, 2, 3, 4, 5, 6, 7], [1, "Điền", 1, 1]])))
        assert [line.activity for line in found.before] == ["Điền"]


class TestUnits:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ("Đơn vị tính: USD", "cost-other-currency"),
            ("(ĐVT: SGD)", "cost-other-currency"),
            ("Bảng chi phí (USD)", "cost-other-currency"),
            ("Đơn vị tính: đô la Mỹ", "cost-other-currency"),
            ("Đơn vị tính: nghìn đồng", "cost-other-unit"),
            ("ĐVT: 1.000 đồng", "cost-other-unit"),
            ("ĐVT: 1000đ", "cost-other-unit"),
            ("Đơn vị: triệu", "cost-other-unit"),
            ("Bảng tính chi phí (đơn vị tính: triệu đồng)", "cost-other-unit"),
            ("BẢNG TÍNH CHI PHÍ (nghìn đồng)", "cost-other-unit"),
        ],
    )
    def test_what_stands_above_a_table_is_heard(self, said: str, code: str) -> None:
        refusal = refused(changed({"A1": said}))
        assert (refusal.code, refusal.details["cell"]) == (code, "Hiện tại!A1")

    def test_a_unit_in_the_next_cell_is_heard(self) -> None:
        refusal = refused(changed({"F1": "Đơn vị tính:", "G1": "nghìn đồng"}))
        assert (refusal.code, refusal.details["cell"]) == ("cost-other-unit", "Hiện tại!F1")

    @pytest.mark.parametrize(
        "said", ["ĐVT: đồng", "Đơn vị tính: đồng/hồ sơ", "Đơn vị: SGD&ĐT Hà Nội", "BẢNG (TTHC)"]
    )
    def test_our_money_and_names_of_bodies_are_read(self, said: str) -> None:
        assert costed(read_cost_workbook(changed({"A1": said}))).before.per_dossier_vnd == 108_000

    @pytest.mark.parametrize(
        ("heading", "code"),
        [
            ("Phí (USD)", "cost-other-currency"),
            ("Phí (SGD)", "cost-other-currency"),
            ("Lệ phí (triệu)", "cost-other-unit"),
            ("Phí (x1000)", "cost-other-unit"),
        ],
    )
    def test_units_of_a_column(self, heading: str, code: str) -> None:
        refusal = refused(changed({"F4": heading}))
        assert (refusal.code, refusal.details["cell"]) == (code, "Hiện tại!F4")

    @pytest.mark.parametrize(
        "heading",
        [
            "Thời gian (phút)",
            "Thời gian thực hiện (ngày)",
            "Số ngày công",
            "Số phút",
            "Thời gian, ngày làm việc",
        ],
    )
    def test_times_in_minutes_or_days_are_refused(self, heading: str) -> None:
        refusal = refused(changed({"C4": heading}))
        assert (refusal.code, refusal.details["cell"]) == ("cost-other-unit", "Hiện tại!C4")
        assert "Đổi ra giờ" in refusal.message

    @pytest.mark.parametrize(
        "shown",
        [
            "#,##0 [$KRW]",
            '#,##0 "KRW"',
            "[$kr-41D] #,##0",
            '#,##0 "₩"',
            "#,##0 [$DKK]",
            '"thb" #,##0',
            "[$Rp-421]0",
        ],
    )
    def test_any_code_or_sign_of_other_money_is_refused(self, shown: str) -> None:
        book = workbook()
        book.worksheets[0]["F5"].number_format = shown
        refusal = refused(saved(book))
        assert (refusal.code, refusal.details["cell"]) == ("cost-other-currency", "Hiện tại!F5")

    @pytest.mark.parametrize(
        "shown", ["#,##0 [$VND]", '#,##0 "VND"', "[Red]#,##0;-#,##0", "[$VNĐ-42A]0", '0 "đồng"', "@"]
    )
    def test_formats_of_our_money_are_read(self, shown: str) -> None:
        book = workbook()
        book.worksheets[0]["F5"].number_format = shown
        assert costed(read_cost_workbook(saved(book))).before.per_dossier_vnd == 108_000
