"""Findings about the papers procedures ask for: results of others, held in databases, asked by many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.databases import Held, held_in
from motcua.reviews.rules.findings.finding import Examined, Finding, Paper, Row
from motcua.reviews.rules.findings.paper_names import (
    content_words,
    documents_in,
    head_of,
    is_own_writing,
    paper_key,
    reuse_is_provided,
)

# Two documents of one sort are the same when one's words are all in the other's and are most of them.
_COVERED = Decimal("0.6")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A result of one procedure that another asks for as a paper."""

    giver: Examined
    result: str
    asker: Examined
    paper: Paper


def edges(procedures: Sequence[Examined]) -> list[Edge]:
    """Which results of which procedures others ask for as papers; a procedure does not count for itself.

    Lines that say that the office looks the data up are left out. The result most like the paper wins; the words of the
    documents are compared through an index, never each with each.
    """
    given = _given(procedures)
    found: list[Edge] = []
    for asker in procedures:
        for paper in asker.papers:
            if reuse_is_provided(paper.name):
                continue
            seen: set[str] = set()
            for document in documents_in(paper.name):
                for giver, result in _givers(document, given):
                    if giver.procedure_id not in seen | {asker.procedure_id}:
                        seen.add(giver.procedure_id)
                        found.append(Edge(giver, result, asker, paper))
    return found


_Given = Mapping[tuple[str, str], Sequence[tuple[Examined, str, frozenset[str]]]]


def _given(procedures: Sequence[Examined]) -> _Given:
    """The results by sort of document and each of their words."""
    given: dict[tuple[str, str], list[tuple[Examined, str, frozenset[str]]]] = defaultdict(list)
    for procedure in procedures:
        for result in procedure.results:
            for document in documents_in(result)[:1]:
                words = content_words(document)
                for word in words if len(words) >= _FEWEST_WORDS else ():
                    given[head_of(document), word].append((procedure, result, words))
    return given


def _givers(document: str, given: _Given) -> list[tuple[Examined, str]]:
    """The procedures whose result is most like the document."""
    words, head = content_words(document), head_of(document)
    if len(words) < _FEWEST_WORDS:
        return []
    rarest = sorted(words, key=lambda word: (len(given.get((head, word), ())), word))
    # All but a few words of one are in the other, so the candidates stand under one of the rarest words.
    enough = len(words) - int(len(words) * _COVERED) + 1
    candidates = {
        (giver.procedure_id, result): (giver, result, likeness(words, others))
        for word in rarest[:enough]
        for giver, result, others in given.get((head, word), ())
    }
    best = max((like for _giver, _result, like in candidates.values()), default=Decimal(0))
    return [
        (giver, result) for giver, result, like in candidates.values() if like == best and like >= _COVERED
    ]


def likeness(some: frozenset[str], others: frozenset[str]) -> Decimal:
    """How much of the longer the shorter is, from 0 to 1; 0 when the shorter says anything the longer does not."""
    small, large = sorted((some, others), key=len)
    return Decimal(len(small)) / len(large) if large and small <= large else Decimal(0)


def results_asked(found: Iterable[Edge], issued: Mapping[str, int]) -> list[Finding]:
    """One finding for each procedure whose result others ask for. `issued` says how many of its results the system
    itself has given out, by procedure: those need nobody to bring them.

    Basis: NĐ 309/2026/NĐ-CP art. 4(2a); NĐ 224/2026/NĐ-CP art. 15(1d).
    """
    by_giver: dict[str, list[Edge]] = defaultdict(list)
    for edge in found:
        by_giver[edge.giver.procedure_id].append(edge)
    return [_result_asked(some, issued.get(giver, 0)) for giver, some in by_giver.items()]


def _result_asked(some: Sequence[Edge], issued: int) -> Finding:
    giver = some[0].giver
    askers = {edge.asker.code for edge in some}
    in_system = f" Hệ thống đã cấp {issued} kết quả này trong 12 tháng." if issued else ""
    return Finding(
        clue=Clue.PAPER_IS_RESULT,
        subject=giver.code,
        title=f"{some[0].result}",
        says=f"{len(askers)} thủ tục đòi nộp kết quả của thủ tục {giver.called}.{in_system}",
        to_do="Bỏ giấy tờ này khỏi hồ sơ, thay bằng tra cứu kết quả đã cấp; chỉ yêu cầu nộp khi không tra được.",
        columns=("Giấy tờ phải nộp", "Trường hợp"),
        rows=tuple(Row(edge.asker, (edge.paper.name, edge.paper.case)) for edge in some),
        parts=frozenset(askers),
        measure=Decimal(len(askers)),
    )


def held_papers(procedures: Sequence[Examined]) -> list[Finding]:
    """One finding for each paper held in a database and asked for nevertheless.

    Basis: NĐ 309/2026/NĐ-CP art. 4(2a).
    """
    asked: dict[Held, list[Row]] = defaultdict(list)
    for procedure in procedures:
        for paper in procedure.papers:
            if not reuse_is_provided(paper.name):
                for held in held_in(paper.name):
                    asked[held].append(Row(procedure, (paper.name, paper.case)))
    return [_held(held, rows) for held, rows in asked.items()]


def _held(held: Held, rows: Sequence[Row]) -> Finding:
    codes = frozenset(row.procedure.code for row in rows)
    return Finding(
        clue=Clue.PAPER_IN_DATABASE,
        subject=held.paper,
        title=held.paper,
        says=f"{len(codes)} thủ tục đòi nộp, trong khi {held.database} có dữ liệu này.",
        to_do="Thay giấy tờ bằng khai thác dữ liệu; chỉ yêu cầu nộp khi không khai thác được hoặc dữ liệu sai. "
        "Dòng nào đã ghi rõ cơ quan tự khai thác thì không tính ở đây.",
        columns=("Giấy tờ phải nộp", "Trường hợp"),
        rows=tuple(rows),
        parts=codes,
        measure=Decimal(len(codes)),
    )


def papers_asked_often(procedures: Sequence[Examined], *, least: Decimal) -> list[Finding]:
    """One finding for each paper, not written by applicants themselves, that at least `least` procedures ask for."""
    asked: dict[str, list[Row]] = defaultdict(list)
    for procedure in procedures:
        for paper in procedure.papers:
            key = paper_key(paper.name)
            if key and not is_own_writing(key) and len(content_words(key)) >= _FEWEST_WORDS:
                asked[key].append(Row(procedure, (paper.name, paper.case)))
    often = []
    for key, rows in asked.items():
        codes = frozenset(row.procedure.code for row in rows)
        if len(codes) >= least:
            often.append(_asked_often(key, rows, codes))
    return often


def _asked_often(key: str, rows: Sequence[Row], codes: frozenset[str]) -> Finding:
    shortest = min((row.cells[0] for row in rows), key=lambda name: (len(name), name))
    return Finding(
        clue=Clue.SAME_PAPER,
        subject=key,
        title=shortest,
        says=f"{len(codes)} thủ tục cùng đòi giấy tờ này.",
        to_do="Cho dùng lại bản đã nộp giữa các thủ tục, thống nhất tên gọi và số lượng, hoặc bỏ nơi không cần.",
        columns=("Giấy tờ phải nộp", "Trường hợp"),
        rows=tuple(rows),
        parts=codes,
        measure=Decimal(len(codes)),
    )
