"""What may succeed what, and when."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused


def check_succession_day(*, on: date, today: date) -> None:
    """A succession is entered on its day or later: it hands over open work, which cannot be done ahead.

    :raises Refused: "succession-ahead".
    """
    if on > today:
        raise Refused(
            "succession-ahead",
            f"Ngày {on:%d/%m/%Y} chưa tới. Sáp nhập, chia tách, đổi tên, giải thể được ghi vào đúng ngày có hiệu "
            "lực hoặc sau đó, vì việc đang làm được bàn giao ngay khi ghi.",
            on=on,
        )


def check_ending(*, name: str, held: Period, on: date) -> None:
    """An agency can end on a day only if it existed the day before and had not ended by then.

    :raises Refused: "agency-already-ended", "agency-not-yet-there".
    """
    if held.end is not None and held.end <= on:
        raise Refused(
            "agency-already-ended",
            f"“{name}” đã kết thúc hoạt động từ ngày {held.end:%d/%m/%Y}, không thể kết thúc lần nữa.",
            ended_on=held.end,
        )
    if held.start >= on:
        raise Refused(
            "agency-not-yet-there",
            f"“{name}” chỉ có từ ngày {held.start:%d/%m/%Y}, nên không thể kết thúc từ ngày {on:%d/%m/%Y}.",
            held_from=held.start,
        )


def check_successor(*, name: str, held: Period, on: date) -> None:
    """A successor must be there on the day.

    :raises Refused: "successor-not-there".
    """
    if not held.contains(on):
        raise Refused(
            "successor-not-there",
            f"“{name}” không hoạt động vào ngày {on:%d/%m/%Y}, nên không thể tiếp nhận. Chọn cơ quan khác hoặc "
            "sửa ngày.",
        )


def check_parties(*, predecessors: Sequence[Hashable], successors: Sequence[Hashable]) -> None:
    """There is someone who ends, nobody twice, and nobody succeeds themselves.

    :raises Refused: "no-predecessor", "same-agency-twice", "succeeds-itself".
    """
    if not predecessors:
        raise Refused("no-predecessor", "Chưa chọn cơ quan nào kết thúc hoạt động.")
    if len(set(predecessors)) < len(predecessors) or len(set(successors)) < len(successors):
        raise Refused("same-agency-twice", "Có cơ quan được chọn hai lần. Hãy chọn mỗi cơ quan một lần.")
    if set(predecessors) & set(successors):
        raise Refused(
            "succeeds-itself",
            "Cơ quan tiếp nhận không thể đồng thời là cơ quan kết thúc. Khi một cơ quan nhận nhập thêm cơ quan "
            "khác thì chỉ chọn các cơ quan bị nhập vào.",
        )


def check_document(document: str) -> str:
    """The document by which it happens, cleaned of stray spaces.

    :raises Refused: "document-missing".
    """
    document = " ".join(document.split())
    if not document:
        raise Refused(
            "document-missing", "Chưa ghi văn bản làm căn cứ. Ghi số, ký hiệu của nghị quyết hoặc quyết định."
        )
    return document
