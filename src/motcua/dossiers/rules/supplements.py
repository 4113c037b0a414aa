"""A request to complete a dossier: complete, reasoned, one for a stage; and what its answer changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Facts, due
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT, Limit
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

# No national rule sets the applicant's time; what offices usually give.
USUAL_TERM = Limit(Decimal(10), LimitUnit.WORKING_DAY)
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One paper or answer of a request: what is wrong with it, what is to be done. `component` is its check-list id."""

    paper: str
    problem: str
    what_to_do: str
    component: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A ready sentence: a problem as officers meet it, and what the applicant is to do about it."""

    problem: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that the answer to a request changed: a paper (`where` is its line) or an answer (its path)."""

    kind: str
    name: str
    where: str
    is_new: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As it is kept: {"kind", "name", "where", "is_new"}."""
        return {"kind": self.kind, "name": self.name, "where": self.where, "is_new": self.is_new}


READY_SENTENCES = (
    Sentence("Thiếu giấy này trong hồ sơ.", "Nộp bổ sung giấy này."),
    Sentence("Bản nộp mờ, mất chữ hoặc thiếu trang.", "Nộp lại bản rõ, đủ các trang."),
    Sentence("Bản sao chưa được chứng thực.", "Nộp bản sao có chứng thực, hoặc mang bản chính để đối chiếu."),
    Sentence("Giấy đã hết giá trị vào ngày nộp.", "Nộp giấy còn giá trị."),
    Sentence("Đơn, tờ khai ghi chưa đủ các mục.", "Ghi đủ các mục còn trống, ký và nộp lại."),
    Sentence("Đơn, tờ khai chưa có chữ ký hoặc con dấu.", "Ký, đóng dấu (nếu là tổ chức) và nộp lại."),
    Sentence(
        "Thông tin trên giấy khác với giấy tờ khác trong hồ sơ.",
        "Nộp giấy đúng thông tin, hoặc giấy xác nhận việc thay đổi, cải chính.",
    ),
    Sentence("Chưa có giấy ủy quyền của người có tên trên giấy tờ.", "Nộp giấy ủy quyền hợp lệ."),
)


_ONE_STOP = (
    (
        date(2026, 8, 5),
        "Điều 17 Nghị định 118/2025/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định 309/2026/NĐ-CP",
    ),
    (date(2025, 7, 1), "Nghị định 118/2025/NĐ-CP"),
    (date.min, "Điều 17 Nghị định 61/2018/NĐ-CP"),
)


def usual_basis(on: date) -> str:
    """The rule on which such requests and refusals usually rest on the day; the officer adds the field's own."""
    return next(basis for since, basis in _ONE_STOP if on >= since)


def checked_items(items: Sequence[SupplementItem]) -> list[dict[str, object]]:
    """The items as they are kept: {"paper", "problem", "what_to_do", "component"}.

    Basis: NĐ 61/2018 art. 17(2a), NĐ 309/2026 art. 17(2a): one notice, complete and exact.

    :raises Refused: "items-missing", "item-incomplete" with its row (from 1).
    """
    if not items:
        raise Refused(
            "items-missing",
            "Chưa nêu giấy tờ nào cần bổ sung. Ghi từng giấy: sai hoặc thiếu gì, người nộp phải làm gì.",
        )
    return [_checked(item, row) for row, item in enumerate(items, start=1)]


def _checked(item: SupplementItem, row: int) -> dict[str, object]:
    paper, problem, todo = (clean(text)[:_LONGEST] for text in (item.paper, item.problem, item.what_to_do))
    lacking = [
        name
        for name, text in (("tên giấy", paper), ("sai hoặc thiếu gì", problem), ("phải làm gì", todo))
        if not text
    ]
    if lacking:
        raise Refused(
            "item-incomplete",
            f"Dòng {row}{f' (“{paper}”)' if paper else ''} chưa ghi: {', '.join(lacking)}. "
            "Người nộp cần biết rõ để bổ sung một lần là đủ.",
            row=row,
        )
    return {"paper": paper, "problem": problem, "what_to_do": todo, "component": item.component}


def answer_until(*, calendar: Calendar, at: datetime, term: Limit) -> datetime:
    """By when the applicant is to answer a request made at the moment.

    :raises Refused: "term-missing".
    """
    if term.unit in WITHOUT_AMOUNT:
        raise Refused("term-missing", "Ghi hạn bổ sung bằng số ngày, ví dụ 10 ngày làm việc.", field="amount")
    found = due(calendar=calendar, facts=Facts(at, term)).due_at
    assert found is not None
    return found


def check_first_or_reasoned(*, number: int, stage: str, why_again: str) -> str:
    """Why a stage has a second request, cleaned; a first one needs no reason.

    Basis: the index of QĐ 766/QĐ-TTg counts a dossier with more than one request at a stage as late.

    :raises Refused: "second-supplement-needs-reason".
    """
    why_again = clean(why_again)
    if number > 1 and not why_again:
        raise Refused(
            "second-supplement-needs-reason",
            f"Hồ sơ đã được yêu cầu bổ sung {number - 1} lần ở giai đoạn “{stage.lower()}”. Mỗi giai đoạn chỉ yêu cầu "
            "một lần, đủ mọi giấy tờ. Nếu vẫn cần, ghi rõ vì sao lần trước chưa nêu; lần này sẽ bị đánh dấu.",
            field="why_again",
        )
    return why_again if number > 1 else ""
