"""What sources say about fees, steps, levels, acts and codes, and what is understood of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.enums import ApplicantType, Channel, FeeKind, ProcedureKind, ProcedureLevel
from motcua.catalogue.rules.content import FeeContent
from motcua.catalogue.rules.diff import describe_fee
from motcua.catalogue.rules.fees import read_fees
from motcua.catalogue.rules.flattened import methods_in, papers_in
from motcua.catalogue.rules.records import Notes, read_code
from motcua.catalogue.rules.steps import read_steps
from motcua.catalogue.rules.wording import (
    APPLICANTS,
    LEVELS,
    act_number,
    kind_of,
    read_counts,
    read_words,
    says_none,
    says_nothing,
)

FEE, CHARGE = FeeKind.FEE, FeeKind.CHARGE


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        ("250.000 đồng", [(FEE, 250_000, "")]),
        ("Lệ phí: 200000 ĐồngXem chi tiết", [(CHARGE, 200_000, "")]),
        (
            "Phí: 250.000 ĐồngXem chi tiếtPhí: 500.000 ĐồngXem chi tiết",
            [(FEE, 250_000, ""), (FEE, 500_000, "")],
        ),
        ("2 triệu đồng; Lệ phí: 10.000đ", [(FEE, 2_000_000, ""), (CHARGE, 10_000, "")]),
        ("250.000 đồng/văn bằng", [(FEE, 250_000, "250.000 đồng/văn bằng")]),
        ("250.000 đồng hoặc 500.000 đồng", [(FEE, None, "250.000 đồng hoặc 500.000 đồng")]),
        ("Lệ phí: Theo quy định", [(CHARGE, None, "Theo quy định")]),
        ("Phí: ĐồngXem chi tiết", [(FEE, None, "")]),
        ("Nộp theo Thông tư 164/2016/TT-BTC", [(FEE, None, "Nộp theo Thông tư 164/2016/TT-BTC")]),
    ],
)
def test_fees_are_read_where_clear_and_kept_in_words_where_not(
    text: str, fees: list[tuple[FeeKind, int | None, str]]
) -> None:
    reading = read_fees(text)
    assert [(fee.kind, fee.amount_vnd, fee.text) for fee in reading.fees] == fees
    assert not reading.is_none


@pytest.mark.parametrize(
    "text", ["Không", "không có", "Miễn phí", "0 đồng", "Phí: Không Đồng", "Không thu phí."]
)
def test_no_fee_is_said(text: str) -> None:
    assert read_fees(text).is_none


@pytest.mark.parametrize("text", ["", " ", "Không có thông tin", "N/A", "Đang cập nhật"])
def test_nothing_said_of_fees_is_not_no_fee(text: str) -> None:
    reading = read_fees(text)
    assert reading.is_missing
    assert not reading.is_none


@given(st.sampled_from(FeeKind), st.integers(1, 10**11), st.sampled_from(["", "mỗi văn bằng", "a (b)"]))
def test_a_fee_written_out_is_read_back(kind: FeeKind, amount: int, text: str) -> None:
    fee = FeeContent(kind=kind, amount_vnd=amount, text=text)
    assert read_fees(describe_fee(fee)).fees == (fee,)


def test_steps_are_told_apart() -> None:
    numbered = "1. Bước 1: Nộp hồ sơ.\n   Bước 2: Thẩm định.\n   Bước 3: Trả kết quả."
    assert [step.text for step in read_steps(numbered)] == ["Nộp hồ sơ.", "Thẩm định.", "Trả kết quả."]
    titled = (
        "1. **Bước 1: Tiếp nhận**\n\n   Cán bộ nhận.\n2. **Bước 2: Quyết định**\n\n   Người có thẩm quyền ký."
    )
    assert [(step.title, step.text) for step in read_steps(titled)] == [
        ("Tiếp nhận", "Cán bộ nhận."),
        ("Quyết định", "Người có thẩm quyền ký."),
    ]
    lettered = "1. a) Gửi hồ sơ.\n   b) Nhận kết quả."
    assert [step.text for step in read_steps(lettered)] == ["Gửi hồ sơ.", "Nhận kết quả."]
    paragraphs = "Nộp đơn.</p> \nNhận kết quả.</p>"
    assert [step.text for step in read_steps(paragraphs)] == ["Nộp đơn.", "Nhận kết quả."]


@pytest.mark.parametrize(
    "text",
    ["Nộp hồ sơ theo Bước 2 của Quy chế rồi chờ.", "1. Nộp hồ sơ và chờ kết quả.", "Trong 5. ngày thì xong."],
)
def test_a_text_that_is_not_numbered_is_one_step(text: str) -> None:
    [step] = read_steps(text)
    assert step.text == text.removeprefix("1. ")


def test_no_words_of_a_numbered_text_are_lost() -> None:
    text = "Mở đầu cần biết.\nBước 1: A.\nBước 2: B. Xem lại Bước 1: ở trên.\nBước 3: C."
    told = " ".join(step.text for step in read_steps(text))
    for words in ("Mở đầu cần biết", "A.", "B. Xem lại", "ở trên", "C."):
        assert words in told


@pytest.mark.parametrize("piece", ["- ", "Bước ", "1. ", "a) ", "** ", "</p>", "Phí: ", "1.000 đ ", "; "])
def test_hostile_repetition_is_read_quickly(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    started = time.perf_counter()
    read_steps(text)
    read_fees(text)
    methods_in(text)
    papers_in(text)
    act_number(text)
    assert time.perf_counter() - started < 5


def test_levels_and_applicants() -> None:
    assert read_words("Cấp tỉnh; Cơ quan khác; Cấp bộ/ngành", LEVELS) == (
        [ProcedureLevel.PROVINCE, ProcedureLevel.OTHER, ProcedureLevel.MINISTRY],
        [],
    )
    text = "Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp Việt Nam"
    assert read_words(text, APPLICANTS) == (
        [ApplicantType.PUBLIC_EMPLOYEE, ApplicantType.ORGANISATION, ApplicantType.ENTERPRISE],
        [],
    )
    assert read_words("Công dân Việt Nam; Phi hành gia", APPLICANTS) == (
        [ApplicantType.CITIZEN],
        ["Phi hành gia"],
    )
    assert read_words("Không có thông tin", APPLICANTS) == ([], [])


@pytest.mark.parametrize(
    ("citation", "number"),
    [
        ("43/2019/QH14", "43/2019/QH14"),
        ("Nghị định số 142/2025/NĐ-CP", "142/2025/NĐ-CP"),
        ("Luật Giáo dục nghề nghiệp số 124/2025/QH15", "124/2025/QH15"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("75/NQ-HĐND", "75/NQ-HĐND"),
        ("14/2017/TT-BGDĐT.", "14/2017/TT-BGDĐT"),
        ("Luật Giáo dục", "Luật Giáo dục"),
    ],
)
def test_the_number_of_an_act_is_found_in_its_citation(citation: str, number: str) -> None:
    assert act_number(citation) == number


@pytest.mark.parametrize(
    ("code", "issuer", "kind"),
    [
        ("5.003853", "Bộ Giáo dục và Đào tạo", ProcedureKind.INTERNAL),
        ("6.006688", "UBND tỉnh Bắc Ninh", ProcedureKind.INTERNAL),
        ("1.014379", "UBND tỉnh Tuyên Quang", ProcedureKind.LOCAL_SPECIFIC),
        ("3.000465", "Bộ Giáo dục và Đào tạo", ProcedureKind.MINISTRY),
    ],
)
def test_the_kind_follows_the_code_and_the_issuer(code: str, issuer: str, kind: ProcedureKind) -> None:
    assert kind_of(code, issuer) is kind


@pytest.mark.parametrize(
    ("code", "refused", "remarked"),
    [
        ("3.000465", 0, 0),
        ("1.0133611", 0, 1),
        ("1.014955-Xoa", 0, 1),
        ("4.000001", 0, 0),
        ("7.000001", 0, 1),
        ("", 1, 0),
        ("1.000 001", 1, 0),
        ("1" * 41, 1, 0),
    ],
)
def test_an_odd_code_is_kept_with_a_remark_an_impossible_one_refused(
    code: str, refused: int, remarked: int
) -> None:
    notes = Notes(1, "")
    read_code(code, notes)
    assert (len(notes.refusals), len(notes.remarks)) == (refused, remarked)


def test_nothing_and_none_are_two_things() -> None:
    assert says_nothing("Không có thông tin")
    assert not says_none("Không có thông tin")
    assert says_none("Không quy định.")
    assert not says_nothing("Không")


def test_a_flattened_table_of_ways_to_lodge() -> None:
    text = (
        "Hình thức nộp Thời hạn giải quyết Phí, lệ phí Mô tả Trực tiếp 20 Ngày làm việc Phí: ĐồngXem chi tiết Có thể "
        "lâu hơn. Trực tuyến 20 Ngày làm việc Phí: 250.000 ĐồngXem chi tiết Nộp trên mạng. Dịch vụ bưu chính Khác"
    )
    methods, fees = methods_in(text)
    assert [(method.channel, method.limit_amount, method.note) for method in methods] == [
        (Channel.DIRECT, 20, "Có thể lâu hơn."),
        (Channel.ONLINE, 20, "Nộp trên mạng."),
        (Channel.POST, None, ""),
    ]
    assert [fee.amount_vnd for reading in fees for fee in reading.fees] == [None, 250_000]
    assert (methods[2].limit_text, methods[2].limit_needs_person) == ("Khác", True)


def test_a_flattened_table_of_papers() -> None:
    head = "Tên giấy tờ Mẫu đơn, tờ khai Số lượng"
    text = (
        f"Bao gồm {head} Đơn (theo mẫu) Mau don 1.docx Bản chính: 1 - Bản sao: 0 Căn cước Bản chính: 0 - Bản sao: 1 "
        f"Người mồ côi {head} Giấy chứng tử Bản chính: 0 - Bản sao: 2"
    )
    assert [(paper.case_name, paper.name, paper.originals, paper.copies) for paper in papers_in(text)] == [
        ("", "Đơn (theo mẫu)", 1, 0),
        ("", "Căn cước", 0, 1),
        ("Người mồ côi", "Giấy chứng tử", 0, 2),
    ]
    assert papers_in(text)[0].forms[0].name == "Mau don 1.docx"
    assert read_counts("Bản chính: 2 - Bản sao: 0") == (2, 0)
    assert read_counts("hai bản") == (None, None)
