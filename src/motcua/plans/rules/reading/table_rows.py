"""The rows of a table of tasks as values by role, and what kind of row each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from motcua.documents.reading.blocks import Cell, Place
from motcua.kernel.text import fold
from motcua.plans.rules.reading.column_words import CROSS, Role
from motcua.plans.rules.reading.columns import Header
from motcua.plans.rules.reading.heading_words import AUTHORITY, RECIPIENTS, SIGNER_TITLE
from motcua.plans.rules.reading.marks import Mark, MarkStyle, read_mark, roman_value
from motcua.plans.rules.reading.words import is_capitals, one_line, says_nothing, tidy_cell

DITTO = re.compile(
    r"^\s*(?:[-–—]*\s*nt\s*[-–—.]*|[-–/]*\s*[\"”“″〃']{1,2}\s*[-–/]*|[-–]?\s*//\s*[-–]?|(?:như|nt)\s+(?:trên|"
    r"hàng trên|mục trên))\s*$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\s*(?:\(\*+\)|\*+\s|ghi\s+chú\b|lưu\s+ý\b|chú\s+thích\b)", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong|cong chung)(?: (?:cong|so|chung|kinh phi|\d.*))*$")
_SIGNING = re.compile(r"^(?:người lập|người tổng hợp|lập biểu|duyệt\b|xác nhận)", re.IGNORECASE)
_CUT_NUMBER = re.compile(
    r"^(?:\d{1,2}\.)*\d{1,2}(?: \d{1,2}){1,2}[.)]?$"
)  # by a narrow column: "1" above "0"
_NUMBER_CELL = re.compile(
    r"^(?:[IVXLC]{1,6}|\d{1,3}(?:[.\-]\d{1,3}){0,4}|[A-ZĐa-zđ]|\([ivx\d]{1,4}\)|[ivx]{1,4})\s*[.)/:]?$"
)
_WORK_ROLES = (
    Role.LEAD,
    Role.PARTNERS,
    Role.LEAD_AND_PARTNERS,
    Role.TERM,
    Role.STARTS,
    Role.ENDS,
    Role.PRODUCT,
    Role.SUBMITTED_TO,
)


@dataclass(slots=True)
class Row:
    """A row's values by role. `inherited` are the roles whose cell reaches down from a row above."""

    number: str
    values: dict[Role, str]
    place: Place
    notes: list[str] = field(default_factory=list)
    inherited: frozenset[Role] = frozenset()
    spans: bool = False
    is_bold: bool = False
    times: str = ""

    def get(self, role: Role) -> str:
        """The value of a role, empty when it has none."""
        return self.values.get(role, "")

    @property
    def content(self) -> str:
        """What is to be done."""
        return self.get(Role.CONTENT)

    @property
    def own_works(self) -> list[Role]:
        """The roles besides the content that this row fills itself."""
        found = [role for role in _WORK_ROLES if self.get(role) and role not in self.inherited]
        return [*found, Role.TERM] if self.times and Role.TERM not in found else found

    @property
    def works(self) -> list[Role]:
        """The roles besides the content that have a value here, own or from a merged cell."""
        return [role for role in _WORK_ROLES if self.get(role)] + ([Role.TERM] if self.times else [])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in the row."""
        return not self.number and not any(self.values.values()) and not self.notes and not self.times

    @property
    def is_note(self) -> bool:
        """Whether the row only explains a sign used above."""
        return bool(_NOTE.match(self.content or self.number)) and not self.own_works

    @property
    def is_total_or_signature(self) -> bool:
        """Whether the row adds up or is signed."""
        said = (
            self.content or self.get(Role.LEAD) or next((text for text in self.values.values() if text), "")
        )
        first = said.split("\n")[0]
        if _TOTAL.match(fold(first)) and len(first) < 40:
            return True
        return bool(
            RECIPIENTS.match(first)
            or _SIGNING.match(first)
            or AUTHORITY.match(first)
            or SIGNER_TITLE.fullmatch(first)
        )


def read_row(cells: Sequence[Cell], above: Sequence[Cell] | None, header: Header) -> Row:
    """The row as values by role."""
    across = [_reaches_across(cells, above, at) for at in range(len(cells))]
    down = [cell.is_inherited and not across[at] for at, cell in enumerate(cells)]
    values: dict[Role, str] = {}
    inherited: set[Role] = set()
    notes: list[str] = []
    for at, role in enumerate(header.roles):
        if at >= len(cells) or across[at] or at in header.times:
            continue
        text = tidy_cell(cells[at].text)
        if says_nothing(text):
            continue
        if role in (Role.NOTE, Role.OTHER, Role.MEASURE, Role.PERSON, Role.RESULT):
            notes.append(text if role is Role.NOTE else f"{header.names[at]}: {one_line(text)}")
            continue
        values[role] = _joined(role, values.get(role, ""), text)
        if down[at]:
            inherited.add(role)
    return _numbered(
        Row(
            number="",
            values=values,
            place=_place(cells),
            notes=notes,
            inherited=frozenset(inherited),
            spans=_spans(cells, across),
            is_bold=_is_bold(cells),
            times=_crossed(cells, header),
        )
    )


def child_of(number: str, parent: str) -> bool:
    """Whether a number stands under another: "1.2" or "a" under "1", "1.2.3" under "1.2", "1" under "I"."""
    mine, theirs = number.rstrip(".)"), parent.rstrip(".)")
    if not mine or not theirs:
        return False
    if mine.startswith(f"{theirs}."):
        return True
    if re.fullmatch(r"[a-zđ]", mine):
        return not re.fullmatch(r"[a-zđ]", theirs)
    if roman_value(theirs) or re.fullmatch(r"[A-ZĐ]", theirs):
        return bool(re.fullmatch(r"\d+(\.\d+)*", mine))
    return False


def _numbered(row: Row) -> Row:
    """The row with its number: from its column, or from the head of the content where there is no such column."""
    number = one_line(row.values.pop(Role.NUMBER, ""))
    if _CUT_NUMBER.match(number):
        number = number.replace(" ", "")
    row.inherited = row.inherited - {Role.NUMBER}
    if number and not _NUMBER_CELL.match(number):
        if not row.content:
            row.values[Role.CONTENT] = number
        elif mark := read_mark(f"{number} x"):
            row.number = mark.text
        number = ""
    if number:
        row.number = number.rstrip(".):/ ").lstrip("(")
        return row
    mark = _content_mark(row.content)
    if mark is not None and not row.number:
        row.number = mark.text
        row.values[Role.CONTENT] = row.content[len(row.content) - len(_rest(row.content, mark)) :]
    return row


def _content_mark(content: str) -> Mark | None:
    first, _, rest = content.partition("\n")
    mark = read_mark(first)
    if mark is None or not mark.is_numbered or mark.style is MarkStyle.IN_BRACKETS:
        return None
    following = [
        found for line in rest.split("\n") if (found := read_mark(line)) and found.style is mark.style
    ]
    return None if following else mark


def _rest(content: str, mark: Mark) -> str:
    _, cut, rest = content.partition("\n")
    return f"{mark.rest}{cut}{rest}"


def _joined(role: Role, before: str, text: str) -> str:
    if not before:
        return text
    return f"{before}: {text}" if role is Role.CONTENT and len(before) < 120 else f"{before}\n{text}"


def _reaches_across(cells: Sequence[Cell], above: Sequence[Cell] | None, at: int) -> bool:
    cell = cells[at]
    if not cell.is_inherited or at == 0 or cells[at - 1].text != cell.text:
        return False
    return above is None or at >= len(above) or above[at].text != cell.text


def _spans(cells: Sequence[Cell], across: Sequence[bool]) -> bool:
    """Whether one cell takes most of the row."""
    return sum(across) >= max(2, len(cells) // 2)


def _is_bold(cells: Sequence[Cell]) -> bool:
    said = [cell for cell in cells if cell.text.strip()]
    return bool(said) and all(cell.is_bold for cell in said)


def _place(cells: Sequence[Cell]) -> Place:
    own = next((cell for cell in cells if cell.text.strip() and not cell.is_inherited), cells[0])
    return replace(own.place, column=None)


def _crossed(cells: Sequence[Cell], header: Header) -> str:
    """The months or quarters that are marked with a cross, or shaded with words, as one text."""
    marked = [words for at, words in header.times.items() if at < len(cells) and CROSS.match(cells[at].text)]
    if not marked:
        return ""
    unit = marked[0].split(" ")[0]
    return f"{unit} {', '.join(words.split(' ', 1)[1] for words in marked)}"


def is_heading_text(text: str) -> bool:
    """Whether the words of a row look like a heading: capitals, or a colon at the end."""
    return is_capitals(text) or text.rstrip().endswith(":")
