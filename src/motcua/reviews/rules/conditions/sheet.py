"""A workbook of business conditions: what each row says, and the cells that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from motcua.kernel.labelled import Labelled
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.rules.conditions.standing import Marked
from motcua.reviews.rules.conditions.wording import Wording, checked_code, checked_wording

HEADINGS: Mapping[str, str] = {
    "code": "Mã",
    "text": "Nội dung điều kiện",
    "line": "Ngành, nghề",
    "kind": "Loại",
    "procedures": "Mã thủ tục",
    "act_number": "Văn bản quy định",
    "act_title": "Trích yếu",
    "article": "Điều, khoản",
    "since": "Áp dụng từ",
    "until": "Hết áp dụng",
    "state": "Tình trạng",
    "marked_since": "Tình trạng từ ngày",
    "decision": "Văn bản cắt, sửa",
    "decided_on": "Ngày văn bản",
    "reason": "Lý do",
    "rule_kind": "Loại quy định",
    "cost_per_year_vnd": "Chi phí một năm (đồng)",
    "cost_source": "Nguồn chi phí",
}
NEEDED = ("code", "text", "line", "act_number", "since")
# What older workbooks have no column for stays as it is kept.
LATER = ("rule_kind", "cost_per_year_vnd", "cost_source")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_SPLIT = re.compile(r"[;,\s]+")
Kept = TypeVar("Kept")
Word = TypeVar("Word", bound=Labelled)


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A row as the workbook holds it: texts and days by the name of their column; `line` is its number."""

    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConditionEntry:
    """What a row says: a code, a wording, and how the condition stands where the row says so. For what is `unsaid`,
    parts of the wording, the workbook has no column."""

    line: int
    code: str
    wording: Wording
    mark: Marked | None = None
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why something is not taken, and the cell that says it."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class ConditionSheet:
    """Everything a workbook says; nothing of it is to be kept while there are problems."""

    entries: tuple[ConditionEntry, ...]
    problems: tuple[CellProblem, ...]


class _CellError(Exception):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_conditions(
    rows: Sequence[ConditionRow], *, letters: Mapping[str, str], known_procedures: Collection[str]
) -> ConditionSheet:
    """What the rows say; `letters` are the columns by name, `known_procedures` the codes that the catalogue has."""
    unsaid = frozenset(LATER) - set(letters)
    entries: list[ConditionEntry] = []
    problems: list[CellProblem] = []
    seen: dict[str, int] = {}
    for row in rows:
        try:
            entry = replace(_entry(row, known_procedures), unsaid=unsaid)
            if entry.code in seen:
                raise _CellError("code", f"Mã “{entry.code}” đã có ở dòng {seen[entry.code]}. Giữ một dòng.")
            seen[entry.code] = row.line
            entries.append(entry)
        except _CellError as wrong:
            problems.append(CellProblem(f"{letters.get(wrong.column, '')}{row.line}", str(wrong)))
    return ConditionSheet(tuple(entries), tuple(problems))


def codes_in(rows: Sequence[ConditionRow]) -> set[str]:
    """The codes of procedures that the rows name."""
    return {code for row in rows for code in _codes(row)}


def _entry(row: ConditionRow, known: Collection[str]) -> ConditionEntry:
    for name in NEEDED:
        if row.cells.get(name) in (None, ""):
            raise _CellError(name, f"Thiếu {HEADINGS[name].lower()}.")
    codes = _codes(row)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise _CellError("procedures", f"Danh mục không có thủ tục mã {', '.join(unknown)}.")
    return ConditionEntry(
        row.line,
        _refusable(lambda: checked_code(_text(row, "code"))),
        _refusable(lambda: checked_wording(_wording(row, codes))),
        _mark(row),
    )


def _wording(row: ConditionRow, codes: Sequence[str]) -> Wording:
    since = _day(row, "since")
    assert since is not None
    rule_kind = _word(row, "rule_kind", RuleKind) or RuleKind.CONDITION
    kind = _word(row, "kind", ConditionKind)
    if kind is None and rule_kind is RuleKind.CONDITION:
        raise _CellError("kind", f"Thiếu {HEADINGS['kind'].lower()} của điều kiện.")
    return Wording(
        text=_text(row, "text"),
        line=_text(row, "line"),
        kind=kind or ConditionKind.OTHER,
        act_number=_text(row, "act_number"),
        since=since,
        act_title=_text(row, "act_title"),
        article=_text(row, "article"),
        until=_day(row, "until"),
        procedures=tuple(codes),
        rule_kind=rule_kind,
        cost_per_year_vnd=_money(row, "cost_per_year_vnd"),
        cost_source=_text(row, "cost_source"),
    )


def _mark(row: ConditionRow) -> Marked | None:
    state = _word(row, "state", ConditionState)
    if state is None:
        return None
    since = _day(row, "marked_since")
    if since is None:
        raise _CellError("marked_since", f"Ghi ngày điều kiện bắt đầu ở tình trạng “{state.label}”.")
    decision, reason = _text(row, "decision"), _text(row, "reason")
    return Marked(state, since, decision[:120], _day(row, "decided_on"), reason)


def _refusable(keep: Callable[[], Kept]) -> Kept:
    try:
        return keep()
    except Refused as refused:
        raise _CellError(str(refused.details.get("field", "code")), refused.message) from None


def _codes(row: ConditionRow) -> list[str]:
    return [code for code in _SPLIT.split(_text(row, "procedures")) if code]


def _text(row: ConditionRow, name: str) -> str:
    value = row.cells.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean("" if value is None else str(value))


def _day(row: ConditionRow, name: str) -> date | None:
    value = row.cells.get(name)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value in (None, ""):
        return value or None
    found = _DAY.fullmatch(str(value).strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise _CellError(name, f"“{value}” không phải là ngày. Ghi dạng ngày/tháng/năm, ví dụ 26/03/2025.")


def _money(row: ConditionRow, name: str) -> int | None:
    """Whole đồng, as a number or as people write it: 12.500.000."""
    value = row.cells.get(name)
    if value in (None, ""):
        return None
    said = _text(row, name).removesuffix("đ").strip()
    if isinstance(value, str) and _GROUPED.fullmatch(said):
        said = said.replace(".", "")
    if isinstance(value, bool) or not said.isdecimal() or len(said) > 18:
        raise _CellError(name, f"“{value}” không phải là số đồng nguyên, không âm, ví dụ 12.500.000.")
    return int(said)


def _word(row: ConditionRow, name: str, words: type[Word]) -> Word | None:
    said = fold(_text(row, name))
    if not said or (name == "state" and said == "chua ra soat"):
        return None
    for word in words:
        if said in (fold(word.label), fold(word.value)):
            return word
    known = "; ".join(word.label for word in words)
    raise _CellError(name, f"“{row.cells.get(name)}” không có trong danh sách. Chọn một trong: {known}.")
