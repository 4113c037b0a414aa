"""The questions of the review form, as definitions that hold in a period.

The criteria (necessity, reasonableness, legality, cost) are those of the decree; headings and their numbers follow
practice and wait for the official print of form 02/RS-KSTT.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reviews.enums.proposals import AnswerKind, FormHeading, YesNoAnswer

YES, NO = YesNoAnswer.YES.value, YesNoAnswer.NO.value


@dataclass(frozen=True, slots=True)
class Question:
    """One question. It is asked only where one of `asked_if` (another question and its answer) holds, if there are
    any; then it must be answered, unless it is not `is_required`."""

    key: str
    heading: FormHeading
    text: str
    kind: AnswerKind = AnswerKind.TEXT
    asked_if: tuple[tuple[str, str], ...] = ()
    is_required: bool = True

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        """Whether the question follows from the answers given so far."""
        return not self.asked_if or any(answers.get(key) == value for key, value in self.asked_if)


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form as it is in a period: its code, what it rests on, how sure that is."""

    code: str
    title: str
    basis: str
    certainty: Certainty
    in_force: Period
    questions: tuple[Question, ...]
    note: str = ""

    def under(self, heading: FormHeading) -> tuple[Question, ...]:
        """The questions under the heading, in order."""
        return tuple(question for question in self.questions if question.heading is heading)


_B, _D, _COST = FormHeading.NECESSITY, FormHeading.LEGALITY, FormHeading.COST
_YN = AnswerKind.YES_NO

FORMS: tuple[FormDefinition, ...] = (
    FormDefinition(
        code="02/RS-KSTT",
        title="Biểu mẫu rà soát, đánh giá thủ tục hành chính",
        basis="Nghị định 63/2010/NĐ-CP, Điều 27–31; Thông tư 02/2017/TT-VPCP, chương V",
        certainty=Certainty.UNVERIFIED,
        in_force=Period(date(2018, 1, 1)),
        note="Tiêu chí theo nghị định; số thứ tự đề mục chưa đối chiếu với bản in chính thức của biểu.",
        questions=(
            Question("goal", _B, "Thủ tục nhằm mục tiêu quản lý nào?"),
            Question("needed", _B, "Để đạt mục tiêu đó có cần thủ tục này không?", _YN),
            Question("not_needed_why", _B, "Vì sao không cần nữa?", asked_if=(("needed", NO),)),
            Question("post_control", _B, "Có thể chuyển từ tiền kiểm sang hậu kiểm không?", _YN),
            Question("notification", _B, "Có thể thay bằng thông báo, đăng ký không?", _YN),
            Question("by_data", _B, "Có thể thay bằng khai thác dữ liệu cơ quan nhà nước đã có không?", _YN),
            Question(
                "instead",
                _B,
                "Thay thế thế nào, cần điều kiện gì?",
                asked_if=(("post_control", YES), ("notification", YES), ("by_data", YES)),
            ),
            Question("authority", _D, "Quy định về thủ tục do cơ quan có thẩm quyền ban hành không?", _YN),
            Question("authority_why", _D, "Sai thẩm quyền ở văn bản nào?", asked_if=(("authority", NO),)),
            Question(
                "conformity",
                _D,
                "Quy định có phù hợp với văn bản cấp trên và điều ước quốc tế không?",
                _YN,
            ),
            Question("conformity_why", _D, "Trái với quy định nào?", asked_if=(("conformity", NO),)),
            Question("overlap", _D, "Có trùng lặp, mâu thuẫn với thủ tục hoặc văn bản khác không?", _YN),
            Question("overlap_with", _D, "Trùng lặp, mâu thuẫn với gì?", asked_if=(("overlap", YES),)),
            Question(
                "cost_note",
                _COST,
                "Nhận xét về chi phí tuân thủ (bước nào tốn thời gian, tiền của người dân nhất)",
                is_required=False,
            ),
        ),
    ),
)


def form_of(*, on: date, among: Sequence[FormDefinition] = FORMS) -> FormDefinition:
    """The definition of the review form that holds on the day. Basis: as it says of itself.

    :raises Refused: "review-form-not-found" when none holds.
    """
    for form in among:
        if form.in_force.contains(on):
            return form
    raise Refused("review-form-not-found", f"Ngày {on:%d/%m/%Y} chưa có biểu mẫu rà soát nào áp dụng.")


def form_named(code: str) -> FormDefinition:
    """The definition of this code, for forms begun under it.

    :raises Refused: "review-form-not-found".
    """
    for form in FORMS:
        if form.code == code:
            return form
    raise Refused("review-form-not-found", f"Không có biểu mẫu rà soát {code}.")
