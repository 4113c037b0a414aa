"""What a business condition says, looked through before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import ConditionKind

MOST_TEXT = 4000
_LONGEST = {"code": 40, "line": 200, "act_number": 80, "act_title": 500, "article": 120}
_NAMES = {
    "code": "mã điều kiện",
    "line": "ngành, nghề",
    "act_number": "số, ký hiệu văn bản",
    "act_title": "trích yếu",
    "article": "điều, khoản",
    "text": "nội dung điều kiện",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a condition says from a day up to, not including, another: in the keeper's own words, with its legal basis
    and the codes of the procedures in which it is checked."""

    text: str
    line: str
    kind: ConditionKind
    act_number: str
    since: date
    act_title: str = ""
    article: str = ""
    until: date | None = None
    procedures: tuple[str, ...] = ()


def checked_code(code: str) -> str:
    """The code without blanks around it.

    :raises Refused: "condition-text-missing", "condition-text-too-long".
    """
    return _checked("code", code, needed=True)


def checked_wording(said: Wording) -> Wording:
    """The wording, cleaned.

    :raises Refused: "condition-text-missing", "condition-text-too-long", "condition-period-wrong".
    """
    if said.until is not None and said.until <= said.since:
        raise Refused(
            "condition-period-wrong", "Ngày hết áp dụng phải sau ngày bắt đầu áp dụng.", field="until"
        )
    return replace(
        said,
        text=_checked("text", said.text, needed=True),
        line=_checked("line", said.line, needed=True),
        act_number=_checked("act_number", said.act_number, needed=True),
        act_title=_checked("act_title", said.act_title),
        article=_checked("article", said.article),
        procedures=tuple(dict.fromkeys(code.strip() for code in said.procedures if code.strip())),
    )


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
