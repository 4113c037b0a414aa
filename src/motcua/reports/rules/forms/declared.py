"""The forms of TT 01/2020/TT-VPCP, each with the period in which its definition is in force.

The columns of II.06 and II.07b are known; those of the others follow what reports must say (NĐ 63/2010/NĐ-CP art. 35)
and are marked until somebody has the official print.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.enums import AgencyLevel
from motcua.reports.enums import RowsBy
from motcua.reports.rules.forms.definition import Column, Identity, ReportForm, Share

SINCE = Period(date(2020, 10, 21))
# From when on feedback and reviews are kept here: what was not kept before is not said to be nothing.
SINCE_KEPT = Period(date(2026, 11, 21))
BEFORE_KEPT = Period(SINCE.start, SINCE_KEPT.start)
_BY_PRACTICE = "Các cột theo thực tế báo cáo, chưa đối chiếu với bản in chính thức của biểu."
_NO_ASSESSMENT = "Hệ thống chưa quản lý việc đánh giá tác động và thẩm định dự thảo văn bản."
_NO_MANDATE = "Hệ thống chưa ghi thủ tục nào được luật giao quy định."
_NO_APPRAISED = "Hệ thống chưa ghi riêng ý kiến thẩm định nào được tiếp thu, giải trình."
_NO_REVIEW = "Hệ thống chưa quản lý việc rà soát, đơn giản hóa thủ tục."
_NO_FEEDBACK = "Hệ thống chưa quản lý phản ánh, kiến nghị."
_NO_CAUSES = "Hệ thống chưa ghi nguyên nhân quá hạn theo danh mục của biểu."
_NO_PORTAL = "Hệ thống chưa nối với Cổng Dịch vụ công quốc gia."
_NO_ONE_STOP_LISTS = "Hệ thống chưa giữ danh mục thủ tục thực hiện tại Bộ phận Một cửa theo cấp."

_RESOLUTION = (
    Column(3, "Tổng số", "Tiếp nhận", measure="received"),
    Column(4, "Trực tuyến", "Tiếp nhận trong kỳ", measure="received_online"),
    Column(5, "Trực tiếp, bưu chính", "Tiếp nhận trong kỳ", measure="received_offline"),
    Column(6, "Từ kỳ trước", "Tiếp nhận", measure="carried_over"),
    Column(7, "Tổng số", "Đã giải quyết", measure="resolved"),
    Column(8, "Trước hạn", "Đã giải quyết", measure="resolved_early"),
    Column(9, "Đúng hạn", "Đã giải quyết", measure="resolved_on_time"),
    Column(10, "Quá hạn", "Đã giải quyết", measure="resolved_late"),
    Column(11, "Tổng số", "Đang giải quyết", measure="pending"),
    Column(12, "Trong hạn", "Đang giải quyết", measure="pending_in_time"),
    Column(13, "Quá hạn", "Đang giải quyết", measure="pending_late"),
)
_RESOLUTION_SUMS = (
    Identity((3,), (4, 5, 6)),
    Identity((7,), (8, 9, 10)),
    Identity((11,), (12, 13)),
    Identity((3,), (7, 11)),
)
_RESOLUTION_SHARES = (
    Share("Đã giải quyết trên tổng số tiếp nhận", 7, 3, "resolved_rate"),
    Share("Giải quyết trước hạn", 8, 7, "early_rate"),
    Share("Giải quyết đúng hạn", 9, 7, "exactly_on_time_rate"),
    Share("Giải quyết quá hạn", 10, 7, "late_rate"),
)
_RESOLUTION_NOTE = (
    "Cột (9) gồm hồ sơ chờ bổ sung, trả lại, rút; cột (12) gồm hồ sơ chờ bổ sung. "
    "Cột (3) = (4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + (13); (3) = (7) + (11)."
)


def _resolution(code: str, of: str, rows: RowsBy, *, level: AgencyLevel | None = None) -> ReportForm:
    return ReportForm(
        code,
        f"Tình hình, kết quả giải quyết thủ tục hành chính {of}",
        rows,
        _RESOLUTION,
        SINCE,
        _RESOLUTION_SUMS,
        _RESOLUTION_SHARES,
        level=level,
        is_verified=code == "II.06a",
        note=_RESOLUTION_NOTE if code == "II.06a" else f"{_BY_PRACTICE} {_RESOLUTION_NOTE}",
        first_columns=(
            "STT",
            "Lĩnh vực, công việc giải quyết theo cấp" if rows is RowsBy.FIELD else "Cơ quan, đơn vị",
        ),
    )


def _missing(why: str, *headings: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(number, heading, group, missing=why)
        for number, (group, heading) in enumerate(headings, start=3)
    )


FORMS: tuple[ReportForm, ...] = (
    ReportForm(
        "II.01",
        "Đánh giá tác động quy định thủ tục hành chính trong dự thảo văn bản quy phạm pháp luật",
        RowsBy.ACT,
        _missing(
            _NO_ASSESSMENT,
            ("", "Số dự thảo"),
            ("Số TTHC được đánh giá tác động", "Tổng số"),
            ("Số TTHC được đánh giá tác động", "Quy định mới"),
            ("Số TTHC được đánh giá tác động", "Sửa đổi, bổ sung"),
            ("Số TTHC được đánh giá tác động", "Bãi bỏ"),
            ("", "Được luật giao"),
        ),
        BEFORE_KEPT,
        (Identity((4,), (5, 6, 7)),),
        unit="Số dự thảo, số TTHC",
        note=_BY_PRACTICE,
        first_columns=("STT", "Loại văn bản"),
    ),
    ReportForm(
        "II.01",
        "Đánh giá tác động quy định thủ tục hành chính trong dự thảo văn bản quy phạm pháp luật",
        RowsBy.ACT,
        (
            Column(3, "Số dự thảo", fact="act_assessed"),
            Column(4, "Tổng số", "Số TTHC được đánh giá tác động", sums=(5, 6, 7)),
            Column(5, "Quy định mới", "Số TTHC được đánh giá tác động", fact="act_assessed_new"),
            Column(6, "Sửa đổi, bổ sung", "Số TTHC được đánh giá tác động", fact="act_assessed_amended"),
            Column(7, "Bãi bỏ", "Số TTHC được đánh giá tác động", fact="act_assessed_repealed"),
            Column(8, "Được luật giao", missing=_NO_MANDATE),
        ),
        SINCE_KEPT,
        (Identity((4,), (5, 6, 7)),),
        unit="Số dự thảo, số TTHC",
        version=2,
        note=f"{_BY_PRACTICE} Thủ tục thay thế thủ tục khác tính ở cột sửa đổi, bổ sung.",
        first_columns=("STT", "Loại văn bản"),
    ),
    ReportForm(
        "II.02",
        "Thẩm định, ban hành quy định thủ tục hành chính trong văn bản quy phạm pháp luật",
        RowsBy.ACT,
        _missing(
            _NO_ASSESSMENT,
            ("Thẩm định", "Số dự thảo"),
            ("Thẩm định", "Số TTHC"),
            ("Ý kiến thẩm định", "Được tiếp thu"),
            ("Ý kiến thẩm định", "Được giải trình"),
            ("Đã ban hành", "Số văn bản có TTHC"),
            ("Số TTHC được ban hành", "Quy định mới"),
            ("Số TTHC được ban hành", "Sửa đổi, bổ sung"),
            ("Số TTHC được ban hành", "Bãi bỏ"),
        ),
        BEFORE_KEPT,
        unit="Số văn bản, số TTHC",
        note=_BY_PRACTICE,
        first_columns=("STT", "Loại văn bản"),
    ),
    ReportForm(
        "II.02",
        "Thẩm định, ban hành quy định thủ tục hành chính trong văn bản quy phạm pháp luật",
        RowsBy.ACT,
        (
            Column(3, "Số dự thảo", "Thẩm định", fact="act_appraised"),
            Column(4, "Số TTHC", "Thẩm định", fact="act_appraised_procedures"),
            Column(5, "Được tiếp thu", "Ý kiến thẩm định", missing=_NO_APPRAISED),
            Column(6, "Được giải trình", "Ý kiến thẩm định", missing=_NO_APPRAISED),
            Column(7, "Số văn bản có TTHC", "Đã ban hành", fact="act_issued"),
            Column(8, "Quy định mới", "Số TTHC được ban hành", fact="act_issued_new"),
            Column(9, "Sửa đổi, bổ sung", "Số TTHC được ban hành", fact="act_issued_amended"),
            Column(10, "Bãi bỏ", "Số TTHC được ban hành", fact="act_issued_repealed"),
        ),
        SINCE_KEPT,
        unit="Số văn bản, số TTHC",
        version=2,
        note=f"{_BY_PRACTICE} Thủ tục thay thế thủ tục khác tính ở cột sửa đổi, bổ sung.",
        first_columns=("STT", "Loại văn bản"),
    ),
    ReportForm(
        "II.03",
        "Kết quả công bố, công khai thủ tục hành chính",
        RowsBy.DECISION,
        (
            Column(3, "Tổng số", "Số TTHC được công bố", sums=(4, 5, 6, 7, 8)),
            Column(4, "Mới ban hành", "Số TTHC được công bố", fact="new"),
            Column(5, "Sửa đổi, bổ sung", "Số TTHC được công bố", fact="amended"),
            Column(6, "Thay thế", "Số TTHC được công bố", fact="replaced"),
            Column(7, "Bãi bỏ", "Số TTHC được công bố", fact="repealed"),
            Column(8, "Chuẩn hóa", "Số TTHC được công bố", fact="standardised"),
            Column(9, "Đã nhập Cơ sở dữ liệu quốc gia", "Công khai", fact="entered"),
            Column(10, "Chưa nhập", "Công khai", fact="not_entered"),
        ),
        SINCE,
        (Identity((3,), (9, 10)),),
        unit="Số TTHC",
        note=_BY_PRACTICE,
        first_columns=("STT", "Quyết định công bố"),
    ),
    ReportForm(
        "II.04",
        "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính",
        RowsBy.FIELD,
        _missing(
            _NO_FEEDBACK,
            ("Tiếp nhận", "Tổng số"),
            ("Tiếp nhận", "Từ kỳ trước"),
            ("Tiếp nhận", "Mới: về quy định"),
            ("Tiếp nhận", "Mới: về hành vi"),
            ("Đã xử lý", "Tổng số"),
            ("Đã xử lý", "Đúng hạn"),
            ("Đã xử lý", "Quá hạn"),
            ("", "Đang xử lý"),
            ("", "Đã đăng tải công khai"),
        ),
        BEFORE_KEPT,
        (Identity((3,), (4, 5, 6)), Identity((7,), (8, 9)), Identity((3,), (7, 10))),
        unit="Số phản ánh, kiến nghị",
        note=_BY_PRACTICE,
        first_columns=("STT", "Lĩnh vực"),
    ),
    ReportForm(
        "II.04",
        "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính",
        RowsBy.FIELD,
        (
            Column(3, "Tổng số", "Tiếp nhận", measure="feedback_received"),
            Column(4, "Từ kỳ trước", "Tiếp nhận", measure="feedback_carried"),
            Column(5, "Mới: về quy định", "Tiếp nhận", measure="feedback_rule"),
            Column(6, "Mới: về hành vi", "Tiếp nhận", measure="feedback_conduct"),
            Column(7, "Tổng số", "Đã xử lý", measure="feedback_done"),
            Column(8, "Đúng hạn", "Đã xử lý", measure="feedback_done_in_time"),
            Column(9, "Quá hạn", "Đã xử lý", measure="feedback_done_late"),
            Column(10, "Đang xử lý", measure="feedback_pending"),
            Column(11, "Đã đăng tải công khai", measure="feedback_published"),
        ),
        SINCE_KEPT,
        (Identity((3,), (4, 5, 6)), Identity((7,), (8, 9)), Identity((3,), (7, 10))),
        (Share("Xử lý đúng hạn trên tổng số đã xử lý", 8, 7, "feedback_done_in_time_rate"),),
        unit="Số phản ánh, kiến nghị",
        version=2,
        note=f"{_BY_PRACTICE} Phản ánh, kiến nghị không nêu thủ tục nằm ở dòng “Không rõ”.",
        first_columns=("STT", "Lĩnh vực"),
    ),
    ReportForm(
        "II.05",
        "Kết quả rà soát, đơn giản hóa thủ tục hành chính",
        RowsBy.FIELD,
        _missing(
            _NO_REVIEW,
            ("", "Số TTHC theo kế hoạch"),
            ("", "Số TTHC đã rà soát"),
            ("Phương án", "Bãi bỏ"),
            ("Phương án", "Sửa đổi, bổ sung"),
            ("Phương án", "Thay thế"),
            ("Chi phí tuân thủ (đồng/năm)", "Trước đơn giản hóa"),
            ("Chi phí tuân thủ (đồng/năm)", "Sau đơn giản hóa"),
            ("", "Số phương án đã thực thi"),
        ),
        BEFORE_KEPT,
        unit="Số TTHC",
        note=_BY_PRACTICE,
        first_columns=("STT", "Lĩnh vực"),
    ),
    ReportForm(
        "II.05",
        "Kết quả rà soát, đơn giản hóa thủ tục hành chính",
        RowsBy.FIELD,
        (
            Column(3, "Số TTHC theo kế hoạch", fact="review_planned"),
            Column(4, "Số TTHC đã rà soát", fact="review_done"),
            Column(5, "Bãi bỏ", "Phương án", fact="review_repeal"),
            Column(6, "Sửa đổi, bổ sung", "Phương án", fact="review_amend"),
            Column(7, "Thay thế", "Phương án", fact="review_replace"),
            Column(8, "Trước đơn giản hóa", "Chi phí tuân thủ (đồng/năm)", fact="review_cost_before"),
            Column(9, "Sau đơn giản hóa", "Chi phí tuân thủ (đồng/năm)", fact="review_cost_after"),
            Column(10, "Số phương án đã thực thi", fact="review_carried_out"),
        ),
        SINCE_KEPT,
        unit="Số TTHC",
        version=2,
        note=f"{_BY_PRACTICE} Phương án được duyệt trong kỳ; phương án làm nhiều việc tính một lần, theo thứ tự "
        "bãi bỏ, thay thế, sửa đổi.",
        first_columns=("STT", "Lĩnh vực"),
    ),
    _resolution("II.06a", "tại cơ quan, đơn vị trực tiếp giải quyết", RowsBy.FIELD),
    _resolution("II.06b", "của các cơ quan cấp tỉnh", RowsBy.AGENCY, level=AgencyLevel.PROVINCE),
    _resolution("II.06c", "của các cơ quan cấp huyện", RowsBy.AGENCY, level=AgencyLevel.DISTRICT),
    _resolution("II.06d", "của các cơ quan cấp xã", RowsBy.AGENCY, level=AgencyLevel.COMMUNE),
    ReportForm(
        "II.07a",
        "Nguyên nhân quá hạn trong giải quyết thủ tục hành chính",
        RowsBy.CAUSE,
        _missing(_NO_CAUSES, ("Hồ sơ quá hạn", "Đã giải quyết"), ("Hồ sơ quá hạn", "Đang giải quyết")),
        SINCE,
        note=_BY_PRACTICE,
        first_columns=("STT", "Nguyên nhân"),
    ),
    ReportForm(
        "II.07b",
        "Số thủ tục hành chính thực hiện cơ chế một cửa, một cửa liên thông và quy trình nội bộ",
        RowsBy.FIELD,
        (
            Column(3, "Tổng số", "TTHC thuộc thẩm quyền", sums=(4, 5, 6)),
            Column(4, "Cấp tỉnh", "TTHC thuộc thẩm quyền", fact="province"),
            Column(5, "Cấp huyện", "TTHC thuộc thẩm quyền", fact="district"),
            Column(6, "Cấp xã", "TTHC thuộc thẩm quyền", fact="commune"),
            Column(7, "Tổng số", "TTHC thực hiện theo cơ chế một cửa", sums=(8, 9, 10)),
            Column(8, "Cấp tỉnh", "TTHC thực hiện theo cơ chế một cửa", missing=_NO_ONE_STOP_LISTS),
            Column(9, "Cấp huyện", "TTHC thực hiện theo cơ chế một cửa", missing=_NO_ONE_STOP_LISTS),
            Column(10, "Cấp xã", "TTHC thực hiện theo cơ chế một cửa", missing=_NO_ONE_STOP_LISTS),
            Column(11, "Tổng số", "Quy trình nội bộ được ban hành", sums=(12, 13, 14)),
            Column(12, "Cấp tỉnh", "Quy trình nội bộ được ban hành", fact="process_province"),
            Column(13, "Cấp huyện", "Quy trình nội bộ được ban hành", fact="process_district"),
            Column(14, "Cấp xã", "Quy trình nội bộ được ban hành", fact="process_commune"),
        ),
        SINCE,
        (Identity((3,), (4, 5, 6)), Identity((7,), (8, 9, 10)), Identity((11,), (12, 13, 14))),
        unit="Số TTHC, số quy trình",
        is_verified=True,
        note="Tính theo danh mục trong hệ thống vào ngày cuối kỳ; thủ tục của nhiều cấp tính một lần, ở cấp cao nhất.",
        first_columns=("TT", "Lĩnh vực"),
    ),
    ReportForm(
        "II.08",
        "Thực hiện thủ tục hành chính trên môi trường điện tử",
        RowsBy.FIELD,
        (
            Column(3, "Toàn trình", "Số TTHC", fact="full_online"),
            Column(4, "Một phần", "Số TTHC", fact="partial_online"),
            Column(5, "Tổng số", "Hồ sơ tiếp nhận trong kỳ", measure="received_new"),
            Column(6, "Trực tuyến", "Hồ sơ tiếp nhận trong kỳ", measure="received_online"),
            Column(7, "Trực tiếp", "Hồ sơ tiếp nhận trong kỳ", measure="received_direct"),
            Column(8, "Bưu chính", "Hồ sơ tiếp nhận trong kỳ", measure="received_post"),
            Column(9, "Đã số hóa hồ sơ và kết quả", "Kết quả", measure="digitised"),
            Column(10, "Kết quả điện tử", "Kết quả", measure="electronic_results"),
            Column(11, "Dùng lại dữ liệu", "Kết quả", measure="reused"),
            Column(12, "Đồng bộ lên Cổng Dịch vụ công quốc gia", "Kết quả", missing=_NO_PORTAL),
        ),
        SINCE,
        (Identity((5,), (6, 7, 8)),),
        (Share("Hồ sơ nộp trực tuyến", 6, 5, "online_rate"),),
        unit="Số TTHC, số hồ sơ",
        note=_BY_PRACTICE,
        first_columns=("STT", "Lĩnh vực"),
    ),
)


def forms_on(on: date, among: Sequence[ReportForm] = FORMS) -> list[ReportForm]:
    """The forms whose definition is in force on the day, in the order of the circular."""
    return [form for form in among if form.in_force.contains(on)]


def get_form(code: str, on: date, among: Sequence[ReportForm] = FORMS) -> ReportForm:
    """The definition of a form in force on the day: an old window is reported as the form was then.

    :raises Refused: "form-not-found", "form-not-in-force".
    """
    named = [form for form in among if form.code.lower() == code.strip().lower()]
    for form in named:
        if form.in_force.contains(on):
            return form
    if named:
        raise Refused(
            "form-not-in-force",
            f"Biểu {named[0].code} chưa có hoặc không còn áp dụng vào ngày {on:%d/%m/%Y}. Chọn kỳ khác.",
        )
    known = ", ".join(form.code for form in forms_on(on, among)) or "chưa có biểu nào"
    raise Refused("form-not-found", f"Không có biểu mã “{code}”. Các biểu của kỳ này: {known}.")
