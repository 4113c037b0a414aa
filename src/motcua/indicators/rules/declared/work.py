"""Measures over the work that plans set."""

from motcua.indicators.rules.measures import Measure, T

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
)
