"""Tasks out of tables whose lines were lost: plain lines in reading order, or pieces at fixed distances."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Block, Paragraph, ReadingWarning
from motcua.plans.enums import ItemSource
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.columns import Header
from motcua.plans.rules.reading.heading_words import ANNEX_HEAD
from motcua.plans.rules.reading.lost_tables.aligned import AlignedHead, aligned_rows, find_aligned_head
from motcua.plans.rules.reading.lost_tables.anchors import Record, split_records
from motcua.plans.rules.reading.lost_tables.dividing import MOST_WORDS, Division, divide
from motcua.plans.rules.reading.lost_tables.doubts import not_divided, not_parted, too_long
from motcua.plans.rules.reading.lost_tables.flow import FlowLine, flow_lines
from motcua.plans.rules.reading.lost_tables.heads import Head, find_head, is_same_head
from motcua.plans.rules.reading.lost_tables.scoring import Scorer
from motcua.plans.rules.reading.lost_tables.unnumbered import split_unnumbered
from motcua.plans.rules.reading.lost_tables.vocabulary import learn
from motcua.plans.rules.reading.marks import roman_value
from motcua.plans.rules.reading.row_tasks import ReadTerm, TaskRows
from motcua.plans.rules.reading.table_rows import Row, child_of
from motcua.plans.rules.reading.task_tables import TableReading
from motcua.plans.rules.reading.words import begins_small, is_capitals, one_line, says_nothing, tidy_cell

_SHORT_TITLE = 160
_SURE = 4.0
_MOST_OF_ROW = 2 * MOST_WORDS  # words; a row that a page cut has two parts
# A part of the text that stands below a table, and not a group of its rows.
_PART_OF_TEXT = re.compile(
    r"^(?:(?:[IVX]{1,4}|[A-D]|\d{1,2})[.)]\s*(?:TỔ CHỨC (?:THỰC HIỆN|TRIỂN KHAI)|KINH PHÍ|CHẾ ĐỘ|TRÁCH NHIỆM|"
    r"PHÂN CÔNG TRÁCH NHIỆM|Tổ chức thực hiện|Kinh phí thực hiện|Chế độ (?:thông tin|báo cáo))|Trên đây là)(?!\w)"
)


def read_task_lines(blocks: Sequence[Block], *, read_term: ReadTerm, source: ItemSource) -> TableReading:
    """The tasks of tables that stand as lines among `blocks`.

    A row that cannot be divided for certain becomes a task with its content only, and a warning at its place.
    """
    reading = TableReading()
    for run in _runs(blocks):
        lines = flow_lines(run)
        at = 0
        while at < len(lines):
            aligned = find_aligned_head(lines, at)
            head = Head(aligned.header, aligned.start, aligned.end) if aligned else find_head(lines, at)
            if head is None:
                at += 1
                continue
            end, body = _body(lines, head)
            _take(reading, TaskRows(head.header, read_term, source), _rows(body, head, aligned, read_term))
            reading.places.update(line.place for line in lines[head.start : end])
            at = end
    return reading


def _take(reading: TableReading, table: TaskRows, found: tuple[list[Row], list[ReadingWarning]]) -> None:
    rows, warnings = found
    for row in rows:
        table.add(row)
    reading.task_tables += 1
    reading.tasks.extend(table.tasks())
    reading.warnings.extend([*warnings, *table.warnings])


def _runs(blocks: Sequence[Block]) -> list[list[Paragraph]]:
    """Paragraphs that follow each other without a table between them."""
    runs: list[list[Paragraph]] = [[]]
    for block in blocks:
        if isinstance(block, Paragraph):
            runs[-1].append(block)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _body(lines: Sequence[FlowLine], head: Head) -> tuple[int, list[FlowLine]]:
    """The lines below a head up to the next annex, without the head's repetitions; and where they end."""
    body: list[FlowLine] = []
    at = head.end
    after_head = False
    while at < len(lines):
        if is_same_head(lines, at, head):
            at += head.end - head.start
            after_head = True
            continue
        line = lines[at]
        if (
            _begins_annex(line.text)
            or _PART_OF_TEXT.match(line.text)
            or (line.columns == () and at > head.end and find_head(lines, at))
        ):
            break
        body.append(_turned(line) if after_head else line)
        after_head = False
        at += 1
    return at, body


def _begins_annex(text: str) -> bool:
    return bool(ANNEX_HEAD.match(text)) and (text.lower().startswith("phụ lục") or is_capitals(text))


def _turned(line: FlowLine) -> FlowLine:
    return replace(line, is_new_page=True)


def _rows(
    body: Sequence[FlowLine], head: Head, aligned: AlignedHead | None, read_term: ReadTerm
) -> tuple[list[Row], list[ReadingWarning]]:
    if aligned is not None:
        return aligned_rows(body, aligned), []
    rows, warnings = _Divider(body, head.header, read_term).rows()
    if body and not rows and not warnings and not all(says_nothing(line.text) for line in body):
        warnings = [not_parted(body)]
    return rows, warnings


@dataclass(frozen=True, slots=True)
class _Divided:
    record: Record
    title: str
    division: Division | None


class _Divider:
    """Divides the rows of one lost table, first by what they say, then also by how wide the columns were."""

    def __init__(self, body: Sequence[FlowLine], header: Header, read_term: ReadTerm) -> None:
        self.roles = [role for role in header.roles if role is not Role.NUMBER]
        self.read_term = read_term
        self.usual_gap = _usual_gap(body)
        if header.column(Role.NUMBER) is None:
            self.records = split_unnumbered(body, usual_gap=self.usual_gap)
        else:
            self.records = split_records(body)[1]
        self.is_dotted = sum("." in record.number for record in self.records) * 2 > len(self.records)
        lead_first = _comes_first(self.roles, Role.LEAD, Role.PARTNERS)
        self.vocabulary = learn([record.lines for record in self.records], lead_first=lead_first)
        self.has_cells = sum(line.is_cell for line in body) * 3 > len(body)

    def rows(self) -> tuple[list[Row], list[ReadingWarning]]:
        """The rows, and a warning for each that could not be divided."""
        rows: list[Row] = []
        warnings: list[ReadingWarning] = []
        for each in self._all():
            if each.title:
                rows.append(_heading_row(each))
            if each.division is not None:
                rows.append(self._row(each))
            elif each.record.words > _MOST_OF_ROW:
                warnings.append(too_long(each.record))
            elif not each.title and not _says_nothing(each.record):
                rows.append(_undivided(each.record))
                warnings.append(not_divided(each.record))
        return rows, warnings

    def _all(self) -> list[_Divided]:
        """All rows; those that a page cut are divided once more when the widths of the columns are known."""
        scorer = Scorer(self.vocabulary, self.read_term)
        found = [self._one(record, self._after(at), scorer) for at, record in enumerate(self.records)]
        self.vocabulary.widths = self._widths(found)
        for at, record in enumerate(self.records):
            if any(line.is_new_page for line in record.lines[1:]):
                found[at] = self._one(record, self._after(at), scorer)
        return found

    def _after(self, at: int) -> str:
        """The number of the next row."""
        return self.records[at + 1].number if at + 1 < len(self.records) else ""

    def _one(self, record: Record, following: str, scorer: Scorer) -> _Divided:
        if record.words > _MOST_OF_ROW:
            return _Divided(record, "", None)
        has_children = child_of(following, record.number)
        if has_children:
            division = self._best(record.lines, scorer)
            if division is None or not self._is_sure(division):
                return _Divided(record, _title(record.lines), None)
            return _Divided(record, "", division)
        if self.is_dotted and "." not in record.number and (cut := _title_end(record.lines)):
            division = self._best(record.lines[cut:], scorer)
            if division is not None and self._is_sure(division):
                return _Divided(record, _title(record.lines[:cut]), division)
        division = self._best(record.lines, scorer)
        if division is not None and self._is_sure(division):
            return _Divided(record, "", division)
        title = _title(record.lines) if _looks_like_title(record) else ""
        return _Divided(record, title, None)

    def _best(self, lines: Sequence[FlowLine], scorer: Scorer) -> Division | None:
        """The best division, also trying that a page cut the row in two."""
        best = self._divide(lines, scorer)
        for at, line in enumerate(lines):
            if not line.is_new_page or at == 0:
                continue
            first = self._divide(lines[:at], scorer)
            rest = self._divide(lines[at:], scorer, is_rest=True)
            if first is None or rest is None or not self._is_sure(first):
                continue
            if best is None or first.score + rest.score > best.score:
                best = first.joined(rest)
        return best

    def _divide(self, lines: Sequence[FlowLine], scorer: Scorer, *, is_rest: bool = False) -> Division | None:
        gap = self.usual_gap
        return divide(lines, self.roles, scorer, usual_gap=gap, has_cells=self.has_cells, is_rest=is_rest)

    def _is_sure(self, division: Division) -> bool:
        """Whether somebody or some time was found for what is to be done."""
        content = division.text(self.roles, Role.CONTENT)
        who = division.text(self.roles, Role.LEAD) or division.text(self.roles, Role.LEAD_AND_PARTNERS)
        when = division.text(self.roles, Role.TERM)
        return bool(content and (who or when)) and division.score > _SURE

    def _widths(self, divided: Sequence[_Divided]) -> dict[Role, int]:
        """How long lines are in each column, from the rows divided so far."""
        lengths: dict[Role, list[int]] = {role: [] for role in self.roles}
        for each in divided:
            if each.division is None:
                continue
            for role, piece in zip(self.roles, each.division.pieces, strict=True):
                if piece is not None:
                    lengths[role].extend(len(line) for line in piece.lines)
        return {
            role: sorted(found)[int(len(found) * 0.9)] for role, found in lengths.items() if len(found) >= 8
        }

    def _row(self, each: _Divided) -> Row:
        division = each.division
        values: dict[Role, str] = {
            role: text
            for role in self.roles
            if division is not None and (text := tidy_cell(division.text(self.roles, role)))
        }
        number = "" if each.title else each.record.number
        notes = [
            values.pop(role) for role in (Role.NOTE, Role.PERSON, Role.OTHER, Role.MEASURE) if role in values
        ]
        return Row(number=number, values=values, place=each.record.first.place, notes=notes)


def _usual_gap(lines: Sequence[FlowLine]) -> int:
    """How far apart the lines of one cell stand, from those that go on in small letters; 0 when it is not known."""
    small = Counter(line.gap for line in lines if line.gap > 0 and begins_small(line.text))
    gaps = small or Counter(line.gap for line in lines if line.gap > 0)
    return gaps.most_common(1)[0][0] if gaps else 0


def _comes_first(roles: Sequence[Role], one: Role, other: Role) -> bool:
    """Whether the first role stands before the other, or the other is missing."""
    if other not in roles or one not in roles:
        return True
    return list(roles).index(one) < list(roles).index(other)


def _heading_row(each: _Divided) -> Row:
    return Row(
        number=each.record.number,
        values={Role.CONTENT: each.title},
        place=each.record.first.place,
        spans=True,
    )


def _says_nothing(record: Record) -> bool:
    """Whether a row has a number only, as in a form to be filled in."""
    return all(says_nothing(line.text) for line in record.lines)


def _undivided(record: Record) -> Row:
    text = tidy_cell("\n".join(line.text for line in record.lines))
    return Row(number=record.number, values={Role.CONTENT: text}, place=record.first.place)


def _title(lines: Sequence[FlowLine]) -> str:
    return one_line(" ".join(line.text for line in lines))


def _title_end(lines: Sequence[FlowLine]) -> int:
    """Where a heading without a number of its own for its only task ends: at the next line with a capital."""
    for at, line in enumerate(lines[1:], start=1):
        if not begins_small(line.text):
            return at
    return 0


def _looks_like_title(record: Record) -> bool:
    """Whether a row that names nobody and no time is a heading: a Roman number or a capital, and short."""
    text = _title(record.lines)
    if roman_value(record.number) is None and not record.number.isupper():
        return False
    return len(text) <= _SHORT_TITLE and len(record.lines) <= 3 and "." not in record.number
