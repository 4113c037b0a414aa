"""Papers: the right form of the day, every fact on the sheet, and the same bytes for the same facts."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import papers

from motcua.documents.enums import PaperKind, PaperSize, PaperUse, SigningAuthority
from motcua.documents.printing import (
    print_for_signing,
    print_paper,
    print_register,
    print_result,
    write_register,
)
from motcua.documents.rendering import Place
from motcua.documents.rules.form_sets import FORM_SETS, form_set_on, get_form_set
from motcua.documents.rules.papers.facts import Paper, SignBlock
from motcua.documents.rules.papers.keeping import as_facts, paper_from, result_from
from motcua.documents.rules.papers.layout import Printing, SignedBy, lay_out
from motcua.documents.rules.papers.wording import iso_moment, long_day, long_moment, masked, signing_titles
from motcua.kernel.refusals import Refused

A5, A4 = (419.5, 595.3), (595.3, 841.9)
SIGNED = SignedBy("Phạm Quốc Hiệu", "Giám đốc", "Sở Giáo dục và Đào tạo", papers.MADE, "ABCD-EFGH-JKMN-PQRS")


def sheet_of(pdf: bytes) -> tuple[float, float]:
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert box is not None
    return round(float(box[1]), 1), round(float(box[2]), 1)


def words_of(paper: Paper, printing: Printing | None = None, day: date = date(2026, 9, 17)) -> str:
    content = lay_out(paper, form_set=form_set_on(day), printing=printing or Printing())
    return repr(content)


class TestFormSets:
    @pytest.mark.parametrize(
        ("day", "key", "numbered"),
        [
            (date(2018, 6, 21), "nd-61-2018", 0),
            (date(2019, 1, 5), "nd-61-2018", 0),
            (date(2019, 1, 6), "tt-01-2018", 6),
            (date(2025, 9, 14), "tt-01-2018", 6),
            (date(2025, 9, 15), "tt-03-2025", 7),
            (date(2030, 1, 1), "tt-03-2025", 7),
        ],
    )
    def test_each_day_has_its_set(self, day: date, key: str, numbered: int) -> None:
        found = form_set_on(day)
        assert found.key == key
        assert get_form_set(key) is found
        numbers = [form.number for form in found.forms.values() if form.number]
        assert numbers == [f"{n:02}" for n in range(1, numbered + 1)]

    def test_sets_follow_each_other_without_gap(self) -> None:
        for before, after in pairwise(FORM_SETS):
            assert before.in_force.end == after.in_force.start

    def test_a_day_before_the_one_stop_decree_and_an_unknown_set_are_refused(self) -> None:
        for ask in (lambda: form_set_on(date(2018, 6, 20)), lambda: get_form_set("x")):
            with pytest.raises(Refused) as refused:
                ask()
            assert refused.value.code == "no-form-set"

    def test_a_paper_without_form_in_its_set_becomes_a_letter_without_number(self) -> None:
        form = get_form_set("tt-01-2018").form(PaperKind.STOP)
        assert (form.title, form.number, form.size) == (PaperKind.STOP.label, "", PaperSize.A4)

    def test_the_2018_set_is_a5_but_the_register(self) -> None:
        sizes = {kind: form.size for kind, form in get_form_set("tt-01-2018").forms.items()}
        assert sizes.pop(PaperKind.REGISTER) == PaperSize.A4
        assert set(sizes.values()) == {PaperSize.A5}


class TestWording:
    def test_days_and_moments(self) -> None:
        assert long_day(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
        assert long_day(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
        assert long_moment(papers.MADE) == "08 giờ 05 phút, ngày 17 tháng 9 năm 2026"
        assert iso_moment(papers.MADE) == "2026-09-17T08:05:00+07:00"

    @given(st.text(alphabet="0123456789AB", max_size=30))
    def test_of_an_identifier_at_most_four_characters_can_be_read(self, identifier: str) -> None:
        hidden = masked(identifier)
        assert len(hidden) == len(identifier)
        assert len(hidden.replace("*", "")) == (4 if len(identifier) > 8 else 0)
        assert identifier.endswith(hidden.lstrip("*"))

    def test_by_whose_power(self) -> None:
        assert signing_titles(SignBlock("A", "Giám đốc")) == ["GIÁM ĐỐC"]
        assert signing_titles(papers.DEPUTY) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
        order = SignBlock("A", "Chánh Văn phòng", SigningAuthority.BY_ORDER, "Giám đốc")
        assert signing_titles(order) == ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]


class TestPapers:
    @pytest.mark.parametrize("paper", papers.SHORT, ids=lambda paper: paper.kind)
    def test_each_comes_out_the_same_again(self, paper: Paper) -> None:
        assert print_paper(paper) == print_paper(paper_from(paper.kind, as_facts(paper)))

    def test_also_in_another_process_at_another_time(self) -> None:
        program = (
            "from tests.documents import papers; from motcua.documents.printing import *; import hashlib;"
            "print(hashlib.sha256(print_paper(papers.LONG_RECEIPT)).hexdigest(),"
            "hashlib.sha256(print_result(papers.LETTER)[0]).hexdigest())"
        )
        top = Path(__file__).resolve().parents[2]
        environment = {"PYTHONPATH": f"{top / 'src'}:{top}", "TZ": "America/Lima", "PYTHONHASHSEED": "7"}
        there = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        here = [print_paper(papers.LONG_RECEIPT), print_result(papers.LETTER)[0]]
        assert there.stdout.split() == [hashlib.sha256(pdf).hexdigest() for pdf in here]

    @pytest.mark.parametrize("paper", papers.LONG_PAPERS, ids=lambda paper: paper.kind)
    def test_much_content_goes_on_to_further_pages(self, paper: Paper) -> None:
        assert int(re.findall(rb"/Count (\d+)", print_paper(paper))[0]) > 1

    @pytest.mark.parametrize("paper", papers.SHORT, ids=lambda paper: paper.kind)
    def test_an_ordinary_case_fits_on_one_page_of_a5(self, paper: Paper) -> None:
        assert re.findall(rb"/Count (\d+)", print_paper(paper))[0] == b"1"

    def test_the_sheet_is_the_forms_own_or_the_one_asked_for(self) -> None:
        assert sheet_of(print_paper(papers.RECEIPT)) == A5
        assert sheet_of(print_paper(papers.RECEIPT, printing=Printing(size=PaperSize.A4))) == A4

    def test_the_receipt_says_what_the_law_wants(self) -> None:
        words = words_of(papers.LONG_RECEIPT)
        for fact in (
            "Mẫu số 01 · Thông tư 03/2025/TT-VPCP",
            "G07.31-20260917-0000042",
            "(3.000465)",
            "Trần Đình Hưởng",
            "08 giờ 05 phút, ngày 17 tháng 9 năm 2026",
            "17 giờ 00 phút, ngày 24 tháng 9 năm 2026",
            "Trường Trung học phổ thông Ngô Quyền",
            "17:00 21/09/2026",
            "quyển số 01, số thứ tự 0042",
        ):
            assert fact in words, fact

    def test_the_qr_code_says_enough_and_hides_the_person(self) -> None:
        content = lay_out(papers.RECEIPT, form_set=form_set_on(date(2026, 9, 17)), printing=Printing())
        assert content["qr_text"].splitlines() == [
            "Mã hồ sơ: G07.31-20260917-0000042",
            "Mã TTHC: 3.000465",
            "Định danh: ********1234",
            "Giấy tờ: Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            "Kiểm tra: https://mot-cua.example/tra-cuu/",
        ]
        assert papers.APPLICANT.identifier not in repr(content)

    def test_a_digital_copy_says_who_confirmed_it_and_when_and_what_that_is(self) -> None:
        words = words_of(papers.APOLOGY, Printing(use=PaperUse.DIGITAL, signed=SIGNED))
        assert "Xác nhận điện tử nội bộ" in words
        assert "2026-09-17T08:05:00+07:00" in words
        assert "ABCD-EFGH-JKMN-PQRS" in words
        assert "Ký, ghi rõ họ tên" not in words
        assert "Ký, ghi rõ họ tên" in words_of(papers.APOLOGY)
        assert "Xác nhận điện tử" not in words_of(papers.APOLOGY)

    def test_room_for_a_digital_signature_is_told(self) -> None:
        for paper, room in ((papers.RECEIPT, 15), (papers.APOLOGY, 30)):
            pdf, places = print_for_signing(paper)
            assert [place.name for place in places] == ["signer"]
            assert places[0].y + room < 210
            assert sheet_of(pdf) == A5
        assert print_for_signing(papers.CONTROL_SLIP)[1] == []

    def test_empty_facts_leave_no_empty_line(self) -> None:
        bare = replace(papers.RECEIPT, fee="", return_way="", order_number="", due_at=None)
        words = words_of(bare)
        for label in ("Phí, lệ phí", "Nhận kết quả", "Vào sổ", "Hẹn trả kết quả lúc"):
            assert label not in words
        assert print_paper(bare)


class TestKeeping:
    @pytest.mark.parametrize("paper", [*papers.SHORT, *papers.LONG_PAPERS], ids=lambda paper: paper.kind)
    def test_facts_come_back_as_they_were(self, paper: Paper) -> None:
        assert paper_from(str(paper.kind), as_facts(paper)) == paper

    def test_results_too(self) -> None:
        assert result_from(as_facts(papers.DECISION)) == papers.DECISION

    @pytest.mark.parametrize(
        ("kind", "facts"),
        [
            ("receipt", {}),
            ("register", {}),
            ("receipt", {**as_facts(papers.RECEIPT), "more": 1}),
            ("receipt", {**as_facts(papers.RECEIPT), "received_at": "yesterday"}),
            ("receipt", {**as_facts(papers.RECEIPT), "sets": "two"}),
        ],
    )
    def test_facts_that_do_not_fit_are_refused(self, kind: str, facts: dict[str, object]) -> None:
        with pytest.raises(Refused) as refused:
            paper_from(kind, facts)
        assert refused.value.code == "paper-facts-unreadable"


class TestResults:
    def test_places_for_number_day_and_signature_are_told_while_they_are_empty(self) -> None:
        pdf, places = print_result(papers.DECISION)
        assert [place.name for place in places] == ["number", "day", "signer"]
        assert all(place.page == 1 and 20 < place.x < 200 and 20 < place.y < 280 for place in places)
        assert sheet_of(pdf) == A4
        _, filled = print_result(replace(papers.DECISION, number="164", on=date(2026, 9, 17)))
        assert [place.name for place in filled] == ["signer"]
        assert isinstance(places[0], Place)

    def test_a_long_decision_is_signed_on_its_last_page(self) -> None:
        pdf, places = print_result(replace(papers.DECISION, body=papers.DECISION.body * 12))
        pages = int(re.findall(rb"/Count (\d+)", pdf)[0])
        assert pages > 1
        assert next(place for place in places if place.name == "signer").page == pages


class TestRegister:
    def workbook(self, count: int, **more: int) -> bytes:
        stream = io.BytesIO()
        rows = (papers.register_row(n) for n in range(1, count + 1))
        assert write_register(stream, papers.REGISTER, rows, **more) == count
        return stream.getvalue()

    def test_every_row_is_in_the_workbook_as_text(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(self.workbook(250, expected=250)))
        sheet = book.worksheets[0]
        assert sheet.max_row == 253
        assert [cell.value for cell in sheet[4]][:4] == [
            "1",
            "G07.31-20260917-0000001",
            papers.HEAD.procedure_name,
            "2",
        ]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}

    def test_the_same_rows_give_the_same_bytes(self) -> None:
        first, second = self.workbook(30), self.workbook(30)
        assert first == second
        parts = zipfile.ZipFile(io.BytesIO(first)).infolist()
        assert {part.date_time[0] for part in parts} == {1980}  # a date of nobody's clock

    def test_formulas_stay_words(self) -> None:
        row = replace(papers.register_row(1), applicant='=HYPERLINK("http://x.example")')
        stream = io.BytesIO()
        write_register(stream, papers.REGISTER, [row])
        cell = openpyxl.load_workbook(io.BytesIO(stream.getvalue())).worksheets[0].cell(4, 5)
        assert (cell.data_type, cell.value) == ("s", row.applicant)

    def test_rows_that_changed_meanwhile_are_noticed(self) -> None:
        with pytest.raises(Refused) as refused:
            write_register(io.BytesIO(), papers.REGISTER, [papers.register_row(1)], expected=2)
        assert refused.value.code == "register-incomplete"

    def test_printed_it_has_its_pages_and_its_limit(self) -> None:
        rows = [papers.register_row(n) for n in range(60)]
        assert int(re.findall(rb"/Count (\d+)", print_register(papers.REGISTER, rows))[0]) > 1
        with pytest.raises(Refused) as refused:
            print_register(papers.REGISTER, rows * 100)
        assert refused.value.code == "register-too-long"
