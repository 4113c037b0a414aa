"""One paper of each kind, short and long, for printing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.documents.enums import SigningAuthority
from motcua.documents.rules.papers.facts import (
    AgencyDue,
    Apology,
    Applicant,
    ControlSlip,
    HandOver,
    Head,
    Lacking,
    Officer,
    Paper,
    PaperLine,
    Receipt,
    Refusal,
    RegisterHead,
    RegisterRow,
    ResultPaper,
    SignBlock,
    StopNotice,
    SupplementRequest,
)
from motcua.kernel.clock import VIETNAM

MADE = datetime(2026, 9, 17, 8, 5, tzinfo=VIETNAM)
DUE = datetime(2026, 9, 24, 17, 0, tzinfo=VIETNAM)
HEAD = Head(
    agency="Sở Giáo dục và Đào tạo",
    superior="Ủy ban nhân dân thành phố",
    unit="Bộ phận Tiếp nhận và Trả kết quả",
    place="Hải Phòng",
    made_at=MADE,
    dossier_code="G07.31-20260917-0000042",
    procedure_code="3.000465",
    procedure_name="Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
    verify_at="https://mot-cua.example/tra-cuu/",
)
APPLICANT = Applicant(
    name="Nguyễn Thị Phương Thảo",
    identifier="031199001234",
    address="Số 12, tổ dân phố Đông Hải, phường Lê Chân, thành phố Hải Phòng",
    phone="0912 345 678",
)
OFFICER = Officer("Lê Văn Nhận", "Chuyên viên", "0225 3 842 333")
DEPUTY = SignBlock("Phạm Quốc Hiệu", "Phó Giám đốc", SigningAuthority.DEPUTY, "Giám đốc")
LONG = "Giấy ủy quyền có chứng thực của người được cấp bằng cho người thân trong gia đình đi nhận thay " * 3

RECEIPT = Receipt(
    head=HEAD,
    applicant=APPLICANT,
    received_at=MADE,
    due_at=DUE,
    time_limit="05 ngày làm việc",
    papers=(
        PaperLine("Đơn đề nghị cấp bản sao", "Bản chính"),
        PaperLine("Căn cước", "Bản điện tử", 1, "lấy từ cơ sở dữ liệu"),
    ),
    officer=OFFICER,
    return_way="Bộ phận Tiếp nhận và Trả kết quả",
    fee="3.000 đồng, đã nộp",
    order_number="0042",
    book="01",
    desk_phone="0225 3 842 333",
)
LONG_RECEIPT = replace(
    RECEIPT,
    head=replace(
        HEAD,
        procedure_name="Công nhận bằng tốt nghiệp trung học cơ sở, trung học phổ thông, giấy chứng nhận hoàn thành "
        "chương trình giáo dục phổ thông do cơ sở giáo dục nước ngoài cấp để sử dụng tại Việt Nam",
        is_sample=True,
    ),
    applicant=replace(APPLICANT, submitter="Trần Đình Hưởng", email="huong.tran@thu.example"),
    papers=tuple(PaperLine(f"{n}. {LONG}", "Bản sao chứng thực", n) for n in range(1, 13)),
    agencies=(
        AgencyDue("Trường Trung học phổ thông Ngô Quyền", DUE - timedelta(days=3)),
        AgencyDue("Sở Giáo dục và Đào tạo", DUE),
    ),
)
SUPPLEMENT = SupplementRequest(
    head=replace(HEAD, number="15/HDHS"),
    applicant=APPLICANT,
    stage="Thẩm định",
    lacking=(
        Lacking("Học bạ", "Thiếu trang lớp 11", "Nộp bản chụp đủ các trang"),
        Lacking("Đơn đề nghị", "Chưa ghi năm tốt nghiệp", "Ghi năm tốt nghiệp rồi ký lại"),
    ),
    reason="Chưa đủ căn cứ đối chiếu với sổ gốc",
    legal_basis="Điều 17 Nghị định 23/2015/NĐ-CP",
    officer=OFFICER,
    respond_by=DUE,
    after_answer="Thời hạn giải quyết tính tiếp từ khi nhận đủ giấy tờ",
)
REFUSAL = Refusal(
    head=HEAD,
    applicant=APPLICANT,
    reasons=("Văn bằng do Sở khác cấp, sổ gốc không lưu ở đây.", "Người nộp không thuộc diện được yêu cầu."),
    legal_basis="Điều 16 Nghị định 23/2015/NĐ-CP",
    officer=OFFICER,
    guidance="Nộp tại Sở Giáo dục và Đào tạo đã cấp bằng, hoặc nộp trực tuyến",
)
APOLOGY = Apology(
    head=replace(HEAD, number="07/PXL"),
    applicant=APPLICANT,
    received_at=MADE,
    due_at=DUE,
    new_due_at=DUE + timedelta(days=4),
    reason="Sổ gốc năm 1994 đang được tu bổ, phải đối chiếu qua trường cũ",
    signer=DEPUTY,
    responsible="Phòng Quản lý chất lượng",
    return_way="Gửi qua bưu chính công ích",
    desk_phone="0225 3 842 333",
)
STOP = StopNotice(
    head=replace(HEAD, number="03/TB-SGDĐT"),
    applicant=APPLICANT,
    received_at=MADE,
    stage="Chờ bổ sung giấy tờ",
    reason="Quá hạn bổ sung mà chưa nhận được giấy tờ",
    legal_basis="Nghị định 118/2025/NĐ-CP",
    signer=SignBlock("Phạm Quốc Hiệu", "Giám đốc"),
    papers="Trả lại tại Bộ phận Một cửa",
    money="Không thu",
    guidance="Nộp hồ sơ mới khi có đủ giấy tờ",
)
CONTROL_SLIP = ControlSlip(
    head=HEAD,
    applicant=APPLICANT,
    received_at=MADE,
    due_at=DUE,
    hand_overs=tuple(
        HandOver(
            "Bộ phận Tiếp nhận và Trả kết quả (Lê Văn Nhận)",
            "Phòng Quản lý chất lượng (Nguyễn Thị Lý)",
            MADE + timedelta(hours=n),
            MADE + timedelta(hours=n, minutes=20),
            DUE,
            "Trước hạn",
            "Kèm học bạ bản chính" if n == 1 else "",
        )
        for n in range(3)
    ),
)
LONG_CONTROL_SLIP = replace(CONTROL_SLIP, hand_overs=CONTROL_SLIP.hand_overs * 12)
SHORT: tuple[Paper, ...] = (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL_SLIP)
LONG_PAPERS: tuple[Paper, ...] = (
    LONG_RECEIPT,
    replace(SUPPLEMENT, lacking=tuple(Lacking(LONG, LONG, LONG) for _ in range(6)), reason=LONG),
    replace(REFUSAL, reasons=(LONG,) * 9),
    replace(APOLOGY, reason=LONG * 6),
    replace(STOP, reason=LONG * 5, guidance=LONG * 3),
    LONG_CONTROL_SLIP,
)
REGISTER = RegisterHead(
    agency="Sở Giáo dục và Đào tạo",
    superior="Ủy ban nhân dân thành phố",
    unit="Bộ phận Tiếp nhận và Trả kết quả",
    place="Hải Phòng",
    made_at=MADE,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 9, 17),
    book="01/2026",
)


def register_row(number: int) -> RegisterRow:
    return RegisterRow(
        dossier_code=f"G07.31-20260917-{number:07}",
        procedure_name=HEAD.procedure_name,
        papers=2,
        applicant=APPLICANT.name,
        received_at=MADE,
        address=APPLICANT.address,
        phone=APPLICANT.phone,
        agency="Sở Giáo dục và Đào tạo",
        due_at=DUE,
        result_at=DUE - timedelta(days=1) if number % 2 else None,
        return_way="Trực tiếp",
    )


LETTER = ResultPaper(
    agency="Sở Giáo dục và Đào tạo",
    superior="Ủy ban nhân dân thành phố",
    place="Hải Phòng",
    title="trả lời đề nghị cấp bản sao bằng tốt nghiệp",
    body=(
        "Sở Giáo dục và Đào tạo nhận được đơn đề nghị cấp bản sao bằng tốt nghiệp trung học phổ thông.",
        "Đối chiếu với sổ gốc năm 1994, Sở không thấy tên người đề nghị. Vì vậy Sở không có căn cứ cấp bản sao.",
        "Xin ông (bà) liên hệ trường cũ để xác minh năm tốt nghiệp rồi nộp lại.",
    ),
    signer=DEPUTY,
    made_at=MADE,
    symbol="SGDĐT-QLCL",
    addressee="Bà Nguyễn Thị Phương Thảo",
    recipients=("Như trên", "Lưu: VT, QLCL"),
    dossier_code=HEAD.dossier_code,
    procedure_code=HEAD.procedure_code,
    applicant_identifier=APPLICANT.identifier,
    verify_at="https://mot-cua.example/xac-minh/",
)
DECISION = replace(
    LETTER,
    kind_name="Quyết định",
    title="Về việc cho phép trung tâm ngoại ngữ hoạt động giáo dục",
    symbol="QĐ-SGDĐT",
    addressee="",
    basis=(
        "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;",
        "Căn cứ Nghị định 125/2024/NĐ-CP ngày 05 tháng 10 năm 2024 của Chính phủ;",
        "Theo đề nghị của Trưởng phòng Quản lý chất lượng.",
    ),
    body=(
        "Điều 1. Cho phép Trung tâm Ngoại ngữ Hoa Phượng hoạt động giáo dục từ ngày 20 tháng 9 năm 2026.",
        "Điều 2. Trung tâm thực hiện đúng chương trình đã đăng ký và báo cáo hằng năm.",
        "Điều 3. Quyết định này có hiệu lực từ ngày ký.",
    )
    * 1,
)
