"""When what people answered may be seen."""

from __future__ import annotations

from motcua.feedback.enums.surveys import SurveyStatus
from motcua.kernel.refusals import Refused


def require_results(*, status: str, title: str) -> None:
    """Refuse what answers say while more may come: from two looks, one before and one after somebody answered, the
    answer could be told. How many answered may be seen at any time.

    :raises Refused: "survey-results-not-yet".
    """
    if status != SurveyStatus.CLOSED:
        raise Refused(
            "survey-results-not-yet",
            f"Kết quả cuộc khảo sát “{title}” chỉ xem được sau khi khóa: xem giữa chừng thì đoán ra được ai vừa "
            "trả lời gì. Trang cuộc khảo sát cho biết đã có bao nhiêu người trả lời.",
        )
