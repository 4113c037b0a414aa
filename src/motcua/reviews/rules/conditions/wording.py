"""What a business condition or another rule on doing business says, looked through before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import ConditionKind, RuleKind

MOST_TEXT = 4000
_LONGEST = {"code": 40, "line": 200, "act_number": 80, "act_title": 500, "article": 120, "cost_source": 300}
MOST_COST_VND = 10**15
_NAMES = {
    "code": "mã điều kiện",
    "line": "ngành, nghề",
    "act_number": "số, ký hiệu văn bản",
    "act_title": "trích yếu",
    "article": "điều, khoản",
    "text": "nội dung",
    "cost_source": "nguồn của chi phí",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a condition or another rule says from a day up to, not including, another: in the keeper's own words, with
    its legal basis, the codes of the procedures in which it is checked, and what all who must comply spend a year."""

    text: str
    line: str
    kind: ConditionKind
    act_number: str
    since: date
    act_title: str = ""
    article: str = ""
    until: date | None = None
    procedures: tuple[str, ...] = ()
    rule_kind: RuleKind = RuleKind.CONDITION
    cost_per_year_vnd: int | None = None
    cost_source: str = ""


def checked_code(code: str) -> str:
    """The code without blanks around it.

    :raises Refused: "condition-text-missing", "condition-text-too-long".
    """
    return _checked("code", code, needed=True)


def checked_wording(said: Wording) -> Wording:
    """The wording, cleaned; only conditions are parted by what they ask for.

    :raises Refused: "condition-text-missing", "condition-text-too-long", "condition-period-wrong",
        "rule-is-procedure", "condition-cost-wrong", "condition-cost-source-missing".
    """
    _require_no_procedure(said.rule_kind)
    if said.until is not None and said.until <= said.since:
        raise Refused(
            "condition-period-wrong", "Ngày hết áp dụng phải sau ngày bắt đầu áp dụng.", field="until"
        )
    is_condition = said.rule_kind is RuleKind.CONDITION
    return replace(
        said,
        kind=said.kind if is_condition else ConditionKind.OTHER,
        cost_source=_cost_source(said),
        text=_checked("text", said.text, needed=True),
        line=_checked("line", said.line, needed=True),
        act_number=_checked("act_number", said.act_number, needed=True),
        act_title=_checked("act_title", said.act_title),
        article=_checked("article", said.article),
        procedures=tuple(dict.fromkeys(code.strip() for code in said.procedures if code.strip())),
    )


def _require_no_procedure(kind: RuleKind) -> None:
    if kind is RuleKind.PROCEDURE:
        raise Refused(
            "rule-is-procedure",
            "Thủ tục hành chính được đếm từ danh mục thủ tục, không ghi vào sổ này để khỏi đếm hai lần. Đánh dấu thủ "
            "tục ở trang “Thủ tục liên quan hoạt động kinh doanh”.",
            field="rule_kind",
        )


def _cost_source(said: Wording) -> str:
    """Where the cost comes from; nothing where there is no cost."""
    if said.cost_per_year_vnd is None:
        return ""
    if not 0 <= said.cost_per_year_vnd <= MOST_COST_VND:
        raise Refused(
            "condition-cost-wrong",
            "Chi phí một năm là số đồng không âm, không quá một triệu tỷ. Xem lại số này.",
            field="cost_per_year_vnd",
        )
    source = _checked("cost_source", said.cost_source)
    if not source:
        raise Refused(
            "condition-cost-source-missing",
            "Ghi chi phí lấy từ đâu: phiếu tính, báo cáo, ước tính của ai.",
            field="cost_source",
        )
    return source


def _checked(name: str, value: str, *, needed: bool = False) -> str:
    said = clean(value) if name == "text" else " ".join(clean(value).split())
    if needed and not said:
        raise Refused("condition-text-missing", f"Thiếu {_NAMES[name]}.", field=name)
    most = _LONGEST.get(name, MOST_TEXT)
    if len(said) > most:
        raise Refused(
            "condition-text-too-long", f"Phần {_NAMES[name]} dài quá {most} ký tự. Viết gọn lại.", field=name
        )
    return said
