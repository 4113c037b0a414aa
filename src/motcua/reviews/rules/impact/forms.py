"""What is asked of a procedure in a draft act.

Basis: NĐ 63/2010/NĐ-CP art. 10–11 (authority, necessity, reasonableness of each constituent, performable
electronically, lowest cost). The headings follow forms 01A and 01B of the circular on impact assessment; wording and
numbering are this system's own and unverified.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.enums import ChangeKind
from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ImpactReply, QuestionGroup


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a short answer, or with `is_text` only words. `explain` are the answers that need words besides."""

    code: str
    group: QuestionGroup
    text: str
    is_text: bool = False
    explain: frozenset[ImpactReply] = frozenset(ImpactReply)
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class ImpactForm:
    """The questions of a form while it holds."""

    code: str
    title: str
    questions: tuple[Question, ...]
    in_force: Period
    basis: str
    certainty: Certainty = Certainty.UNVERIFIED
    needs_cost: bool = True

    def groups(self) -> list[tuple[QuestionGroup, list[Question]]]:
        """The questions under their criteria, in order."""
        found = [(group, [one for one in self.questions if one.group is group]) for group in QuestionGroup]
        return [(group, some) for group, some in found if some]


_NO = frozenset({ImpactReply.NO})
_YES = frozenset({ImpactReply.YES})
_SINCE = Period(date(2022, 2, 10))
_BASIS = "Nghị định 63/2010/NĐ-CP, Điều 10; thông tư về đánh giá tác động thủ tục hành chính (2022)"

_AUTHORITY = (
    Question(
        "authority_level",
        QuestionGroup.AUTHORITY,
        "Cơ quan ban hành văn bản có được luật giao quy định thủ tục này không? Nêu điều, khoản giao.",
    ),
    Question(
        "authority_conflict",
        QuestionGroup.AUTHORITY,
        "Nội dung có trái hoặc chồng chéo với văn bản cấp trên, điều ước quốc tế không?",
        explain=_YES,
    ),
)
_NEED = (
    Question(
        "need_aim",
        QuestionGroup.NECESSITY,
        "Thủ tục nhằm quản lý việc gì, bảo vệ quyền và lợi ích của ai?",
        is_text=True,
    ),
    Question(
        "need_other_ways",
        QuestionGroup.NECESSITY,
        "Có cách khác đạt cùng mục tiêu mà không cần thủ tục không (hậu kiểm, thông báo, dùng dữ liệu sẵn có)?",
    ),
)
_PARTS: tuple[tuple[str, str, bool], ...] = (
    ("name", "Tên thủ tục: có rõ, gọn, không trùng với thủ tục khác không?", False),
    ("steps", "Trình tự: các bước có đủ, có rõ ai làm, có bước nào bỏ được không?", False),
    ("methods", "Cách thức: có đủ cách nộp và nhận kết quả thuận tiện cho người dân không?", False),
    ("components", "Thành phần hồ sơ: từng giấy tờ có thật cần, có thể thay bằng dữ liệu không?", False),
    ("time_limit", "Thời hạn: có rõ và ngắn nhất có thể không?", False),
    ("applicants", "Đối tượng: có xác định rõ, có bỏ sót hoặc mở quá rộng không?", False),
    ("agency", "Cơ quan giải quyết: có rõ trách nhiệm, có thể giao cấp gần dân hơn không?", False),
    ("fees", "Phí, lệ phí: có căn cứ, mức thu và cách nộp có hợp lý không?", True),
    ("forms", "Mẫu đơn, tờ khai: từng mục có cần, có hỏi lại điều Nhà nước đã biết không?", True),
    ("requirements", "Yêu cầu, điều kiện: có cần thiết, đo được, không cản trở quá mức không?", True),
    ("results", "Kết quả: hình thức, thời hạn và phạm vi có hiệu lực có hợp lý không?", False),
)
_REASONABLE = tuple(
    Question(f"part_{code}", QuestionGroup.REASONABLENESS, text, may_not_apply=may_not_apply)
    for code, text, may_not_apply in _PARTS
)
_ONLINE = (
    Question(
        "online_full",
        QuestionGroup.ONLINE,
        "Có làm được toàn bộ trên môi trường điện tử không? Nếu không, bước nào vướng?",
        explain=_NO,
    ),
    Question(
        "online_data",
        QuestionGroup.ONLINE,
        "Thông tin nào lấy từ cơ sở dữ liệu thay cho giấy tờ?",
        is_text=True,
    ),
)
_COST = (
    Question(
        "cost_lowest",
        QuestionGroup.COST,
        "Đã so với các phương án khác và chọn phương án có chi phí tuân thủ thấp nhất chưa?",
    ),
)
_CHANGE = (
    Question(
        "change_what",
        QuestionGroup.NECESSITY,
        "Sửa những bộ phận nào của thủ tục đang áp dụng, vì sao?",
        is_text=True,
    ),
    Question(
        "change_lighter",
        QuestionGroup.NECESSITY,
        "Sau khi sửa, người dân và doanh nghiệp có làm thủ tục dễ hơn không?",
        explain=_NO,
    ),
)
_REPEAL = (
    Question(
        "repeal_why",
        QuestionGroup.NECESSITY,
        "Vì sao không cần thủ tục này nữa, việc quản lý được làm bằng cách nào?",
        is_text=True,
    ),
    Question(
        "repeal_pending",
        QuestionGroup.REASONABLENESS,
        "Đã quy định cách xử lý hồ sơ đang giải quyết và kết quả đã cấp chưa?",
    ),
)

FORMS: tuple[ImpactForm, ...] = (
    ImpactForm(
        "01A",
        "Đánh giá tác động thủ tục hành chính ban hành mới",
        _AUTHORITY + _NEED + _REASONABLE + _ONLINE + _COST,
        _SINCE,
        _BASIS,
    ),
    ImpactForm(
        "01B",
        "Đánh giá tác động thủ tục hành chính được sửa đổi, bổ sung",
        _AUTHORITY + _CHANGE + _REASONABLE + _ONLINE + _COST,
        _SINCE,
        _BASIS,
    ),
    ImpactForm(
        "bãi bỏ",
        "Đánh giá việc bãi bỏ thủ tục hành chính",
        (_AUTHORITY[0], *_REPEAL),
        _SINCE,
        _BASIS,
        needs_cost=False,
    ),
)
_FORM_OF: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: "01A",
    ChangeKind.REPLACED: "01A",
    ChangeKind.AMENDED: "01B",
    ChangeKind.REPEALED: "bãi bỏ",
}


def form_for(change: ChangeKind, *, on: date, among: Sequence[ImpactForm] = FORMS) -> ImpactForm:
    """The form asked of a procedure that is changed so, as it stands on the day.

    :raises Refused: "impact-form-not-found".
    """
    return form_named(_FORM_OF.get(change, ""), on=on, among=among)


def form_named(code: str, *, on: date, among: Sequence[ImpactForm] = FORMS) -> ImpactForm:
    """The form of this code as it stands on the day.

    :raises Refused: "impact-form-not-found".
    """
    for form in among:
        if form.code == code and form.in_force.contains(on):
            return form
    raise Refused("impact-form-not-found", f"Ngày {on:%d/%m/%Y} chưa có biểu mẫu đánh giá tác động “{code}”.")
