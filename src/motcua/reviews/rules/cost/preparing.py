"""What an applicant does to have a paper ready, told from how the catalogue names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.text import fold
from motcua.reviews.rules.findings.databases import held_in
from motcua.reviews.rules.findings.paper_names import is_own_writing, paper_key

_LONG = re.compile(
    r"^(?:de an|bao cao|ke hoach|thuyet minh|ban thuyet minh|du an|chuong trinh|du thao|danh sach"
    r"|bang (?:tong hop|ke))\b"
)
_PHOTO = re.compile(r"^(?:\d+ )?(?:anh|tam anh|hinh)\b|\banh (?:chan dung|the|\d)")
_CERTIFIED = re.compile(r"\b(?:chung thuc|cong chung)\b")
_COPY = re.compile(r"\b(?:ban sao|ban chup|photo|photocopy|sao y)\b")
_FROM_OTHERS = re.compile(
    r"\b(?:giay xac nhan|xac nhan cua|phieu ly lich tu phap|giay kham suc khoe|giay chung nhan suc khoe|trich luc)\b"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the procedure asks for, in its case; how many originals and copies, and whether there is a form."""

    component_id: int | None
    name: str
    case: str = ""
    originals: int = 0
    copies: int = 0
    has_form: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An activity of the library, and how often a paper needs it."""

    norm: str
    count: int = 1


def tasks_of(paper: Paper) -> list[Task]:
    """The activities that make a paper ready: filled in, written, photographed, got from others, found, copied.

    Basis: the kinds of activities of the cost sheet (complete a form, obtain a paper, copy and certify); which of them
    a paper needs is this system's reading of its name.
    """
    return list(_tasks(paper)) or [Task("find_paper")]


def _tasks(paper: Paper) -> Iterator[Task]:
    folded = fold(paper.name)
    key = paper_key(paper.name)
    if _PHOTO.search(folded):
        yield Task("photo")
    elif paper.has_form:
        yield Task("fill_form")
    elif is_own_writing(key):
        yield Task("write_report" if _LONG.match(key) else "write_letter")
    else:
        yield from _from_hand(paper, folded)


def _from_hand(paper: Paper, folded: str) -> Iterator[Task]:
    """Papers that somebody else issued: the original got or found, copies made, certified where that is asked."""
    copies = paper.copies or (1 if _COPY.search(folded) and not paper.originals else 0)
    if paper.originals and not _COPY.search(folded):
        yield Task(
            "obtain_paper" if _FROM_OTHERS.search(folded) and not held_in(paper.name) else "find_paper"
        )
    if copies:
        yield Task("certify_copy" if _CERTIFIED.search(folded) else "copy_paper", copies)
