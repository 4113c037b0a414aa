"""From the rows of a table to tasks: groups, children, inherited values, rows cut by page breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import ReadingWarning
from motcua.plans.enums import ItemSource, TermKind
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.columns import Header
from motcua.plans.rules.reading.found import FoundTask
from motcua.plans.rules.reading.marks import roman_value
from motcua.plans.rules.reading.table_rows import DITTO, Row, child_of, is_heading_text
from motcua.plans.rules.reading.who import lead_and_partners, lead_text, split_units
from motcua.plans.rules.reading.words import begins_small, one_line
from motcua.plans.rules.terms.term import Term

ReadTerm = Callable[[str], Term]

_INHERITED = (Role.LEAD, Role.PARTNERS, Role.LEAD_AND_PARTNERS, Role.TERM, Role.SUBMITTED_TO)
_DITTOED = (*_INHERITED, Role.PRODUCT, Role.STARTS, Role.ENDS)
_LAST_OF_ONE_DIGIT = 9
_STAR = re.compile(r"\(\*+\)")
_BULLET = re.compile(r"^[-–+•*]\s*")


@dataclass(slots=True)
class _Heading:
    number: str
    text: str
    row: Row
    is_parent: bool = False


class TaskRows:
    """The rows of one table of tasks, which may run over several pages."""

    def __init__(self, header: Header, read_term: ReadTerm, source: ItemSource) -> None:
        self.header = header
        self.read_term = read_term
        self.source = source
        self.rows: list[Row] = []
        self.warnings: list[ReadingWarning] = []
        self.new_pages: set[int] = set()
        self.notes: list[str] = []

    def add(self, row: Row, *, is_new_page: bool = False) -> None:
        """Add a row; `is_new_page` when a page or another piece of the table begins with it."""
        if is_new_page:
            self.new_pages.add(len(self.rows))
        self.rows.append(row)

    def tasks(self) -> list[FoundTask]:
        """The tasks of all rows."""
        rows = self._whole_rows()
        headings: list[_Heading] = []
        parents: list[Row] = []
        found: list[FoundTask] = []
        before: Row | None = None
        for at, row in enumerate(rows):
            following = rows[at + 1] if at + 1 < len(rows) else None
            _write_out_dittos(row, before)
            if _is_heading(row, following, rows):
                _open_heading(headings, row)
                parents = [heading.row for heading in headings]
                continue
            while headings and headings[-1].is_parent and not child_of(row.number, headings[-1].number):
                headings.pop()
            parents = [parent for parent in parents if _is_above(parent, row, headings)]
            _inherit(row, parents)
            if child_heading := _has_children_only(row, following):
                parents.append(row)
                if child_heading == "heading":
                    headings.append(_Heading(row.number, row.content, row, is_parent=True))
                    continue
            if not row.number and _is_only_one(rows, at):
                row.number = headings[-1].number if headings else ""
            found.append(self._task(row, headings))
            parents.append(row)
            before = row
        return self._with_notes(found)

    def _whole_rows(self) -> list[Row]:
        """The rows without notes and totals, those cut by a page put together again."""
        has_numbers = self.header.column(Role.NUMBER) is not None
        whole: list[Row] = []
        for at, row in enumerate(self.rows):
            if row.is_note:
                self.notes.append(row.content or row.number)
            elif row.is_total_or_signature:
                continue
            elif at in self.new_pages and (number := _number_cut(row, whole)):
                whole[-1].number = number
                _append(whole[-1], row)
            elif whole and _goes_on(
                row, whole[-1], is_new_page=at in self.new_pages, has_numbers=has_numbers
            ):
                _append(whole[-1], row)
            else:
                whole.append(row)
        return whole

    def _task(self, row: Row, headings: Sequence[_Heading]) -> FoundTask:
        lead, partners = self._who(row)
        heading = headings[-1].text if headings else ""
        return FoundTask(
            number=row.number,
            content=_BULLET.sub("", row.content) if row.content.count("\n") == 0 else row.content,
            lead=lead,
            partners=partners,
            term=self._term(row, headings),
            product=_plain_product(row.get(Role.PRODUCT)),
            source=self.source,
            place=row.place,
            group=one_line(heading) or one_line(row.get(Role.GROUP)),
            submitted_to=one_line(row.get(Role.SUBMITTED_TO)),
            note="; ".join(row.notes),
        )

    def _who(self, row: Row) -> tuple[str, tuple[str, ...]]:
        both = row.get(Role.LEAD_AND_PARTNERS)
        if both:
            lead, partners = lead_and_partners(both, is_list=True)
            return lead, (*partners, *split_units(row.get(Role.PARTNERS)))
        if row.get(Role.PARTNERS):
            return lead_text(row.get(Role.LEAD)), split_units(row.get(Role.PARTNERS))
        if self.header.column(Role.PARTNERS) is None:
            return lead_and_partners(row.get(Role.LEAD))
        return lead_text(row.get(Role.LEAD)), ()

    def _term(self, row: Row, headings: Sequence[_Heading]) -> Term:
        term = self.read_term(_term_text(row))
        if term.kind is not TermKind.MISSING:
            return term
        for heading in reversed(headings):
            of_heading = self.read_term(heading.text)
            if of_heading.kind not in (TermKind.MISSING, TermKind.UNREAD) and len(heading.text) < 40:
                return of_heading
        return term

    def _with_notes(self, tasks: list[FoundTask]) -> list[FoundTask]:
        """A note below the table goes to the tasks that carry its sign."""
        for note in self.notes:
            sign = _STAR.search(note)
            if sign is None:
                continue
            words = one_line(note.replace(sign[0], "", 1)).lstrip(": ")
            tasks = [
                replace(task, note="; ".join(filter(None, (task.note, words))))
                if sign[0] in task.content
                else task
                for task in tasks
            ]
        return tasks


def _is_only_one(rows: Sequence[Row], at: int) -> bool:
    """Whether a row without a number is the only one below a numbered heading, so that this number is its own."""
    if at == 0 or not rows[at - 1].spans or not rows[at - 1].number[:1].isdigit():
        return False
    return at + 1 == len(rows) or bool(rows[at + 1].number)


def _write_out_dittos(row: Row, before: Row | None) -> None:
    for role in _DITTOED:
        if DITTO.match(row.get(role)):
            row.values[role] = before.get(role) if before else ""


def _number_cut(row: Row, whole: Sequence[Row]) -> str:
    """The number of a row that a page cut, when it was cut with it ("10" above, "3" below, after a row 102), or
    stands once more on the new page before what goes on in small letters; else nothing."""
    if not whole or row.spans or not row.number or not row.content:
        return ""
    before = whole[-1].number
    if row.number == before and begins_small(row.content):
        return before
    series, dot, last = f"{before}{row.number}".rpartition(".")
    is_next = len(whole) > 1 and last.isdigit() and whole[-2].number == f"{series}{dot}{int(last) - 1}"
    return f"{before}{row.number}" if before and is_next and int(last) > _LAST_OF_ONE_DIGIT else ""


def _goes_on(row: Row, before: Row, *, is_new_page: bool, has_numbers: bool) -> bool:
    """Whether a row is the rest of the one before: no number, and cut by a page, or with nothing new to do."""
    if row.number or row.spans:
        return False
    if not row.content or (Role.CONTENT in row.inherited and not _differs(row, before)):
        return not row.own_works or not _is_own_piece(row, before)
    if has_numbers and before.number and is_new_page:
        return begins_small(row.content) or not row.own_works or _all_cut(row, before)
    if begins_small(row.content):
        return True
    return bool(has_numbers and before.works and not row.works and _BULLET.match(row.content))


def _differs(row: Row, before: Row) -> bool:
    return any(row.get(role) != before.get(role) for role in (Role.LEAD, Role.TERM, Role.LEAD_AND_PARTNERS))


def _is_own_piece(row: Row, before: Row) -> bool:
    """Whether a row under a merged content has a lead or a term of its own, and so is a piece of work itself."""
    if Role.CONTENT not in row.inherited:
        return False
    return any(role in row.own_works for role in (Role.LEAD, Role.TERM, Role.LEAD_AND_PARTNERS))


def _all_cut(row: Row, before: Row) -> bool:
    """Whether the row above ends open in its content, as cells do that a page cuts."""
    return not before.content.rstrip().endswith((".", ";", ":", "./."))


def _append(row: Row, rest: Row) -> None:
    """Put the rest of a cut row behind what stands above, column by column."""
    for role, text in rest.values.items():
        if role in rest.inherited and text == row.get(role):
            continue
        before = row.get(role)
        if not before:
            row.values[role] = text
        else:
            gap = "\n" if _BULLET.match(text) else " "
            row.values[role] = f"{before}{gap}{text}"
    row.notes.extend(rest.notes)


def _is_heading(row: Row, following: Row | None, rows: Sequence[Row]) -> bool:
    """Whether a row only names what the following ones belong to."""
    if row.own_works:
        return False
    if row.spans:
        return True
    if row.works and not (row.number and following is not None and child_of(following.number, row.number)):
        return False
    if not row.content:
        return False
    if roman_value(row.number) or (len(row.number) == 1 and row.number.isupper()):
        return True
    if is_heading_text(row.content) or (row.is_bold and not all(each.is_bold for each in rows)):
        return True
    if following is None:
        return False
    if row.number and (
        child_of(following.number, row.number) or (not following.number and following.own_works)
    ):
        return True
    return not row.number and bool(following.own_works) and not row.works and len(row.content) < 200


def _open_heading(headings: list[_Heading], row: Row) -> None:
    """Open a heading; those that do not stand above it are closed."""
    text = row.content or row.get(Role.GROUP) or next((text for text in row.values.values() if text), "")
    while headings and not _stands_under(row, headings[-1]):
        headings.pop()
    headings.append(_Heading(row.number, one_line(text), row))


def _stands_under(row: Row, heading: _Heading) -> bool:
    if child_of(row.number, heading.number):
        return True
    return bool(not row.number and heading.number and roman_value(heading.number))


def _is_above(parent: Row, row: Row, headings: Sequence[_Heading]) -> bool:
    """Whether an earlier row still stands above this one."""
    if any(heading.row is parent for heading in headings):
        return not row.number or not parent.number or _is_lower(row.number, parent.number)
    if row.number:
        return child_of(row.number, parent.number)
    return bool(parent.number)


def _is_lower(number: str, parent: str) -> bool:
    return child_of(number, parent) or not re.match(r"\d+\.\d|[a-zđ]$", parent)


def _inherit(row: Row, parents: Sequence[Row]) -> None:
    for role in _INHERITED:
        if row.get(role) or (role is Role.TERM and row.times):
            continue
        for parent in reversed(parents):
            if _may_give(parent, row) and parent.get(role):
                row.values[role] = parent.get(role)
                break


def _may_give(parent: Row, row: Row) -> bool:
    """A heading or a parent gives its values to its children only."""
    return not parent.number or not row.number or child_of(row.number, parent.number)


def _has_children_only(row: Row, following: Row | None) -> str:
    """ "heading" when the row has values but only its children are work; "parent" when it is work itself too."""
    if following is None or not row.number or not child_of(following.number, row.number):
        return ""
    if row.get(Role.PRODUCT) and not row.content.endswith(":"):
        return ""
    if row.content.endswith(":"):
        return "heading"
    if following.own_works and not row.get(Role.TERM):
        return "heading"
    return ""


def _term_text(row: Row) -> str:
    term, starts, ends = row.get(Role.TERM), row.get(Role.STARTS), row.get(Role.ENDS)
    if starts and ends:
        return f"Từ {one_line(starts)} đến {one_line(ends)}"
    if term and not (starts or ends):
        return one_line(term)
    return one_line(term or ends or starts or row.times)


def _plain_product(text: str) -> str:
    return _BULLET.sub("", text) if "\n" not in text else text
