"""The rows of a lost table that has no column of numbers: each begins with what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from motcua.plans.rules.reading.lost_tables.anchors import Record
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.lost_tables.vocabulary import begins_with_unit, inner_units
from motcua.plans.rules.reading.prose.sentences import begins_with_verb

_TIME = re.compile(
    r"(?:Thường\s+xuyên|Hàng|Hằng|Định\s+kỳ|Khi|Theo\s+(?!dõi)|Trước|Sau|Trong|Cả\s+năm|Tháng|Quý)(?!\w)"
)
_FEWEST = 2


def split_unnumbered(lines: Sequence[FlowLine], *, usual_gap: int) -> list[Record]:
    """The rows of a table without numbers; nothing when they cannot be told apart.

    A row begins with a line that says what to do, stands apart from the line before (where that can be seen), and has
    a unit below it before the next such line.
    """
    is_apart_known = usual_gap > 0 and any(_is_apart(line, usual_gap) for line in lines)
    may_begin = [
        at
        for at, line in enumerate(lines)
        if _says_what_to_do(line.text)
        and (at == 0 or line.is_new_page or not is_apart_known or _is_apart(line, usual_gap))
    ]
    starts = [
        start for start, end in pairwise([*may_begin, len(lines)]) if any(map(_names_unit, lines[start:end]))
    ]
    if len(starts) < _FEWEST or starts[0] != 0:
        return []
    return [
        Record("", tuple(lines[start:end]), lines[start]) for start, end in pairwise([*starts, len(lines)])
    ]


def _says_what_to_do(text: str) -> bool:
    return begins_with_verb(text) and text[0].isupper() and not _TIME.match(text)


def _names_unit(line: FlowLine) -> bool:
    return begins_with_unit(line.text) or inner_units(line.text) > 0


def _is_apart(line: FlowLine, usual_gap: int) -> bool:
    return line.gap > usual_gap
