"""Procedures so alike that they might be one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from motcua.kernel.text import fold
from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.pairs import groups, overlapping
from motcua.reviews.rules.findings.paper_names import paper_key

_FEWEST_PAPERS = 2
_FEWEST_WORDS = 4
_WORDS_OF_AN_ACT = 2
_MOST_TOGETHER = 12
_NAME = "tên"
_BEGINNING = re.compile(r"^(?:\d+ )?(?:thu tuc )?(?:hanh chinh )?")
_Pair = tuple[str, str]
# Names that differ by one of these say the contrary of each other, however many words they share.
_CONTRARY = (
    ("khai sinh", "khai tu"),
    ("ket hon", "ly hon"),
    ("ho ngheo", "thoat ngheo"),
    ("ho can ngheo", "thoat can ngheo"),
    ("thanh lap", "giai the"),
    ("cong bo hoat dong", "cong bo dong"),
    ("cap", "thu hoi"),
    ("bo nhiem", "mien nhiem"),
    ("gia han", "ket thuc"),
    ("gia han", "cham dut"),
    ("xuat canh", "nhap canh"),
    ("xuat cang", "nhap cang"),
    ("roi cang", "den cang"),
    ("vao kho", "ra kho"),
    ("chuyen di", "chuyen den"),
    ("chuyen truong di", "chuyen truong den"),
    ("dinh chi", "hoat dong tro lai"),
    ("thanh lap moi", "duy tri"),
)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a procedure's name, folded, without "thủ tục" in front."""
    return tuple(_BEGINNING.sub("", fold(name)).split())


def are_contrary(one: str, other: str) -> bool:
    """Whether two names say the contrary: one has a thing, the other its opposite in the same place, as births and
    deaths."""
    first, second = (f" {' '.join(name_words(name))} " for name in (one, other))
    return any(
        (_has(first, this) and _has(second, that) and not _has(first, that) and not _has(second, this))
        or (_has(first, that) and _has(second, this) and not _has(first, this) and not _has(second, that))
        for this, that in _CONTRARY
    )


def _has(words: str, phrase: str) -> bool:
    return f" {phrase} " in words


def merge_candidates(
    procedures: Sequence[Examined], *, least_names: Decimal, least_papers: Decimal
) -> list[Finding]:
    """Groups of procedures of one issuer, one authority and common applicants that begin with the same act and whose
    names, or whose papers, overlap by at least so much; names that say the contrary are not alike. Groups of more than
    a dozen are too loose to mean anything.
    """
    by_id = {procedure.procedure_id: procedure for procedure in procedures}
    alike: dict[_Pair, tuple[str, Decimal]] = {}
    for some in _blocks(procedures):
        names = {one.procedure_id: frozenset(name_words(one.name)) for one in some}
        papers = {one.procedure_id: keys for one in some if len(keys := _paper_keys(one)) >= _FEWEST_PAPERS}
        names = {name: words for name, words in names.items() if len(words) >= _FEWEST_WORDS}
        for kind, sets, least in ((_NAME, names, least_names), ("giấy tờ", papers, least_papers)):
            for one, other, much in overlapping(sets, least=least):
                some_name, other_name = by_id[one].name, by_id[other].name
                if kind == _NAME and are_contrary(some_name, other_name):
                    continue
                if _share_applicants(by_id[one], by_id[other]):
                    alike.setdefault((one, other), (kind, much))
    return [
        _candidate([by_id[one] for one in group], alike)
        for group in groups(alike)
        if len(group) <= _MOST_TOGETHER
    ]


def _blocks(procedures: Sequence[Examined]) -> list[list[Examined]]:
    """Procedures that one body laid down and one authority carries out, and that do the same act; where no authority is
    known, of one field."""
    blocks: dict[tuple[str, ...], list[Examined]] = defaultdict(list)
    for procedure in procedures:
        act = name_words(procedure.name)[:_WORDS_OF_AN_ACT]
        blocks[fold(procedure.issuer), fold(procedure.authority) or f"|{fold(procedure.field)}", *act].append(
            procedure
        )
    return [block for block in blocks.values() if len(block) > 1]


def _paper_keys(procedure: Examined) -> frozenset[str]:
    return frozenset(key for paper in procedure.papers if (key := paper_key(paper.name)))


def _share_applicants(one: Examined, other: Examined) -> bool:
    """Whether somebody may use both; unknown applicants stand in nobody's way."""
    return not one.applicants or not other.applicants or bool(set(one.applicants) & set(other.applicants))


def _candidate(group: Sequence[Examined], alike: dict[_Pair, tuple[str, Decimal]]) -> Finding:
    members = sorted(group, key=lambda one: one.code)
    inside = {one.procedure_id for one in members}
    best: dict[str, tuple[Decimal, str]] = {}
    for pair, (kind, much) in alike.items():
        if pair[0] in inside:
            for name in pair:
                best[name] = max(best.get(name, (Decimal(0), "")), (much, kind))
    first = members[0]
    who = f" Cùng do {first.authority} giải quyết." if first.authority else ""
    return Finding(
        clue=Clue.MERGE,
        subject=first.code,
        title=first.name,
        says=f"{len(members)} thủ tục gần giống nhau.{who}",
        to_do="Xem có thể gộp thành một thủ tục nhiều trường hợp, hoặc dùng chung biểu mẫu và thành phần hồ sơ.",
        columns=("Giống nhất về", "Mức trùng", "Số giấy tờ"),
        rows=tuple(
            Row(one, (best[one.procedure_id][1], percent(best[one.procedure_id][0]), str(len(one.papers))))
            for one in members
        ),
        parts=frozenset(one.code for one in members),
        measure=Decimal(len(members)),
    )


def percent(share: Decimal) -> str:
    """A share from 0 to 1 as whole per cent."""
    return f"{share * 100:.0f} %"
