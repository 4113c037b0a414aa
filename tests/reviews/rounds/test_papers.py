"""The papers of a round, in words and in the State's layout; without a database."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from docx import Document

from motcua.documents.official.content import OfficialDocument, Signing
from motcua.documents.official.issuing import Issuing
from motcua.documents.official.making import make_docx
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.papers.facts import (
    ChainLine,
    Change,
    Group,
    ProposalLine,
    ReviewedProcedure,
    RoundPaper,
)
from motcua.reviews.rules.rounds.papers.plan import review_plan, subject_of
from motcua.reviews.rules.rounds.papers.report import review_report
from motcua.reviews.rules.rounds.papers.submission import draft_decision, proposals_annex, submission
from motcua.reviews.rules.rounds.proposals import paper_named
from motcua.reviews.rules.rounds.savings import Saved, Saving

PROPOSAL = ProposalLine(
    code="1.005143",
    name="Cấp lại văn bằng",
    field="Văn bằng, chứng chỉ",
    unit="Phòng Quản lý chất lượng",
    kinds=("Sửa đổi, bổ sung",),
    content="Bỏ bản sao văn bằng",
    reason="Dữ liệu đã có",
    changes=(
        Change(
            "Quyết định 12/2024/QĐ-UBND", "Điều 5", "Bỏ điểm b", "Sở Giáo dục và Đào tạo", date(2026, 12, 1)
        ),
    ),
    saving=Saving(
        Saved(Decimal(3), Decimal(2)),
        Saved(Decimal(4), Decimal(3)),
        Saved(Decimal(1024000), Decimal(231000)),
        Decimal(3228),
    ),
    limit_unit="ngày làm việc",
)
PAPER = RoundPaper(
    issuing=Issuing(
        agency="Sở Giáo dục và Đào tạo",
        superior="Ủy ban nhân dân thành phố",
        symbol="KH-SGDĐT",
        place="Hải Phòng",
        year=2026,
        signing=Signing("Giám đốc", "Trần Văn Trưởng"),
        recipients=("Lưu: VT",),
    ),
    title="Kế hoạch rà soát thủ tục về văn bằng (mẫu)",
    is_yearly=False,
    year=2026,
    first=date(2026, 9, 1),
    last=date(2026, 11, 30),
    approver="Chủ tịch Ủy ban nhân dân thành phố",
    appraiser="Sở Tài chính",
    control_unit="Văn phòng Sở",
    bases=("Quyết định số 1178/QĐ-UBND",),
    procedures=(
        ReviewedProcedure(
            "1.005143",
            "Cấp lại văn bằng",
            "Văn bằng",
            "Phòng Quản lý chất lượng",
            "Giấy tờ trùng",
            date(2026, 10, 5),
            outcome="Đã nhận kết quả",
            proposed="sửa đổi, bổ sung",
        ),
    ),
    chain=(
        ChainLine(
            "Phòng chuyên môn gửi đơn vị đầu mối",
            "Kết quả rà soát",
            date(2026, 10, 5),
            standing="Đã gửi đúng hạn",
        ),
    ),
    proposals=(PROPOSAL,),
    groups=(Group("Văn bằng", ("1.005143", "3.000466"), "Cùng giấy tờ", "Gộp", "Gộp hai thủ tục"),),
    reviewed=1,
)
MOMENT = datetime(2026, 9, 17, 2, tzinfo=UTC)


def words_of(document: OfficialDocument) -> str:
    """Everything a Word file of the document says, tables too."""
    read = Document(io.BytesIO(make_docx(document, made_at=MOMENT)))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_a_round_is_named_by_what_it_does() -> None:
    assert subject_of("Kế hoạch rà soát năm 2027 (mẫu)") == "Rà soát năm 2027"
    assert subject_of("Rà soát văn bằng", small=True) == "rà soát văn bằng"
    assert subject_of("TTHC nội bộ", small=True) == "TTHC nội bộ"


def test_the_plan_lists_procedures_with_unit_term_and_reason() -> None:
    words = words_of(review_plan(PAPER))
    for said in ("01 thủ tục hành chính", "1.005143", "Giấy tờ trùng", "05/10/2026", "Sở Tài chính"):
        assert said in words, said
    assert "tiết kiệm" not in words


def test_the_report_sums_up_and_says_what_is_unknown() -> None:
    words = words_of(review_report(PAPER))
    for said in (
        "đã rà soát xong 01 thủ tục, đạt 100%",
        "2.559.804.000 đồng",
        "77,44%",
        "gộp. Gộp hai thủ tục",
    ):
        assert said in words, said
    unknown = replace(PROPOSAL, saving=Saving(Saved(None, None), Saved(None, None), Saved(None, None)))
    assert "Chưa tính được chi phí của 01 thủ tục" in words_of(
        review_report(replace(PAPER, proposals=(unknown,)))
    )
    nothing = words_of(review_report(replace(PAPER, proposals=(), groups=())))
    assert "chưa có phương án cắt giảm, đơn giản hóa nào" in nothing


def test_the_submission_the_decision_and_the_annex() -> None:
    asked = words_of(submission(PAPER))
    for said in (
        "Chủ tịch Ủy ban nhân dân thành phố",
        "Bỏ bản sao văn bằng",
        "Ý kiến thẩm định của Sở Tài chính",
    ):
        assert said in asked, said
    decided = words_of(draft_decision(PAPER, keeper="Sở Giáo dục và Đào tạo"))
    for said in ("Điều 1. ", "Điều 4. ", "QUYẾT ĐỊNH:", "Quyết định số 1178/QĐ-UBND;"):
        assert said in decided, said
    annex = words_of(proposals_annex(PAPER, keeper="Sở Giáo dục và Đào tạo"))
    for said in (
        "Điều 5 Quyết định 12/2024/QĐ-UBND: Bỏ điểm b",
        "từ 3 còn 2 ngày làm việc",
        "chậm nhất ngày 01/12/2026",
    ):
        assert said in annex, said
    assert "QUYẾT ĐỊNH:" not in annex
    assert "Lộ trình" not in annex
    step = StepSaid("Công bố lại thủ tục.", "Văn phòng Sở", date(2027, 3, 31))
    paper = replace(PAPER, proposals=(replace(PROPOSAL, roadmap=(step,)),))
    planned = words_of(proposals_annex(paper, keeper="Sở Giáo dục và Đào tạo"))
    assert "Công bố lại thủ tục. Người thực hiện: Văn phòng Sở; chậm nhất ngày 31/3/2027." in planned


def test_what_only_a_ministry_can_change_is_put_to_it() -> None:
    paper = replace(PAPER, proposals=(replace(PROPOSAL, is_for_ministry=True),))
    assert "Kiến nghị bộ, cơ quan ngang bộ" in words_of(review_report(paper))
    assert "KIẾN NGHỊ BỘ, CƠ QUAN NGANG BỘ" in words_of(submission(paper))
    assert "Không có phương án thuộc thẩm quyền" in words_of(
        proposals_annex(paper, keeper="Sở Giáo dục và Đào tạo")
    )


def test_a_limit_that_stays_is_not_said_to_fall() -> None:
    assert "Rút ngắn thời hạn giải quyết ở 01 thủ tục" in words_of(submission(PAPER))
    saving = replace(PROPOSAL.saving, limit=Saved(Decimal(3), Decimal(3)))
    words = words_of(submission(replace(PAPER, proposals=(replace(PROPOSAL, saving=saving),))))
    assert "Thời hạn giải quyết: giữ nguyên 3 ngày làm việc" in words
    assert "Rút ngắn thời hạn" not in words


def test_the_annex_names_the_papers_that_fall_and_what_else_does() -> None:
    saving = replace(
        PROPOSAL.saving,
        conditions=Saved(Decimal(3), Decimal(1)),
        trips=Saved(Decimal(2), Decimal(0)),
        dossiers_per_year_after=Decimal(1614),
    )
    one = replace(PROPOSAL, papers_gone=("Bản sao văn bằng", "Giấy khai sinh"), saving=saving)
    words = words_of(submission(replace(PAPER, proposals=(one,))))
    assert "từ 4 còn 3 loại, bớt Bản sao văn bằng, Giấy khai sinh" in words
    assert "Yêu cầu, điều kiện: từ 3 còn 1" in words
    assert "Số lần đi lại mỗi hồ sơ: từ 2 còn 0" in words
    assert "Số hồ sơ mỗi năm: từ 3228 còn 1614" in words
    assert "Giảm 2 yêu cầu, điều kiện (từ 3 còn 1)" in words
    assert "372.834.000 đồng một năm" in words  # 231.000 × 1.614
    assert "Yêu cầu, điều kiện: từ 3 còn 1, giảm 2" in words_of(
        review_report(replace(PAPER, proposals=(one,)))
    )


def test_papers_are_named_without_their_counts() -> None:
    assert paper_named("Giấy khai sinh (Người nước ngoài); 1 bản chính, 2 bản sao") == (
        "Giấy khai sinh (Người nước ngoài)"
    )
    assert paper_named("Đơn; kèm ảnh") == "Đơn; kèm ảnh"
