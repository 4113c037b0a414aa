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
