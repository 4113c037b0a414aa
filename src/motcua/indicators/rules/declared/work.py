"""Measures over the work that plans set."""

from motcua.indicators.rules.measures import Measure, T


def _number(code: str, name: str, tally: T, *synonyms: str) -> Measure:
    return Measure(code, name, "Kế hoạch của cơ quan", (tally,), synonyms=synonyms)


WORK: tuple[Measure, ...] = (
    Measure(
        "duties_in_time_rate",
        "Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
        "Kế hoạch và chỉ đạo của cơ quan",
        (T.DUTIES_DONE_IN_TIME,),
        (T.DUTIES_DUE,),
        synonyms=(
            "Nhiệm vụ được giao hoàn thành đúng tiến độ",
            "Nhiệm vụ trong kế hoạch được hoàn thành đúng thời hạn",
        ),
        excludes="Việc đã cho thôi; việc chưa có hạn.",
        note="Việc có hạn trong kỳ, do đơn vị làm hoặc giao; đã báo xong với ngày hoàn thành không quá hạn.",
    ),
    Measure(
        "clear_duties_rate",
        "Tỷ lệ việc rõ người, rõ việc, rõ thời hạn, rõ sản phẩm",
        "Kế hoạch và chỉ đạo của cơ quan",
        (T.DUTIES_CLEAR,),
        (T.DUTIES_DUE,),
        synonyms=("Giao việc bảo đảm 05 rõ",),
        excludes="Việc đã cho thôi; việc chưa có hạn.",
        note="Việc có hạn trong kỳ, đã phân công người làm và có sản phẩm phải nộp.",
    ),
    Measure(
        "child_plans_rate",
        "Tỷ lệ đơn vị đã gửi kế hoạch của mình",
        "Kế hoạch của cơ quan giao",
        (T.PLANS_SENT,),
        (T.PLANS_ASKED,),
        synonyms=("Đơn vị xây dựng và gửi kế hoạch", "Đơn vị trực thuộc ban hành kế hoạch kiểm soát TTHC"),
    ),
    Measure(
        "inspected_units_rate",
        "Tỷ lệ đơn vị được kiểm tra",
        "Kế hoạch kiểm tra của cơ quan",
        (T.UNITS_INSPECTED,),
        (T.UNITS_SUBJECT,),
        synonyms=(
            "Kiểm tra các đơn vị trực thuộc",
            "Số phòng, đơn vị được kiểm tra công tác cải cách hành chính",
        ),
        excludes="Đơn vị được quyết định không đưa vào diện kiểm tra.",
        note="Mỗi đơn vị tính một lần trong kỳ, dù kiểm tra nhiều lần.",
    ),
    Measure(
        "commitments_rate",
        "Tỷ lệ đơn vị đã ký cam kết",
        "Đợt ký cam kết của cơ quan",
        (T.UNITS_SIGNED,),
        (T.UNITS_TO_SIGN,),
        synonyms=("Phòng, đơn vị ký cam kết không nhũng nhiễu", "100% cán bộ, công chức ký cam kết"),
        excludes="Ban Giám đốc: tính riêng trong đợt ký.",
        note="Đợt ký của các năm trong kỳ. Phòng: đã báo kết quả; đơn vị trực thuộc: có bản ký của thủ trưởng.",
    ),
    _number(
        "initiatives_reform",
        "Sáng kiến về cải cách hành chính",
        T.INITIATIVES_REFORM,
        "Sáng kiến, giải pháp mới trong cải cách hành chính, kiểm soát thủ tục",
    ),
    _number("initiatives_recognised", "Sáng kiến được công nhận", T.INITIATIVES_RECOGNISED),
    _number(
        "trainings_held",
        "Hoạt động tập huấn, bồi dưỡng",
        T.TRAININGS_HELD,
        "Tổ chức tập huấn nghiệp vụ kiểm soát thủ tục hành chính",
    ),
    _number("communications_held", "Hoạt động truyền thông", T.COMMUNICATIONS_HELD, "Tin, bài tuyên truyền"),
    _number("contests_held", "Hội thi, cuộc thi", T.CONTESTS_HELD),
    _number(
        "dialogues_held", "Hội nghị đối thoại", T.DIALOGUES_HELD, "Đối thoại với người dân, doanh nghiệp"
    ),
)
