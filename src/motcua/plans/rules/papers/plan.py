"""A plan with its list of tasks, and the list alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Table,
)
from motcua.documents.official.issuing import document_of
from motcua.documents.official.sheet import roman
from motcua.plans.rules.papers.facts import PlanPaper, PlanPart, TaskLine

_COLUMNS = (
    Column("TT", 0.5, "center"),
    Column("Nội dung công việc", 3.2),
    Column("Đơn vị chủ trì", 1.4),
    Column("Đơn vị phối hợp", 1.7),
    Column("Thời hạn", 1.2, "center"),
    Column("Sản phẩm", 1.6),
)
_ENDING = (
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc hoặc cần sửa đổi, bổ sung, các đơn vị báo cáo {agency} "
    "để xem xét, quyết định."
)


def plan_document(paper: PlanPaper) -> OfficialDocument:
    """The plan: how it came about, its parts, how it ends, and the tasks as an annex across the page."""
    blocks: list[Block] = [Paragraph(words) for words in paper.opening]
    for part in paper.parts:
        blocks += _part(part, 1)
    blocks.append(Paragraph(paper.ending or _ENDING.format(agency=paper.issuing.named)))
    return document_of(
        paper.issuing,
        kind="Kế hoạch",
        abstract=paper.title,
        blocks=tuple(blocks),
        annexes=(_annex(paper),) if paper.tasks else (),
    )


def annex_document(paper: PlanPaper) -> OfficialDocument:
    """The list of tasks alone, as it is attached to the plan."""
    return replace(plan_document(paper), blocks=(), annexes=(_annex(paper),), is_annex_only=True)


def _annex(paper: PlanPaper) -> Annex:
    return Annex(
        title=paper.tasks_title or f"Danh mục nhiệm vụ {paper.title}",
        blocks=(Table(_COLUMNS, tuple(_rows(paper.tasks))),),
        is_landscape=True,
    )


def _part(part: PlanPart, level: int) -> Iterator[Block]:
    yield Heading(part.title.upper() if level == 1 else part.title, min(level, 3))
    for words in part.paragraphs:
        yield Paragraph(words)
    if part.points:
        yield Points(part.points)
    for below in part.parts:
        yield from _part(below, level + 1)


def _rows(tasks: Sequence[TaskLine]) -> Iterator[Row]:
    group, count = "", 0
    for task in tasks:
        if task.group and task.group != group:
            count += 1
            yield Row((_group_mark(task, count), task.group), is_group=True)
        group = task.group
        yield Row(
            (task.number, task.content, task.lead, "\n".join(task.partners), task.term, task.product),
        )


def _group_mark(task: TaskLine, count: int) -> str:
    """The group's own number: "2" above tasks 2.1, 2.2; a Roman one above tasks that count through."""
    head, _, last = task.number.rpartition(".")
    return head if head and last.isdigit() else roman(count)
