"""Measures over dossiers, what applicants say of them, and what they pay."""

from motcua.indicators.enums import Better
from motcua.indicators.rules.measures import PENDING, RECEIVED, RECEIVED_NEW, RESOLVED, Measure, T

_FORM = "Biểu II.06/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"
_ON_TIME_COLUMN = (
    "Hồ sơ rút, dừng hoặc không có ngày hẹn trả tính vào đúng hạn, trừ khi đã quá hạn lúc kết thúc."
)
_PENDING_NOTE = (
    "Hồ sơ chờ bổ sung tính vào trong hạn, trừ khi đã quá hạn từ trước lúc tạm dừng; hồ sơ nhận trong ngày chưa "
    "tính là quá hạn."
)


def _count(code: str, name: str, *numerator: T, better: Better = Better.NEITHER, note: str = "") -> Measure:
    return Measure(code, name, _FORM, numerator, better=better, note=note)


DOSSIERS: tuple[Measure, ...] = (
    _count("received", "Hồ sơ tiếp nhận (gồm kỳ trước chuyển sang)", *RECEIVED),
    _count("received_new", "Hồ sơ tiếp nhận mới trong kỳ", *RECEIVED_NEW),
    _count("received_online", "Hồ sơ tiếp nhận trực tuyến trong kỳ", T.RECEIVED_ONLINE),
    _count("received_direct", "Hồ sơ tiếp nhận trực tiếp trong kỳ", T.RECEIVED_DIRECT),
    _count("received_post", "Hồ sơ tiếp nhận qua bưu chính trong kỳ", T.RECEIVED_POST),
    _count(
        "received_offline",
        "Hồ sơ tiếp nhận trực tiếp, qua bưu chính trong kỳ",
        T.RECEIVED_DIRECT,
        T.RECEIVED_POST,
    ),
    _count("carried_over", "Hồ sơ kỳ trước chuyển sang", T.CARRIED),
    _count("resolved", "Hồ sơ đã giải quyết", *RESOLVED),
    _count("resolved_early", "Hồ sơ giải quyết trước hạn", T.RESOLVED_EARLY),
    _count("resolved_on_time", "Hồ sơ giải quyết đúng hạn", T.RESOLVED_ON_TIME, note=_ON_TIME_COLUMN),
    _count("resolved_late", "Hồ sơ giải quyết quá hạn", T.RESOLVED_LATE, better=Better.LOWER),
    _count("pending", "Hồ sơ đang giải quyết", *PENDING),
    _count("pending_in_time", "Hồ sơ đang giải quyết trong hạn", T.PENDING_IN_TIME, note=_PENDING_NOTE),
    _count("pending_late", "Hồ sơ đang giải quyết đã quá hạn", T.PENDING_LATE, better=Better.LOWER),
    _count("digitised", "Hồ sơ đã số hóa thành phần và kết quả", T.DIGITISED),
    _count("electronic_results", "Hồ sơ được cấp kết quả điện tử", T.WITH_E_RESULT),
    _count("reused", "Hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa", T.RECEIVED_REUSING),
    Measure(
        "resolved_rate",
        "Tỷ lệ hồ sơ đã giải quyết trên số hồ sơ tiếp nhận",
        _FORM,
        RESOLVED,
        RECEIVED,
    ),
    Measure(
        "on_time_rate",
        "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn",
        "Nghị định 61/2018/NĐ-CP, Điều 31; Biểu II.06/VPCP/KSTT",
        (T.RESOLVED_EARLY, T.RESOLVED_ON_TIME),
        RESOLVED,
        synonyms=(
            "Hồ sơ thủ tục hành chính được giải quyết đúng hạn",
            "Tỷ lệ giải quyết hồ sơ TTHC đúng và trước hạn",
        ),
        note=_ON_TIME_COLUMN,
    ),
    Measure(
        "early_rate",
        "Tỷ lệ hồ sơ giải quyết trước hạn",
        _FORM,
        (T.RESOLVED_EARLY,),
        RESOLVED,
        synonyms=("Hồ sơ trả kết quả trước hạn", "Hồ sơ được giải quyết sớm hơn thời hạn quy định"),
    ),
    Measure(
        "exactly_on_time_rate",
        "Tỷ lệ hồ sơ giải quyết đúng hạn (không tính trước hạn)",
        _FORM,
        (T.RESOLVED_ON_TIME,),
        RESOLVED,
        better=Better.NEITHER,
        note=_ON_TIME_COLUMN,
    ),
    Measure(
        "late_rate",
        "Tỷ lệ hồ sơ giải quyết quá hạn",
        _FORM,
        (T.RESOLVED_LATE,),
        RESOLVED,
        better=Better.LOWER,
        synonyms=("Hồ sơ trễ hạn",),
    ),
    Measure(
        "apology_rate",
        "Tỷ lệ hồ sơ quá hạn đã có văn bản xin lỗi",
        "Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9",
        (T.LATE_APOLOGISED,),
        (T.RESOLVED_LATE, T.PENDING_LATE),
        synonyms=("Thực hiện xin lỗi khi trễ hẹn hồ sơ", "Thư xin lỗi người dân khi giải quyết trễ hạn"),
    ),
    Measure(
        "online_rate",
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "Quyết định 766/QĐ-TTg, chỉ số 3.3",
        (T.RECEIVED_ONLINE,),
        RECEIVED_NEW,
        synonyms=("Hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận", "Hồ sơ tiếp nhận trực tuyến"),
    ),
    Measure(
        "full_online_rate",
        "Tỷ lệ hồ sơ qua dịch vụ công trực tuyến toàn trình",
        "Quyết định 766/QĐ-TTg, nhóm chỉ số 3",
        (T.RECEIVED_FULL_ONLINE,),
        RECEIVED_NEW,
        synonyms=("Hồ sơ trực tuyến toàn trình", "Hồ sơ được xử lý hoàn toàn trực tuyến"),
        note="Hồ sơ nộp trực tuyến của thủ tục mà cơ quan giải quyết cung cấp toàn trình vào ngày tiếp nhận.",
    ),
    Measure(
        "reuse_rate",
        "Tỷ lệ hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa",
        "Quyết định 766/QĐ-TTg, chỉ số 4.3",
        (T.RECEIVED_REUSING,),
        RECEIVED_NEW,
        synonyms=("Tái sử dụng thông tin, dữ liệu số hóa",),
    ),
    Measure(
        "electronic_result_rate",
        "Tỷ lệ hồ sơ được cấp kết quả điện tử",
        "Quyết định 766/QĐ-TTg, chỉ số 4.1",
        (T.WITH_E_RESULT,),
        (T.WITH_RESULT,),
        synonyms=("Kết quả giải quyết thủ tục hành chính bản điện tử", "Cấp kết quả điện tử"),
        excludes="Hồ sơ rút, dừng: không có kết quả.",
    ),
    Measure(
        "digitised_rate",
        "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
        "Quyết định 766/QĐ-TTg, chỉ số 4.2; Nghị định 118/2025/NĐ-CP",
        (T.DIGITISED,),
        (T.WITH_RESULT,),
        synonyms=("Số hóa thành phần hồ sơ và kết quả giải quyết TTHC còn hiệu lực",),
        excludes="Hồ sơ rút, dừng: không có kết quả.",
    ),
    Measure(
        "satisfaction_rate",
        "Mức độ hài lòng của người dân, tổ chức về giải quyết thủ tục hành chính",
        "Nghị định 61/2018/NĐ-CP, Điều 30, 31",
        (T.RATED_CONTENT,),
        (T.RATED,),
        synonyms=("Tỷ lệ người dân, doanh nghiệp hài lòng",),
        note="Lượt đánh giá từng hồ sơ, từ 4 đến 5 trên 5, theo ngày đánh giá; khảo sát đếm riêng ở chỉ số hài lòng "
        "theo khảo sát. Lượt có dấu hiệu không do người nộp đánh giá chỉ "
        "được tính khi có người xem và chấp nhận. Dưới 5 lượt thì không nêu, để không ai biết người nào đã trả lời gì.",
    ),
    Measure(
        "online_payment_rate",
        "Tỷ lệ thanh toán trực tuyến",
        "Quyết định 766/QĐ-TTg, chỉ số 3.6",
        (T.PAID_ONLINE,),
        (T.PAID,),
        synonyms=("Thanh toán trực tuyến trên tổng số giao dịch thanh toán",),
        excludes="Hồ sơ không có phí, lệ phí hoặc được miễn: không có giao dịch.",
        note="Theo lúc nộp tiền; khoản ghi sổ sau lúc chốt số liệu không tính.",
    ),
    Measure(
        "handled_in_time_rate",
        "Tỷ lệ hồ sơ đã và đang giải quyết trong hạn",
        "Quyết định 766/QĐ-TTg, chỉ số 2.1",
        (T.HANDLED_IN_TIME,),
        RECEIVED,
        synonyms=("Hồ sơ xử lý trước hạn, đúng hạn theo bộ chỉ số phục vụ",),
        note="Hồ sơ đang giải quyết tính đến cuối kỳ; phải yêu cầu bổ sung hơn một lần tính là quá hạn; thời gian chờ "
        "người dân bổ sung được trừ.",
    ),
    Measure(
        "online_answered_rate",
        "Tỷ lệ hồ sơ nộp trực tuyến có kết quả điện tử",
        "Quyết định 766/QĐ-TTg, chỉ số 3.3",
        (T.RECEIVED_ONLINE_ANSWERED,),
        RECEIVED_NEW,
        note="Thủ tục không trả kết quả bằng văn bản thì chỉ cần nộp trực tuyến. Chưa nhân với tỷ lệ đồng bộ.",
    ),
    Measure(
        "paid_online_dossiers_rate",
        "Tỷ lệ hồ sơ nộp phí, lệ phí trực tuyến",
        "Quyết định 766/QĐ-TTg, chỉ số 3.6",
        (T.FEE_PAID_ONLINE,),
        (T.FEE_ASKED,),
        excludes="Hồ sơ không có phí, lệ phí hoặc mọi khoản đều bằng 0 đồng.",
        note="Hồ sơ tiếp nhận trong kỳ.",
    ),
    Measure(
        "served_well_rate",
        "Tỷ lệ hồ sơ giải quyết không quá hạn, không bị phản ánh, đánh giá chưa hài lòng",
        "Quyết định 766/QĐ-TTg, chỉ số 5.4",
        (T.WITHOUT_FAULT,),
        RESOLVED,
        note="Trừ hồ sơ quá hạn, hồ sơ có phản ánh, kiến nghị, hồ sơ bị đánh giá chưa hài lòng (1 đến 2 trên 5); mỗi "
        "hồ sơ trừ một lần.",
    ),
    Measure(
        "asked_again_rate",
        "Tỷ lệ hồ sơ phải bổ sung hơn một lần",
        "Nghị định 118/2025/NĐ-CP",
        (T.MORE_RETURNS,),
        (T.NO_RETURN, T.ONE_RETURN, T.MORE_RETURNS),
        better=Better.LOWER,
    ),
)
