"""One of each paper about a plan, of an office that does not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime

from motcua.documents.enums import SigningAuthority
from motcua.documents.official.content import Signing
from motcua.documents.official.issuing import Issuing
from motcua.plans.rules.papers.facts import (
    CheckLine,
    ConclusionPaper,
    Figures,
    FindingLine,
    InspectedUnit,
    InspectionPlanPaper,
    Member,
    MinutesPaper,
    PlanNamed,
    PlanPaper,
    PlanPart,
    ProgressLine,
    RemedyLine,
    ReminderLine,
    ReminderPaper,
    ReportPaper,
    RequestLine,
    TargetLine,
    TaskLine,
)

MADE = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


def issuing(symbol: str = "KH-SGDĐT", **changed: object) -> Issuing:
    facts: dict[str, object] = {
        "agency": "Sở Giáo dục và Đào tạo",
        "superior": "Ủy ban nhân dân tỉnh An Hòa",
        "agency_named": "Sở Giáo dục và Đào tạo An Hòa",
        "symbol": symbol,
        "place": "An Hòa",
        "year": 2026,
        "number": "12",
        "on": date(2026, 1, 5),
        "signing": Signing("Phó Giám đốc", "Nguyễn Thị An", SigningAuthority.DEPUTY, "Giám đốc"),
        "recipients": ("UBND tỉnh (để báo cáo)", "Sở Nội vụ", "Các phòng thuộc Sở", "Lưu: VT, VP"),
    }
    return Issuing(**{**facts, **changed})  # type: ignore[arg-type]


PLAN = PlanNamed("Công tác cải cách hành chính năm 2026", "12", "KH-SGDĐT", date(2026, 1, 5), 2026)
TASKS = tuple(
    TaskLine(
        f"{group}.{at}",
        "Rà soát, đánh giá thủ tục hành chính thuộc phạm vi quản lý và đề xuất phương án đơn giản hóa",
        "Văn phòng Sở",
        "Trước 15/3/2026",
        "Báo cáo kết quả rà soát",
        ("Các phòng thuộc Sở", "Các đơn vị trực thuộc"),
        title,
    )
    for group, title in ((1, "Công tác chỉ đạo, điều hành"), (2, "Cải cách thủ tục hành chính"))
    for at in range(1, 9)
)


def plan_paper() -> PlanPaper:
    return PlanPaper(
        issuing=issuing(),
        title="Công tác cải cách hành chính năm 2026",
        opening=(
            "Thực hiện Kế hoạch cải cách hành chính của tỉnh năm 2026, Sở Giáo dục và Đào tạo ban hành Kế hoạch công "
            "tác cải cách hành chính năm 2026 như sau:",
        ),
        parts=(
            PlanPart(
                "Mục đích, yêu cầu",
                parts=(
                    PlanPart(
                        "Mục đích", points=("Nâng cao chất lượng phục vụ người dân.", "Rõ việc, rõ thời hạn.")
                    ),
                    PlanPart("Yêu cầu", points=("Mỗi nhiệm vụ có một đơn vị chủ trì.",)),
                ),
            ),
            PlanPart(
                "Chỉ tiêu", points=("100% hồ sơ được giải quyết đúng hạn.", "Mức độ hài lòng từ 95% trở lên.")
            ),
            PlanPart("Tổ chức thực hiện", paragraphs=("Văn phòng Sở theo dõi, đôn đốc, tổng hợp kết quả.",)),
        ),
        tasks=TASKS,
    )


def report_paper() -> ReportPaper:
    lines = (
        ProgressLine(
            "1.1", "Ban hành kế hoạch", "Văn phòng Sở", "15/01/2026", "Hoàn thành đúng hạn", "Đã ban hành"
        ),
        ProgressLine(
            "1.2", "Tuyên truyền", "Văn phòng Sở", "15/3/2026", "Quá hạn", "Đang biên tập", days_late=16
        ),
        ProgressLine(
            "2.1", "Rà soát TTHC", "Phòng Tổ chức cán bộ", "30/6/2026", "Trong hạn", "60% khối lượng"
        ),
        ProgressLine(
            "2.2", "Tập huấn", "Văn phòng Sở", "31/3/2026", "Hoàn thành đúng hạn", "02 lớp, 96 người"
        ),
    )
    return ReportPaper(
        issuing=issuing("BC-SGDĐT", number="98", on=date(2026, 3, 31)),
        plan=PLAN,
        period="Quý I năm 2026",
        counted_on=date(2026, 3, 31),
        figures=Figures(done_in_time=2, in_time=1, late=1),
        lines=lines,
        targets=(
            TargetLine("Hồ sơ giải quyết đúng hạn", "100%", "99,2%", "Chưa đạt"),
            TargetLine("Mức độ hài lòng", "≥ 95%", "96,4%", "Đạt"),
        ),
        requests=(
            RequestLine("Phòng Tổ chức cán bộ", "2.1 Rà soát TTHC", "Lùi hạn đến 15/7/2026", "Đồng ý"),
        ),
        units=43,
        units_sent=41,
        units_missing=("Trường THPT Bình Minh", "Trường THPT Sông Hiền"),
        obstacles=("Một số đơn vị gửi báo cáo chậm.",),
        proposals=("Bố trí kinh phí tập huấn cho đơn vị ở xa.",),
        addressees=("Ủy ban nhân dân tỉnh An Hòa", "Sở Nội vụ tỉnh An Hòa"),
    )


def reminder_paper() -> ReminderPaper:
    return ReminderPaper(
        issuing=issuing("SGDĐT-VP", number="", on=None),
        unit="Phòng Tổ chức cán bộ",
        plan=PLAN,
        counted_on=date(2026, 3, 31),
        late=(ReminderLine("1.2", "Tuyên truyền cải cách hành chính", "15/3/2026", 16, "Kế hoạch"),),
        near=(ReminderLine("2.1", "Rà soát thủ tục hành chính nội bộ", "07/4/2026", 7, "Báo cáo"),),
        answer_by=date(2026, 4, 5),
        report_to="Văn phòng Sở",
    )


MEMBERS = (
    Member("Bà Nguyễn Thị An", "Phó Giám đốc Sở", "Trưởng đoàn"),
    Member("Ông Trần Văn Bình", "Chánh Văn phòng Sở", "Thành viên"),
    Member("Bà Lê Thị Cúc", "Chuyên viên Văn phòng Sở", "Thư ký"),
)


def inspection_paper() -> InspectionPlanPaper:
    return InspectionPlanPaper(
        issuing=issuing(number="45", on=date(2026, 2, 20)),
        subject="công tác cải cách hành chính năm 2026",
        opening=(
            "Thực hiện Kế hoạch số 12/KH-SGDĐT ngày 05/01/2026, Sở Giáo dục và Đào tạo xây dựng Kế hoạch như sau:",
        ),
        aims=(
            "Đánh giá đúng thực trạng, kịp thời chấn chỉnh sai sót.",
            "Không gây cản trở hoạt động của đơn vị.",
        ),
        points=("Việc công khai thủ tục hành chính.", "Việc tiếp nhận, giải quyết hồ sơ đúng hạn."),
        members=MEMBERS,
        units=(
            InspectedUnit("Trường THPT Bình Minh", "Tháng 4/2026", "Chưa được kiểm tra trong 03 năm gần đây"),
            InspectedUnit("Trường THPT Sông Hiền", "", "Có phản ánh, kiến nghị", is_surprise=True),
        ),
        units_in_scope=6,
        drawn_how="rút ngẫu nhiên có ghi mã rút 2026-01, ưu tiên đơn vị chưa được kiểm tra gần đây.",
        period_checked="từ 01/01/2025 đến thời điểm kiểm tra",
    )


def minutes_paper() -> MinutesPaper:
    return MinutesPaper(
        issuing=issuing("BB-SGDĐT", number="03", on=date(2026, 4, 14)),
        unit="Trường THPT Bình Minh",
        subject="công tác cải cách hành chính",
        decided_by="Kế hoạch số 45/KH-SGDĐT ngày 20/02/2026 của Sở Giáo dục và Đào tạo An Hòa",
        began_at=datetime(2026, 4, 14, 1, 30, tzinfo=UTC),
        ended_at=datetime(2026, 4, 14, 4, 0, tzinfo=UTC),
        held_at="phòng họp Trường THPT Bình Minh",
        members=MEMBERS,
        present=(Member("Ông Phạm Văn Dũng", "Hiệu trưởng"), Member("Bà Vũ Thị Hoa", "Văn thư")),
        checks=(
            CheckLine("Niêm yết thủ tục hành chính tại nơi tiếp nhận", "Đạt", "Đủ 12 thủ tục, có mã QR"),
            CheckLine("Cập nhật sổ theo dõi hồ sơ", "Chưa đạt", "05 hồ sơ tháng 3 chưa ghi ngày trả"),
        ),
        strengths=("Thực hiện tốt việc niêm yết.",),
        findings=(FindingLine("Chưa ghi ngày trả kết quả của 05 hồ sơ", "quy trình nội bộ của Sở"),),
        wishes=("Bổ sung ngày trả kết quả trước ngày 30/4/2026.",),
    )


def conclusion_paper() -> ConclusionPaper:
    return ConclusionPaper(
        issuing=issuing("TB-SGDĐT", number="77", on=date(2026, 4, 20)),
        unit="Trường THPT Bình Minh",
        subject="công tác cải cách hành chính",
        inspected_on=date(2026, 4, 14),
        minutes_on=date(2026, 4, 14),
        strengths=("Niêm yết đầy đủ thủ tục hành chính.",),
        findings=(
            FindingLine(
                "Sổ theo dõi hồ sơ chưa ghi ngày trả kết quả của 05 hồ sơ.", "quy trình nội bộ của Sở"
            ),
        ),
        remedies=(RemedyLine("Bổ sung sổ theo dõi hồ sơ", "Văn thư nhà trường", date(2026, 4, 30)),),
        report_by=date(2026, 5, 10),
        report_to="Văn phòng Sở",
    )
