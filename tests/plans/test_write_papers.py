"""The papers about a plan: what they say, in which order, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.plans import papers

from motcua.documents.official.content import Heading, OfficialDocument, Paragraph, Points, Table
from motcua.documents.official.making import make_docx, make_pdf
from motcua.documents.official.sheet import lay_out
from motcua.documents.official.wording import counted, said_moment, share, short_day
from motcua.plans.rules.papers.facts import DrawnUnit, Figures, Member, PlanNamed
from motcua.plans.rules.papers.inspection import conclusion_notice, inspection_minutes, inspection_plan
from motcua.plans.rules.papers.plan import annex_document, plan_document
from motcua.plans.rules.papers.reminder import reminder_letter
from motcua.plans.rules.papers.report import report_document
from motcua.plans.rules.papers.words import plan_said

DOCUMENTS = {
    "plan": plan_document(papers.plan_paper()),
    "annex": annex_document(papers.plan_paper()),
    "report": report_document(papers.report_paper()),
    "reminder": reminder_letter(papers.reminder_paper()),
    "inspection": inspection_plan(papers.inspection_paper()),
    "minutes": inspection_minutes(papers.minutes_paper()),
    "conclusion": conclusion_notice(papers.conclusion_paper()),
}


def said(document: OfficialDocument) -> str:
    """All words of a document, a line for each paragraph and row."""

    def of(items: list[dict[str, Any]]) -> list[str]:
        lines = []
        for item in items:
            if item["kind"] == "table":
                lines.append(" | ".join(item["headings"]))
                lines += [" | ".join(" / ".join(cell) for cell in row["cells"]) for row in item["rows"]]
            elif item["kind"] == "points":
                lines += ["- " + "".join(run["text"] for run in runs) for runs in item["items"]]
            else:
                lines.append(f"{item.get('mark', '')} {''.join(run['text'] for run in item['runs'])}".strip())
        return lines

    sheet = lay_out(document)
    lines = of(sheet["items"])
    for annex in sheet["annexes"]:
        lines += [annex["label"], annex["title"], *of(annex["items"])]
    return "\n".join(lines)


def headings(document: OfficialDocument) -> list[str]:
    return [
        line
        for line in said(document).splitlines()
        if line.split(".")[0] in {"I", "II", "III", "IV", "V", "VI"}
    ]


class TestPlan:
    def test_parts_are_counted_and_tasks_stand_in_an_annex_across_the_page(self) -> None:
        document = DOCUMENTS["plan"]
        assert headings(document) == ["I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU", "III. TỔ CHỨC THỰC HIỆN"]
        assert "1. Mục đích" in said(document)
        [annex] = document.annexes
        assert annex.is_landscape
        [table] = annex.blocks
        assert isinstance(table, Table)
        groups = [row.cells for row in table.rows if row.is_group]
        assert groups == [("1", "Công tác chỉ đạo, điều hành"), ("2", "Cải cách thủ tục hành chính")]
        assert len(table.rows) == len(papers.TASKS) + 2
        assert table.rows[1].cells[3] == "Các phòng thuộc Sở\nCác đơn vị trực thuộc"

    def test_groups_of_tasks_that_count_through_are_numbered_in_roman(self) -> None:
        tasks = [replace(task, number=str(at)) for at, task in enumerate(papers.TASKS, start=1)]
        [annex] = plan_document(replace(papers.plan_paper(), tasks=tuple(tasks))).annexes
        table = annex.blocks[0]
        assert isinstance(table, Table)
        assert [row.cells[0] for row in table.rows if row.is_group] == ["I", "II"]

    def test_a_plan_without_tasks_has_no_annex(self) -> None:
        assert plan_document(replace(papers.plan_paper(), tasks=())).annexes == ()

    def test_the_annex_alone(self) -> None:
        document = DOCUMENTS["annex"]
        assert document.is_annex_only
        assert document.blocks == ()
        assert document.annexes == DOCUMENTS["plan"].annexes


class TestReport:
    def test_figures_add_up_and_shares_follow(self) -> None:
        text = said(DOCUMENTS["report"])
        assert "Đã hoàn thành 02 nhiệm vụ (50%), đều đúng hạn; còn 01 nhiệm vụ quá hạn." in text
        assert "đúng hạn trên số nhiệm vụ đã đến hạn: 66,7%" in text
        assert " | Tổng cộng | 04 | 100%" in text
        assert "41/43 đơn vị đã gửi kế hoạch (95,3%); 02 đơn vị chưa gửi: Trường THPT Bình Minh," in text

    def test_late_tasks_and_requests_are_listed(self) -> None:
        text = said(DOCUMENTS["report"])
        assert "1.2 | Tuyên truyền | Văn phòng Sở | 15/3/2026 | 16" in text
        assert "Phòng Tổ chức cán bộ | 2.1 Rà soát TTHC | Lùi hạn đến 15/7/2026 | Đồng ý" in text

    def test_tasks_stand_by_status_in_the_annex(self) -> None:
        text = said(DOCUMENTS["report"])
        assert "I | Hoàn thành đúng hạn: 02 nhiệm vụ" in text
        assert "II | Quá hạn: 01 nhiệm vụ" in text
        assert text.index("Tập huấn") < text.index("II | Quá hạn")

    def test_a_period_without_tasks_divides_by_nothing(self) -> None:
        empty = replace(papers.report_paper(), figures=Figures(), lines=(), targets=(), requests=(), units=0)
        text = said(report_document(empty))
        assert "Trong kỳ không có nhiệm vụ nào phải thực hiện." in text
        assert "Không có nhiệm vụ quá hạn" in text
        assert report_document(empty).annexes == ()

    def test_late_completion_is_told_apart(self) -> None:
        figures = Figures(done_in_time=7, done_late=2, in_time=1)
        text = said(report_document(replace(papers.report_paper(), figures=figures)))
        assert "09 nhiệm vụ (90%), trong đó 07 đúng hạn, 02 muộn hơn hạn; không có nhiệm vụ quá hạn" in text
        assert "đã đến hạn: 77,8%" in text


class TestReminder:
    def test_it_is_a_letter_that_says_what_when_and_to_whom(self) -> None:
        document = DOCUMENTS["reminder"]
        sheet = lay_out(document)
        assert sheet["letter_abstract"].replace("\n", " ") == "V/v đôn đốc thực hiện nhiệm vụ quá hạn"
        assert sheet["addressees"] == ["Phòng Tổ chức cán bộ."]
        text = said(document)
        assert "01 nhiệm vụ quá hạn và 01 nhiệm vụ sắp đến hạn" in text
        assert "1.2 | Tuyên truyền cải cách hành chính | 15/3/2026 | Kế hoạch | 16" in text
        assert "gửi về Văn phòng Sở trước ngày 05/4/2026" in text

    def test_without_late_tasks_it_speaks_of_near_ones_only(self) -> None:
        document = reminder_letter(replace(papers.reminder_paper(), late=()))
        assert document.abstract == "đôn đốc thực hiện nhiệm vụ sắp đến hạn"
        assert "quá hạn" not in said(document)


class TestInspection:
    def test_plan_counts_its_share_and_says_how_units_were_chosen(self) -> None:
        text = said(DOCUMENTS["inspection"])
        assert (
            "Kiểm tra 02/06 đơn vị thuộc phạm vi (33,3%), gồm 01 đơn vị theo lịch và 01 đơn vị kiểm tra đột xuất."
            in text
        )
        assert "2 | Trường THPT Sông Hiền | Đột xuất | Có phản ánh, kiến nghị" in text
        assert "- Bà Lê Thị Cúc, Chuyên viên Văn phòng Sở - Thư ký." in text

    def test_the_annex_of_the_plan_is_the_whole_draw(self) -> None:
        lots = (
            DrawnUnit(1, "Trường THPT Bình Minh", "BM", None, "0a" * 32, True, "chưa được kiểm tra lần nào"),
            DrawnUnit(2, "Trường THPT An Hòa", "AH", date(2025, 5, 6), "ff" * 32, False, "xếp sau"),
            DrawnUnit(None, "Văn phòng", "VP", None, "01" * 32, True, "chọn theo quyết định: hai phản ánh"),
        )
        text = said(inspection_plan(replace(papers.inspection_paper(), lots=lots)))
        assert "Đơn vị có mã BM phải ra phiếu bắt đầu bằng 0a0a0a0a0a0a0a0a." in text
        assert "2 | Trường THPT An Hòa | AH | 06/5/2025 | ffffffffffffffff | Không chọn: xếp sau" in text
        assert "Ngoài rút thăm | Văn phòng | VP | Chưa lần nào" in text

    def test_a_plan_without_surprises_does_not_speak_of_them(self) -> None:
        paper = papers.inspection_paper()
        text = said(inspection_plan(replace(paper, units=paper.units[:1])))
        assert "Kiểm tra 01/06 đơn vị thuộc phạm vi (16,7%)." in text
        assert "đột xuất" not in text

    def test_minutes_are_signed_by_both_sides(self) -> None:
        document = DOCUMENTS["minutes"]
        assert [(each.title, each.name) for each in document.signings] == [
            ("Đại diện đơn vị được kiểm tra", "Phạm Văn Dũng"),
            ("Thư ký", "Lê Thị Cúc"),
            ("Trưởng đoàn kiểm tra", "Nguyễn Thị An"),
        ]
        text = said(document)
        assert "vào hồi 08 giờ 30 phút, ngày 14/4/2026" in text
        assert "lập thành 02 bản có giá trị như nhau./." in text
        assert "Chưa ghi ngày trả kết quả của 05 hồ sơ (đối chiếu quy trình nội bộ của Sở)." in text
        # What the unit has not said is left to be written by hand, never said in its place.
        assert "nhất trí với nội dung" not in text
        assert "Đơn vị ghi ý kiến khác (nếu có): …" in text

    def test_minutes_without_clerk_have_two_signatures(self) -> None:
        paper = replace(
            papers.minutes_paper(), members=papers.MEMBERS[:2], opinion="Đề nghị cho thêm thời gian."
        )
        assert len(inspection_minutes(paper).signings) == 2
        assert "Đề nghị cho thêm thời gian." in said(inspection_minutes(paper))

    def test_conclusion_says_what_to_put_right_by_whom_and_when(self) -> None:
        text = said(DOCUMENTS["conclusion"])
        assert "1 | Bổ sung sổ theo dõi hồ sơ | Văn thư nhà trường | 30/4/2026" in text
        assert (
            "báo cáo kết quả về Sở Giáo dục và Đào tạo An Hòa (qua Văn phòng Sở) chậm nhất ngày 10/5/2026"
            in text
        )

    def test_conclusion_without_faults_asks_for_nothing(self) -> None:
        text = said(conclusion_notice(replace(papers.conclusion_paper(), findings=(), remedies=())))
        assert "Không phát hiện tồn tại, hạn chế." in text
        assert "Không có nội dung phải khắc phục." in text
        assert "yêu cầu" not in text

    def test_a_member_without_title(self) -> None:
        paper = replace(papers.minutes_paper(), present=(Member("Ông Phạm Văn Dũng", ""),))
        assert "- Ông Phạm Văn Dũng." in said(inspection_minutes(paper))


class TestWords:
    def test_days_moments_numbers_shares(self) -> None:
        assert short_day(date(2026, 2, 5)) == "05/02/2026"
        assert short_day(date(2026, 11, 25)) == "25/11/2026"
        assert said_moment(papers.MADE) == "08 giờ 30 phút, ngày 05/01/2026"
        assert (counted(5, "nhiệm vụ"), counted(0), counted(12), counted(2215)) == (
            "05 nhiệm vụ",
            "00",
            "12",
            "2.215",
        )
        assert (share(2172, 2215), share(1, 1), share(0, 4), share(0, 0)) == (
            "98,1%",
            "100%",
            "0%",
            "Không phát sinh",
        )

    def test_plans_are_named_with_what_is_known(self) -> None:
        assert (
            plan_said(papers.PLAN)
            == "Kế hoạch số 12/KH-SGDĐT ngày 05/01/2026 về công tác cải cách hành chính năm 2026"
        )
        assert plan_said(PlanNamed("Thực hiện chuyển đổi số")) == "Kế hoạch thực hiện chuyển đổi số"
        assert plan_said(PlanNamed("CCHC năm 2026")) == "Kế hoạch về CCHC năm 2026"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_paper_ends_as_documents_end(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.is_annex_only or said(replace(document, annexes=())).endswith("./.")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_left_empty(name: str) -> None:
    blocks = [block for block in DOCUMENTS[name].blocks if isinstance(block, Heading | Paragraph | Points)]
    assert all(block.items if isinstance(block, Points) else block.text for block in blocks)
    assert "None" not in said(DOCUMENTS[name])


@pytest.mark.parametrize("name", ["report", "minutes"])
def test_papers_come_out_in_both_forms(name: str) -> None:
    assert make_pdf(DOCUMENTS[name], made_at=papers.MADE).startswith(b"%PDF")
    assert make_docx(DOCUMENTS[name], made_at=papers.MADE).startswith(b"PK")
