"""The head of a lost table: the names of its columns, one behind the other on one or several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from motcua.kernel.text import fold
from motcua.plans.rules.reading.column_words import Role, role_of
from motcua.plans.rules.reading.columns import Header, header_of_names
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.words import begins_capital, is_capitals

_MOST_LINES = 12
_ROW_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d+)*|[IVX]{1,4}|[A-D])[.)]?(?:\s|$)")
_FIRST_NAME = re.compile(
    r"(?:s?tt|so tt|so thu tu|thu tu|ten |noi dung|nhiem vu|cong viec|hoat dong|dau viec|thoi gian|thang|ngay|"
    r"tuan|muc tieu|"
    r"linh vuc|nhom|cac |hang muc|chuyen de|chu de|don vi|muc)(?!\w)"
)
_MOST_WORDS = 40
_LONGEST_NAME = 9
_COST_OF_A_NAME = 5
_LEAST_WEIGHT = 7


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a lost table in order and the index of the first line below its head."""

    header: Header
    start: int
    end: int


def find_head(lines: Sequence[FlowLine], start: int) -> Head | None:
    """The head that begins at line `start`; None when the lines there are not the names of columns."""
    if not _FIRST_NAME.match(fold(lines[start].text)):
        return None
    best: Head | None = None
    most = 0
    words = ""
    for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
        if end > start + 1 and _ROW_NUMBER.match(lines[end - 1].text):
            break
        words = f"{words} {lines[end - 1].text}".strip()
        if len(words.split()) > _MOST_WORDS or len(lines[end - 1].text) > 160:
            break
        names = split_names(words)
        header, score = header_of_names(names) if len(names) >= 3 else (None, 0)
        if header is not None and header.is_of_tasks and score > most and _is_whole(header, names):
            best, most = Head(header, start, end), score
    return best


def is_same_head(lines: Sequence[FlowLine], start: int, head: Head) -> bool:
    """Whether the head stands here once more, as on each page."""
    count = head.end - head.start
    here = fold(" ".join(line.text for line in lines[start : start + count]))
    return here == fold(" ".join(head.header.names))


def split_names(text: str) -> tuple[str, ...]:
    """The names of columns that a text consists of; empty when it is something else."""
    words = tuple(text.split())
    shout = is_capitals(text)

    @cache
    def best(at: int, used: frozenset[Role]) -> tuple[float, tuple[str, ...]] | None:
        if at == len(words):
            return 0.0, ()
        if not shout and not begins_capital(words[at]):
            return None
        found: tuple[float, tuple[str, ...]] | None = None
        for end in range(at + 1, min(at + _LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[at:end])
            role = role_of(fold(name))
            if role is None or role[1] < _LEAST_WEIGHT or role[0] in used:
                continue
            rest = best(end, used | {role[0]})
            if rest is None:
                continue
            score = role[1] - _COST_OF_A_NAME + rest[0]
            if found is None or score > found[0]:
                found = (score, (name, *rest[1]))
        return found

    whole = best(0, frozenset())
    return whole[1] if whole else ()


def _is_whole(header: Header, names: Sequence[str]) -> bool:
    """Whether each name has a role and the table says who or when besides what."""
    return len(header.roles) == len(names) and header.is_of_tasks
