"""What the checks look at: the passages of a document, the documents it names, and what was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.documents.reading.blocks import Paragraph, Place, ReadDocument, Table
from motcua.kernel.text import fold
from motcua.plans.enums import Severity
from motcua.plans.rules.checks.citations import Mention, mentions, plain
from motcua.plans.rules.reading.found import Citation, Finding, FoundTarget, FoundTask, Header
from motcua.plans.rules.reading.marks import read_mark

_ANNEX = re.compile(r"(?:phụ lục|PHỤ LỤC|Phụ lục|Phụ Lục)(?:\s+(?:số\s*)?[IVXLC\d]+)?\s*[.:]?\s*\Z|PHỤ LỤC\b")
_LIST_ANNEX = re.compile(r"(?:DANH MỤC|BIỂU|PHỤ BIỂU)\b")
_END_OF_TEXT = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?")
_TOKEN = re.compile(r"\S+")
_LINK = re.compile(r"://|www\.|@|\.(?:vn|com|gov|edu|org|net)\b")
_SHORTENED = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell. `part` counts the parts of the document: 0 the plan itself, 1 and on its annexes.

    `said` is the text folded without the mark before it, common abbreviations written one way, for comparing.
    """

    index: int
    text: str
    said: str
    is_point: bool
    place: Place
    part: int
    is_cell: bool
    mentions: tuple[Mention, ...]

    @property
    def is_lost_table(self) -> bool:
        """Whether it may be a piece of a table whose lines were lost: prose of an annex."""
        return self.part > 0 and not self.is_cell


@dataclass(frozen=True, slots=True)
class Examined:
    """A document with all that the checks ask of it. `known` are citations of other documents, to compare with."""

    document: ReadDocument
    header: Header
    tasks: tuple[FoundTask, ...]
    targets: tuple[FoundTarget, ...]
    known: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    parts: tuple[tuple[Paragraph, ...], ...]

    @property
    def prose(self) -> list[Passage]:
        """The paragraphs of the plan itself."""
        return [each for each in self.passages if not each.is_cell and each.part == 0]

    @property
    def is_plan(self) -> bool:
        """Whether the document looks ahead: a plan or programme, not a report of what was done."""
        return not fold(self.header.kind or "").startswith(("bao cao", "bien ban", "thong bao"))

    @property
    def years(self) -> frozenset[int]:
        """The years the plan is for: its own, all years of a span, both of a school year."""
        spans = re.findall(r"\b(20\d{2})\s*[-–/]\s*(20\d{2})\b", self.header.title)
        years = {year for first, last in spans for year in range(int(first), int(last) + 1)}
        if self.header.year is not None:
            years.add(self.header.year)
        return frozenset(years)


def examine(
    *,
    document: ReadDocument,
    header: Header,
    tasks: Sequence[FoundTask],
    targets: Sequence[FoundTarget],
    known: Sequence[Citation] = (),
) -> Examined:
    """The document made ready for the checks; each passage is searched for citations once."""
    passages: list[Passage] = []
    parts: list[list[Paragraph]] = [[]]
    is_ended = False
    for block in document.blocks:
        if isinstance(block, Table):
            passages += _cells(block, len(passages), len(parts) - 1)
            continue
        text = plain(block.whole)
        if _begins_annex(text, is_ended=is_ended):
            parts.append([])
        is_ended = is_ended or bool(_END_OF_TEXT.match(text))
        if text:
            parts[-1].append(block)
            passages.append(_passage(len(passages), text, block.place, len(parts) - 1, is_cell=False))
    return Examined(
        document=document,
        header=header,
        tasks=tuple(tasks),
        targets=tuple(targets),
        known=tuple(known),
        passages=tuple(passages),
        parts=tuple(tuple(part) for part in parts),
    )


def finding(code: str, severity: Severity, message: str, place: Place | None, excerpt: str = "") -> Finding:
    """A finding with its excerpt cut to a length that fits a list."""
    short = plain(excerpt)
    if len(short) > _SHORTENED:
        short = short[: _SHORTENED - 1].rsplit(" ", 1)[0] + "…"
    return Finding(code=code, severity=severity, message=message, place=place, excerpt=short)


def without_links(text: str) -> str:
    """`text` with blanks where addresses of pages and mailboxes stand, of the same length."""
    return _TOKEN.sub(
        lambda word: " " * len(word.group()) if _LINK.search(word.group()) else word.group(), text
    )


def around(text: str, start: int, end: int, *, reach: int = 45) -> str:
    """The words about a stretch of `text`, whole words only, with dots where something was left out."""
    left = text.rfind(" ", 0, max(start - reach, 0)) + 1 if start > reach else 0
    right = text.find(" ", end + reach)
    right = len(text) if right < 0 else right
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def pointed(text: str, start: int, end: int) -> str:
    """The stretch itself and the words about it, so that two in one short paragraph stay apart."""
    return f"{text[start:end]}: {around(text, start, end)}"


def _begins_annex(text: str, *, is_ended: bool) -> bool:
    return bool(_ANNEX.match(text)) or (is_ended and bool(_LIST_ANNEX.match(text)))


def _cells(table: Table, first: int, part: int) -> list[Passage]:
    found: list[Passage] = []
    for row in table.rows:
        for cell in row:
            text = "" if cell.is_inherited else plain(cell.text)
            if text:
                found.append(_passage(first + len(found), text, cell.place, part, is_cell=True))
    return found


def _passage(index: int, text: str, place: Place, part: int, *, is_cell: bool) -> Passage:
    mark = read_mark(text)
    return Passage(
        index=index,
        text=text,
        said=fold(mark.rest if mark else text).replace("thu tuc hanh chinh", "tthc"),
        is_point=mark is not None and mark.is_numbered,
        place=place,
        part=part,
        is_cell=is_cell,
        mentions=tuple(mentions(text)),
    )
