"""Measures of reports and proposals of the public."""

from motcua.indicators.enums import Better, Tally
from motcua.indicators.rules.measures import (
    FEEDBACK_DONE,
    FEEDBACK_DUE,
    FEEDBACK_NEW,
    FEEDBACK_PENDING,
    FEEDBACK_RECEIVED,
    Measure,
)

T = Tally
_766 = "Quyết định 766/QĐ-TTg, chỉ số {}"
_20 = "Nghị định 20/2008/NĐ-CP"
_HANDLED = (
    "Xử lý là gửi trả lời lần đầu, hoặc từ chối, trả lại, chuyển cơ quan khác; "
    "người gửi rút cũng tính là đã xử lý."
)

FEEDBACK: tuple[Measure, ...] = (
    Measure(
        "feedback_received", "Phản ánh, kiến nghị tiếp nhận", _20, FEEDBACK_RECEIVED, better=Better.NEITHER
    ),
    Measure(
        "feedback_new",
        "Phản ánh, kiến nghị mới trong kỳ",
        _766.format("5.1"),
        FEEDBACK_NEW,
        better=Better.NEITHER,
        synonyms=("Số phản ánh, kiến nghị theo loại",),
    ),
    Measure(
        "feedback_carried",
        "Phản ánh, kiến nghị từ kỳ trước chuyển sang",
        _20,
        (T.FEEDBACK_CARRIED,),
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_rule",
        "Phản ánh, kiến nghị mới về quy định hành chính",
        _20,
        (T.FEEDBACK_RULE,),
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_conduct",
        "Phản ánh, kiến nghị mới về hành vi",
        _20,
        (T.FEEDBACK_CONDUCT,),
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_done",
        "Phản ánh, kiến nghị đã xử lý",
        _20,
        FEEDBACK_DONE,
        better=Better.NEITHER,
        note=_HANDLED,
    ),
    Measure(
        "feedback_done_in_time",
        "Phản ánh, kiến nghị đã xong trong hạn",
        _20,
        (T.FEEDBACK_DONE_IN_TIME,),
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_done_late",
        "Phản ánh, kiến nghị đã xong quá hạn",
        _20,
        (T.FEEDBACK_DONE_LATE,),
        better=Better.LOWER,
    ),
    Measure(
        "feedback_pending",
        "Phản ánh, kiến nghị đang xử lý",
        _20,
        FEEDBACK_PENDING,
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_published",
        "Phản ánh, kiến nghị đã công khai trả lời",
        _20,
        (T.FEEDBACK_PUBLISHED,),
        better=Better.NEITHER,
    ),
    Measure(
        "feedback_in_time_rate",
        "Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn",
        _766.format("5.2"),
        (T.FEEDBACK_DONE_IN_TIME,),
        FEEDBACK_DUE,
        synonyms=("Phản ánh, kiến nghị của người dân được tiếp nhận, xử lý",),
        note=f"{_HANDLED} Mẫu số gồm cả phản ánh, kiến nghị đang xử lý mà đã quá hạn.",
    ),
    Measure(
        "feedback_done_in_time_rate",
        "Tỷ lệ xong trong hạn trên số phản ánh, kiến nghị đã xong",
        _20,
        (T.FEEDBACK_DONE_IN_TIME,),
        FEEDBACK_DONE,
        note=_HANDLED,
    ),
    Measure(
        "feedback_satisfied_rate",
        "Tỷ lệ hài lòng về xử lý phản ánh, kiến nghị",
        _766.format("5.3"),
        (T.FEEDBACK_WELL,),
        FEEDBACK_DUE,
        note="Trừ phản ánh, kiến nghị quá hạn, người gửi không hài lòng với trả lời, hoặc phải gửi lại; "
        "mỗi phản ánh, kiến nghị trừ một lần.",
    ),
    Measure(
        "feedback_published_rate",
        "Tỷ lệ phản ánh, kiến nghị được công khai kết quả trả lời",
        _20,
        (T.FEEDBACK_PUBLISHED,),
        (T.FEEDBACK_ANSWERED_RULE,),
        synonyms=(
            "Phản ánh, kiến nghị được tiếp nhận, xử lý và công khai kết quả trả lời",
            "Công khai kết quả trả lời phản ánh, kiến nghị trên Cổng Dịch vụ công quốc gia",
            "PAKN được xử lý và công khai kết quả trả lời",
        ),
        excludes="Phản ánh về hành vi: trả lời riêng cho người gửi.",
        note="Phản ánh, kiến nghị về quy định được trả lời trong kỳ, theo bản công khai đang hiện vào lúc chốt.",
    ),
    Measure(
        "feedback_content_rate",
        "Tỷ lệ người gửi cho là câu trả lời phản ánh, kiến nghị được",
        _20,
        (T.FEEDBACK_CONTENT,),
        (T.FEEDBACK_JUDGED,),
        synonyms=("Người gửi hài lòng với câu trả lời phản ánh, kiến nghị",),
        excludes="Người gửi không đánh giá câu trả lời.",
        note="Hài lòng hoặc chấp nhận được, theo lần đánh giá câu trả lời mới nhất; đề nghị xem xét lại là không hài "
        "lòng.",
    ),
)
