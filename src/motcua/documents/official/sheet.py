"""From the content of a document to what stands where: numbers, marks, dates and closing signs written out.

Both writers, for Word and for PDF, read this, so that they say the same. Plain data that JSON can carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from motcua.documents.enums import SigningAuthority
from motcua.documents.official.content import (
    Annex,
    Bars,
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Run,
    Signing,
    Table,
    Text,
)
from motcua.documents.official.widths import balanced
from motcua.documents.rules.papers.wording import long_day

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CLOSING = "./."
TEXT_MM, LANDSCAPE_MM, AGENCY_MM, NATION_MM = 162, 249, 68, 94
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_BLANK = "\u00a0" * 8
_SMALL_BLANK = "\u00a0" * 5
_LONG_CELL = 700

Item = dict[str, Any]


def lay_out(document: OfficialDocument) -> dict[str, Any]:
    """What both writers read.

    Basis: NĐ 30/2020/NĐ-CP art. 8 and annex I.
    """
    body = list(_items(document.blocks))
    _close(body)
    is_letter = not document.kind
    return {
        "nation": NATION,
        "motto": MOTTO,
        "superior": balanced(document.superior.upper(), size=12, width_mm=AGENCY_MM - 4),
        "agency": balanced(document.agency.upper(), size=12, width_mm=AGENCY_MM - 2),
        "author": " ".join(document.agency.split()),
        "number": document.number,
        "symbol": document.symbol,
        "number_said": number_said(document.number, document.symbol),
        "place": document.place,
        "day": day_said(document.on, document.year),
        "has_day": document.on is not None,
        "kind": document.kind.upper(),
        "title": "" if is_letter else balanced(document.abstract, size=14, width_mm=TEXT_MM - 10),
        "letter_abstract": _about(document.abstract) if is_letter else "",
        "name": " ".join(f"{document.kind or 'Công văn'} {document.abstract}".split()),
        "addressees": _listed(document.addressees),
        "items": body,
        "signings": [_signing(each) for each in document.signings],
        "recipients": [f"- {line}" for line in _listed(document.recipients)],
        "annexes": [_annex(document, each, at) for at, each in enumerate(document.annexes, start=1)],
        "is_for_signing": False,
        "is_annex_only": document.is_annex_only,
        "is_draft": document.is_draft,
        "is_sample": document.is_sample,
    }


def day_said(day: date | None, year: int) -> str:
    """ "ngày 05 tháng 01 năm 2026"; room for a pen where the day is not known yet."""
    if day is None:
        return f"ngày{_SMALL_BLANK}tháng{_SMALL_BLANK}năm {year}"
    return long_day(day)


def number_said(number: str, symbol: str) -> str:
    """ "12/KH-SGDĐT"; room before the stroke where the number is not known yet."""
    return f"{number or _BLANK}/{symbol}"


def roman(value: int) -> str:
    """1 as "I", 4 as "IV"."""
    said = ""
    for amount, letters in _ROMAN:
        while value >= amount:
            said, value = said + letters, value - amount
    return said


def signing_lines(signing: Signing) -> list[str]:
    """The lines above a signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".

    Basis: NĐ 30/2020/NĐ-CP art. 13.
    """
    own = signing.title.upper()
    if signing.authority == SigningAuthority.OWN:
        return [own]
    return [f"{signing.authority.label} {signing.head_title.upper()}".strip(), own]


@dataclass(slots=True)
class _Counter:
    """The running numbers of headings; a heading starts those below it anew."""

    counts: list[int]

    def next(self, level: int) -> str:
        self.counts[level - 1] += 1
        for deeper in range(level, len(self.counts)):
            self.counts[deeper] = 0
        value = self.counts[level - 1]
        if level == 1:
            return f"{roman(value)}."
        if level == 2:
            return f"{value}."
        return f"{LETTERS[(value - 1) % len(LETTERS)]})"


def _items(blocks: Sequence[Block]) -> Iterator[Item]:
    counter = _Counter([0, 0, 0])
    for block in blocks:
        if isinstance(block, Heading):
            yield {
                "kind": "heading",
                "level": block.level,
                "mark": counter.next(block.level) if block.is_numbered else "",
                "is_bold": block.is_bold,
                "runs": _runs(block.text, is_bold=block.is_bold),
            }
        elif isinstance(block, Paragraph):
            yield {
                "kind": "paragraph",
                "is_centred": block.is_centred,
                "is_flush": block.is_flush or block.is_centred,
                "runs": _runs(block.text),
            }
        elif isinstance(block, Points):
            yield {
                "kind": "points",
                "depth": block.depth,
                "mark": "-" if block.depth == 1 else "+",
                "items": [_runs(each) for each in block.items],
            }
        elif isinstance(block, Bars):
            yield _bars(block)
        else:
            yield _table(block)


def _bars(bars: Bars) -> Item:
    return {
        "kind": "bars",
        "title": bars.title,
        "says": bars.says,
        "keys": list(bars.keys),
        "bars": [asdict(bar) for bar in bars.bars],
    }


def _table(table: Table) -> Item:
    whole = sum(column.share for column in table.columns)
    return {
        "kind": "table",
        "headings": [column.heading for column in table.columns],
        "shares": [round(column.share / whole, 5) for column in table.columns],
        "aligned": [column.align for column in table.columns],
        "rows": [_row(row, len(table.columns)) for row in table.rows],
    }


def _row(row: Row, columns: int) -> Item:
    cells = [cell.split("\n") for cell in row.cells]
    if not row.is_group:
        cells += [[""]] * (columns - len(cells))
    return {
        "cells": cells,
        "is_group": row.is_group,
        "is_bold": row.is_bold or row.is_group,
        "may_split": any(len(cell) > _LONG_CELL for cell in row.cells),
    }


def _annex(document: OfficialDocument, annex: Annex, at: int) -> Item:
    width = LANDSCAPE_MM if annex.is_landscape else TEXT_MM
    number = f" {roman(at)}" if len(document.annexes) > 1 else ""
    agency = document.agency_named or " ".join(document.agency.split())
    attached = (
        f"(Kèm theo {document.kind or 'Công văn'} số {number_said(document.number, document.symbol)} "
        f"{day_said(document.on, document.year)} của {agency})"
    )
    return {
        "label": f"{annex.label}{number}",
        "title": balanced(annex.title.upper(), size=14, width_mm=width - 12),
        "reference": balanced(attached, size=13, width_mm=width),
        "is_landscape": annex.is_landscape,
        "items": list(_items(annex.blocks)),
    }


def _about(abstract: str) -> str:
    return balanced(f"V/v {abstract}", size=11, width_mm=AGENCY_MM - 4)


def _signing(signing: Signing) -> Item:
    return {"lines": signing_lines(signing), "note": signing.note, "name": signing.name}


def _listed(lines: Sequence[str]) -> list[str]:
    """Each line with its sign: ";" after all but the last, "." after that."""
    return [f"{line}{'.' if at == len(lines) else ';'}" for at, line in enumerate(lines, start=1)]


def _close(items: list[Item]) -> None:
    """The text ends with "./.", behind its last words."""
    last = items[-1] if items else None
    if last is None:
        return
    if last["kind"] == "points":
        last["items"][-1] = _closed(last["items"][-1])
    elif last["kind"] in {"paragraph", "heading"}:
        last["runs"] = _closed(last["runs"])
    else:
        items.append({"kind": "paragraph", "is_centred": False, "is_flush": True, "runs": _runs(CLOSING)})


def _closed(runs: list[Item]) -> list[Item]:
    end = runs[-1]
    return [*runs[:-1], {**end, "text": end["text"].rstrip(" .;") + CLOSING}]


def _runs(text: Text, *, is_bold: bool = False) -> list[Item]:
    runs = (Run(text),) if isinstance(text, str) else text
    return [
        {"text": run.text, "is_bold": run.is_bold or is_bold, "is_italic": run.is_italic}
        for run in runs
        if run.text
    ] or [{"text": "", "is_bold": is_bold, "is_italic": False}]
