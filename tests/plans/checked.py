"""Small documents put together for the checks, and what they say of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.documents.reading.blocks import Block, Cell, Paragraph, Place, ReadDocument, Table
from motcua.plans.enums import Commitment, Direction, ItemSource, TermKind
from motcua.plans.rules.checks.whole import check_plan
from motcua.plans.rules.reading.found import Citation, Finding, FoundTarget, FoundTask, Header
from motcua.plans.rules.terms.term import Term

HEADER = Header(
    issuer="SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    number="12",
    symbol="KH-SGDĐT",
    kind="Kế hoạch",
    title="Cải cách hành chính năm 2026",
    year=2026,
    issued_on=date(2026, 1, 5),
    signer="Nguyễn Thị An",
)


def document(*parts: str | Sequence[Sequence[str]]) -> ReadDocument:
    """A document of paragraphs (strings) and tables (rows of strings); lines count from 1."""
    blocks: list[Block] = []
    for number, part in enumerate(parts, start=1):
        if isinstance(part, str):
            blocks.append(Paragraph(part, Place(line=number, paragraph=number)))
            continue
        rows = tuple(
            tuple(
                Cell(text, Place(table=number, row=at, column=column)) for column, text in enumerate(row, 1)
            )
            for at, row in enumerate(part, 1)
        )
        blocks.append(Table(rows, Place(table=number)))
    return ReadDocument("thử.txt", "text", tuple(blocks))


def task(content: str = "Ban hành kế hoạch tuyên truyền cải cách hành chính", **changed: Any) -> FoundTask:
    facts: dict[str, Any] = {
        "number": "1",
        "content": content,
        "lead": "Văn phòng Sở",
        "partners": ("Thanh tra Sở",),
        "term": Term("Trước 15/3/2026", TermKind.BEFORE_DAY, due_on=date(2026, 3, 14)),
        "product": "Kế hoạch",
        "source": ItemSource.ANNEX,
        "place": Place(table=1, row=2),
    }
    return FoundTask(**{**facts, **changed})


def target(number: int, measures: str, **changed: Any) -> FoundTarget:
    facts: dict[str, Any] = {
        "number": Decimal(number),
        "unit": "%",
        "direction": Direction.AT_LEAST,
        "commitment": Commitment.MUST,
        "measures": measures,
        "text": f"{number}% {measures}",
        "source": ItemSource.TEXT,
        "place": Place(line=number),
    }
    return FoundTarget(**{**facts, **changed})


def findings(
    *parts: str | Sequence[Sequence[str]],
    header: Header = HEADER,
    tasks: Sequence[FoundTask] = (),
    targets: Sequence[FoundTarget] = (),
    known: Sequence[Citation] = (),
) -> tuple[Finding, ...]:
    """All findings about such a document."""
    return check_plan(document=document(*parts), header=header, tasks=tasks, targets=targets, known=known)


def codes(*parts: str | Sequence[Sequence[str]], **given: Any) -> list[str]:
    """The codes of all findings, in order."""
    return [each.code for each in findings(*parts, **given)]
