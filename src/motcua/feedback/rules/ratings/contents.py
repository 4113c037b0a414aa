"""What people are asked about the resolution of their dossier: dated questionnaires, each content with its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused

LOWEST, HIGHEST = 1, 5
# From here up somebody is content.
CONTENT_FROM = 4
FACES: Mapping[int, str] = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a content; `points` 0 to 2 as the decree gives them, None where it cannot be judged."""

    code: str
    label: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """One of the contents: its number in the decree, a name for tables, the question, its answers."""

    code: str
    number: int
    name: str
    question: str
    choices: tuple[Choice, ...]

    def find(self, code: str) -> Choice | None:
        """The answer of this code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class RatingForm:
    """What is asked of who has their result within the period; `days_open` after the result it can be answered."""

    code: str
    in_force: Period
    basis: str
    days_open: int
    contents: tuple[Content, ...]

    def find(self, code: str) -> Content | None:
        """The content of this code."""
        return next((content for content in self.contents if content.code == code), None)


_UNKNOWN = Choice("unknown", "Tôi không rõ", None)
_SCALE = (
    Choice("5", "Rất hài lòng", 2),
    Choice("4", "Hài lòng", 2),
    Choice("3", "Bình thường", 1),
    Choice("2", "Không hài lòng", 0),
    Choice("1", "Rất không hài lòng", 0),
)

# Basis: Nghị định 61/2018/NĐ-CP, Điều 31: nine contents. Words, order of answers and the 90 days are this system's own.
_NINE = (
    Content(
        "total_time",
        1,
        "Tổng thời gian giải quyết",
        "Anh/chị nhận kết quả so với ngày hẹn thế nào?",
        (
            Choice("sooner", "Sớm hơn hẹn", 2),
            Choice("as_told", "Đúng hẹn", 1),
            Choice("later", "Trễ hẹn", 0),
            _UNKNOWN,
        ),
    ),
    Content(
        "unit_time",
        2,
        "Thời gian của từng nơi tham gia",
        "Từng nơi cùng giải quyết hồ sơ làm nhanh hay chậm?",
        (
            Choice("sooner", "Nơi nào cũng nhanh", 2),
            Choice("as_told", "Đúng thời gian đã báo", 1),
            Choice("later", "Có nơi làm chậm", 0),
            _UNKNOWN,
        ),
    ),
    Content(
        "contacts",
        3,
        "Số lần phải liên hệ để hoàn thiện hồ sơ",
        "Sau khi nộp, anh/chị phải quay lại hoặc gửi thêm giấy tờ mấy lần?",
        (
            Choice("none", "Không lần nào", 2),
            Choice("once", "Một lần", 1),
            Choice("more", "Từ hai lần", 0),
        ),
    ),
    Content(
        "agencies",
        4,
        "Số nơi phải liên hệ",
        "Anh/chị phải đến bao nhiêu nơi để xong việc này?",
        (
            Choice("none", "Không phải đến đâu", 2),
            Choice("desk", "Chỉ đến Bộ phận Một cửa", 1),
            Choice("more", "Phải đến thêm nơi khác", 0),
        ),
    ),
    Content(
        "desk",
        5,
        "Tổ chức tiếp nhận, trả kết quả",
        "Anh/chị thấy việc tiếp nhận, trả kết quả thế nào?",
        _SCALE,
    ),
    Content(
        "publication",
        6,
        "Công khai thủ tục",
        "Giấy tờ, phí, thời hạn của thủ tục có được công khai đúng như lúc làm không?",
        (
            Choice("full", "Có, đúng và đủ", 2),
            Choice("partly", "Có nhưng thiếu hoặc khó tìm", 1),
            Choice("none", "Không thấy hoặc không đúng", 0),
            _UNKNOWN,
        ),
    ),
    Content(
        "attitude",
        7,
        "Thái độ phục vụ",
        "Anh/chị thấy thái độ của người hướng dẫn, giải quyết thế nào?",
        _SCALE,
    ),
    Content(
        "response",
        8,
        "Tiếp thu, giải trình ý kiến",
        "Nếu đã góp ý hoặc hỏi lại, anh/chị được trả lời thế nào?",
        (
            Choice("answered", "Được trả lời rõ, kịp thời", 2),
            Choice("slowly", "Có trả lời nhưng chậm hoặc chưa rõ", 1),
            Choice("ignored", "Không được trả lời", 0),
            Choice("not_asked", "Tôi không góp ý, không hỏi lại", None),
        ),
    ),
    Content(
        "online",
        9,
        "Dịch vụ công trực tuyến",
        "Nếu làm trực tuyến, anh/chị thấy có dễ và nhanh không?",
        (*_SCALE, Choice("not_used", "Tôi không làm trực tuyến", None)),
    ),
)
FORMS: tuple[RatingForm, ...] = (
    RatingForm(
        "nd61-2018",
        Period(date(2018, 6, 21)),
        "Nghị định 61/2018/NĐ-CP, Điều 31",
        days_open=90,
        contents=_NINE,
    ),
)


def form_on(day: date) -> RatingForm:
    """What is asked of who received their result on the day.

    :raises Refused: "rating-form-missing" for a day before the first questionnaire.
    """
    found = next((form for form in FORMS if form.in_force.contains(day)), None)
    if found is None:
        raise Refused("rating-form-missing", f"Chưa có bộ câu hỏi đánh giá cho ngày {day:%d/%m/%Y}.")
    return found


def form_of(code: str) -> RatingForm | None:
    """The questionnaire of this code; None for ratings from before there were contents."""
    return next((form for form in FORMS if form.code == code), None)


def check_answers(form: RatingForm, score: int, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that were given, by content; contents left out are no answer. Every one of them is voluntary.

    :raises Refused: "bad-score", "bad-answer".
    """
    if not LOWEST <= score <= HIGHEST:
        raise Refused("bad-score", "Chọn một mức từ 1 đến 5.", field="score")
    given = {code: said for code, said in answers.items() if said}
    for code, said in given.items():
        content = form.find(code)
        if content is None or content.find(said) is None:
            raise Refused(
                "bad-answer", "Có câu trả lời không nằm trong bộ câu hỏi. Tải lại trang rồi chọn lại."
            )
    return given


def mean_points(content: Content, counts: Mapping[str, int]) -> Decimal | None:
    """The mean of the points given, of 2, to two places; None where nobody gave an answer that has points."""
    judged = [
        (choice.points, counts.get(choice.code, 0)) for choice in content.choices if choice.points is not None
    ]
    total = sum(number for _points, number in judged)
    if not total:
        return None
    return (Decimal(sum(points * number for points, number in judged)) / total).quantize(Decimal("0.01"))
