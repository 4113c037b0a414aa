"""A whole plan document: header, sections, tasks, targets, findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua.documents.reading.blocks import Block, Paragraph, Place, ReadDocument, ReadingWarning, Table
from motcua.kernel.text import fold
from motcua.plans.enums import ItemSource
from motcua.plans.rules.checks.citations import find_citations
from motcua.plans.rules.checks.whole import check_plan
from motcua.plans.rules.reading.found import Citation, FoundTarget, FoundTask, Header, PlanReading
from motcua.plans.rules.reading.header import read_header
from motcua.plans.rules.reading.heading_words import FORM, NAMED_ANNEX
from motcua.plans.rules.reading.outline import Outline, read_outline
from motcua.plans.rules.reading.parts import Parts, split_parts
from motcua.plans.rules.reading.sections import read_sections
from motcua.plans.rules.reading.target_tables import read_target_tables
from motcua.plans.rules.reading.task_lines import read_task_lines
from motcua.plans.rules.reading.task_prose import read_task_prose
from motcua.plans.rules.reading.task_tables import TableReading, read_task_tables
from motcua.plans.rules.reading.words import one_line
from motcua.plans.rules.targets import find_targets
from motcua.plans.rules.terms import Term, find_terms, read_term

# Documents that tell of what was done; their sentences give nobody work.
_TELLING = ("bao cao", "bien ban", "thong bao", "giay moi", "hop dong")
_FORM_NAME_WITHIN = 4
_AHEAD = re.compile(r"phương\s+hướng|nhiệm\s+vụ|kế\s+hoạch\s+năm|mục\s+tiêu|chỉ\s+tiêu", re.IGNORECASE)


def read_plan(document: ReadDocument, *, year: int | None = None) -> PlanReading:
    """All that a plan document says, each item with its place; nothing is corrected and nothing guessed.

    The year comes from the title, else from the date, else it is `year`. Of a document that cannot be relied on, such
    as a scan, only the warnings are given. A report gives its head and sections, and no tasks from its sentences.
    """
    if not document.is_readable:
        return _nothing(document.warnings)
    parts = split_parts(document)
    header = read_header(parts, year=year)
    reader = _TermReader(header)
    tables = [
        _tables(parts.annexes, reader, ItemSource.ANNEX),
        _tables(parts.body, reader, _body_source(parts)),
    ]
    in_tables = {place for found in tables for place in found.places}
    outline = read_outline(_prose(parts.body, in_tables))
    annexed = read_outline(_prose(_without_forms(parts.annexes), in_tables))
    from_tables = [task for found in tables for task in found.tasks]
    from_text = [] if is_telling(header) else [*_sentences(outline, reader), *_annexed(annexed, reader)]
    tasks = (*from_tables, *from_text)
    targets = _targets(outline, annexed, from_tables, tables, header)
    warnings = (
        *document.warnings,
        *(each for found in tables for each in found.warnings),
        *_warnings(header, tasks, targets),
    )
    return PlanReading(
        header=header,
        sections=(*read_sections(outline), *read_sections(annexed)),
        tasks=tasks,
        targets=targets,
        findings=check_plan(document=document, header=header, tasks=tasks, targets=targets),
        citations=_citations(document, header),
        warnings=warnings,
    )


def _sentences(outline: Outline, reader: _TermReader) -> list[FoundTask]:
    return read_task_prose(outline, read_term=reader.term, find_terms=reader.terms)


def _annexed(outline: Outline, reader: _TermReader) -> list[FoundTask]:
    """The tasks of annexes that are written as text and not as a table."""
    return [replace(task, source=ItemSource.ANNEX) for task in _sentences(outline, reader)]


def _without_forms(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of annexes without those that are only forms to be filled in."""
    kept: list[Block] = []
    in_form = False
    since_head = _FORM_NAME_WITHIN
    for block in blocks:
        if isinstance(block, Paragraph):
            text = one_line(block.whole)
            if NAMED_ANNEX.match(text):
                in_form, since_head = bool(FORM.search(NAMED_ANNEX.sub("", text))), 0
            elif since_head < _FORM_NAME_WITHIN:
                since_head += 1
                in_form = in_form or bool(FORM.match(text))
        if not in_form:
            kept.append(block)
    return kept


def is_telling(header: Header) -> bool:
    """Whether the document tells of what was done instead of planning it."""
    return fold(header.kind).startswith(_TELLING)


class _TermReader:
    """Reads terms with the plan's year and day."""

    def __init__(self, header: Header) -> None:
        self.year: int | None = header.year
        self.issued_on: date | None = header.issued_on
        self.is_school_year = "nam hoc" in fold(header.title)

    def term(self, text: str) -> Term:
        return read_term(text, year=self.year, issued_on=self.issued_on, is_school_year=self.is_school_year)

    def terms(self, text: str) -> list[tuple[Term, int, int]]:
        return find_terms(text, year=self.year, issued_on=self.issued_on, is_school_year=self.is_school_year)


@dataclass(frozen=True, slots=True)
class _Tables:
    tasks: tuple[FoundTask, ...]
    target_tables: tuple[Table, ...]
    warnings: tuple[ReadingWarning, ...]
    places: frozenset[Place]
    source: ItemSource


def _tables(blocks: Sequence[Block], reader: _TermReader, source: ItemSource) -> _Tables:
    found: list[TableReading] = [
        read_task_tables(blocks, read_term=reader.term, source=source),
        read_task_lines(blocks, read_term=reader.term, source=source),
    ]
    return _Tables(
        tasks=tuple(task for each in found for task in each.tasks),
        target_tables=tuple(table for each in found for table in each.target_tables),
        warnings=tuple(warning for each in found for warning in each.warnings),
        places=frozenset(place for each in found for place in each.places),
        source=source,
    )


def _body_source(parts: Parts) -> ItemSource:
    """Tables before the signature belong to the text; without a signature nothing tells them from an annex."""
    return ItemSource.TEXT if parts.closing else ItemSource.ANNEX


def _prose(blocks: Sequence[Block], in_tables: set[Place]) -> Iterable[Paragraph]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        lines = block.lines or ()
        if block.place in in_tables or any(line.place in in_tables for line in lines):
            continue
        yield block


def _targets(
    outline: Outline,
    annexed: Outline,
    tasks: Sequence[FoundTask],
    tables: Sequence[_Tables],
    header: Header,
) -> tuple[FoundTarget, ...]:
    """The targets of the text, of target tables and of what the tables' tasks are to reach."""
    found: list[FoundTarget] = []
    for item in outline:
        path = outline.path(item)
        if is_telling(header) and not any(_AHEAD.search(each.text) for each in outline.above(item)):
            continue
        section = ".".join(path)
        found.extend(find_targets(item.text, place=item.place, source=ItemSource.TEXT, section=section))
    for item in () if is_telling(header) else annexed:
        section = ".".join(annexed.path(item))
        found.extend(find_targets(item.text, place=item.place, source=ItemSource.ANNEX, section=section))
    for each in tables:
        found.extend(read_target_tables(each.target_tables, year=header.year, source=each.source))
    for task in tasks:
        found.extend(
            find_targets(one_line(task.content), place=task.place, source=task.source, section=task.number)
        )
    return tuple(found)


def _citations(document: ReadDocument, header: Header) -> tuple[Citation, ...]:
    """Each document that is named anywhere, in order; those of the basis are marked."""
    bases = {each.place for each in header.bases}
    found: list[Citation] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = one_line(block.whole)
            found.extend(find_citations(text, block.place, is_basis=block.place in bases))
            continue
        for row in block.rows:
            for cell in row:
                if cell.text and not cell.is_inherited:
                    found.extend(find_citations(one_line(cell.text), cell.place))
    return tuple(found)


def _warnings(
    header: Header, tasks: Sequence[FoundTask], targets: Sequence[FoundTarget]
) -> tuple[ReadingWarning, ...]:
    found: list[ReadingWarning] = []
    if is_telling(header):
        message = f"Đây là {header.kind.lower()}, không phải kế hoạch: không tìm nhiệm vụ trong lời văn."
        found.append(ReadingWarning("not-a-plan", message, header.place))
    elif header.year is None:
        message = (
            "Không biết kế hoạch của năm nào: tên văn bản và ngày ban hành không ghi năm. Các thời hạn không ghi năm "
            "chưa tính được; hãy cho biết năm."
        )
        found.append(ReadingWarning("year-unknown", message, header.place))
    if not tasks and not targets and not is_telling(header):
        message = "Không tìm thấy nhiệm vụ hay chỉ tiêu nào. Hãy xem lại có đúng văn bản kế hoạch không."
        found.append(ReadingWarning("nothing-found", message))
    return tuple(found)


def _nothing(warnings: tuple[ReadingWarning, ...]) -> PlanReading:
    return PlanReading(Header(), (), (), (), (), (), warnings)
