"""Papers that are often missing and cause supplements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.merging import percent
from motcua.reviews.rules.findings.use.facts import Missing
from motcua.reviews.rules.findings.use.words import shortened


def often_missing(
    known: Mapping[str, Examined], papers: Iterable[Missing], *, least: Decimal, share: Decimal
) -> list[Finding]:
    """One finding for each procedure with papers missing, or asked for again, in at least so many dossiers and such a
    share of them."""
    by_procedure: dict[str, list[Missing]] = defaultdict(list)
    for paper in papers:
        if paper.procedure_id in known and paper.count >= least and paper.count >= share * paper.dossiers:
            by_procedure[paper.procedure_id].append(paper)
    return [_often_missing(known[one], some) for one, some in by_procedure.items()]


def _often_missing(one: Examined, papers: Sequence[Missing]) -> Finding:
    papers = sorted(papers, key=lambda paper: (-paper.count, paper.paper))
    worst = papers[0]
    much = percent(Decimal(worst.count) / worst.dossiers)
    return Finding(
        clue=Clue.PAPER_MISSING,
        subject=one.code,
        title=one.name,
        says=f"“{shortened(worst.paper)}” thiếu hoặc phải bổ sung ở {worst.count} trên {worst.dossiers} "
        f"hồ sơ ({much}).",
        to_do="Viết lại tên và cách ghi giấy tờ cho dễ hiểu, thêm mẫu điền sẵn, hoặc bỏ nếu không cần.",
        columns=("Giấy tờ", "Hồ sơ thiếu", "Trên số hồ sơ", "Tỷ lệ"),
        rows=tuple(
            Row(
                one,
                (
                    paper.paper,
                    str(paper.count),
                    str(paper.dossiers),
                    percent(Decimal(paper.count) / paper.dossiers),
                ),
            )
            for paper in papers
        ),
        parts=frozenset(paper.paper for paper in papers),
        measure=Decimal(sum(paper.count for paper in papers)),
    )
