"""Results in words, for pages, workbooks and papers alike; what is not shown says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.feedback.rules.surveys.comparing import Compared
from motcua.feedback.rules.surveys.estimating import Interval
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.results import INDEX, Line, LineKind, Part
from motcua.feedback.rules.surveys.suppressing import Shown

HIDDEN = "không nêu"
NOBODY = "chưa có trả lời"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line in words. `share_value` is None where nothing may be shown."""

    kind: LineKind
    code: str
    title: str
    answered: str
    share: str
    interval: str
    mean: str
    index: str
    plain: str
    share_value: Fraction | None


def said_line(part: Part, line: Line, shown: Shown) -> SaidLine:
    """The line of the part, in words."""
    if shown.hides(part.key, line.kind, line.code):
        return SaidLine(line.kind, line.code, line.title, HIDDEN, HIDDEN, "", "", "", "", None)
    if line.share is None:
        return SaidLine(line.kind, line.code, line.title, "0", NOBODY, "", "", "", "", None)
    return SaidLine(
        kind=line.kind,
        code=line.code,
        title=line.title,
        answered=number(line.answered),
        share=percent(line.share),
        interval=said_interval(line.share_interval),
        mean=decimal(line.mean, 2) if line.mean is not None else "",
        index=decimal(line.index, 1) if line.index is not None else "",
        plain=percent(line.plain_share),
        share_value=line.share,
    )


def said_lines(part: Part, shown: Shown) -> list[SaidLine]:
    """All scored lines of the part, in order: the whole, then each group before its items."""
    scored = [
        line
        for line in part.lines
        if line.kind is not LineKind.ITEM or line.share is not None or line.satisfied
    ]
    return [said_line(part, line, shown) for line in scored]


def respondents_of(part: Part, shown: Shown) -> str:
    """How many answered in the part."""
    return HIDDEN if part.key in shown.parts else number(part.respondents)


def said_groups(content: Content, part: Part, shown: Shown) -> list[SaidLine]:
    """The whole and the groups of the part, as columns of a table."""
    codes = [(LineKind.INDEX, INDEX), *((LineKind.GROUP, group.code) for group in content.groups)]
    known = {(line.kind, line.code): line for line in part.lines}
    return [said_line(part, known[key], shown) for key in codes if key in known]


def said_change(one: Compared) -> str:
    """The change against an earlier survey, in points of percent, and whether it is more than chance."""
    if one.difference is None or one.interval is None:
        return one.why_not
    sign = "+" if one.difference > 0 else ""
    said = f"{sign}{decimal(one.difference * 100, 1)} điểm phần trăm"
    return f"{said}, chắc chắn" if one.is_sure else f"{said}, trong khoảng sai số"


def percent(share: Fraction | None) -> str:
    """ "87,5 %", rounded half up to one decimal."""
    return "" if share is None else f"{decimal(share * 100, 1)} %"


def said_interval(interval: Interval | None) -> str:
    """ "81,0 – 91,9 %"."""
    if interval is None:
        return ""
    low, high = (decimal(Fraction(value) * 100, 1) for value in (interval.low, interval.high))
    return f"{low} – {high} %"


def decimal(value: Fraction, places: int) -> str:
    """The number with a comma, rounded half up."""
    step = Decimal(1).scaleb(-places)
    found = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, rounding=ROUND_HALF_UP)
    return f"{found:f}".replace(".", ",")


def number(value: int) -> str:
    """ "1.024"."""
    return f"{value:,}".replace(",", ".")


def weakest(lines: Sequence[Line], *, most: int = 5) -> list[Line]:
    """The items of the lowest shares, of those with at least five answers."""
    items = [
        line for line in lines if line.kind is LineKind.ITEM and line.share is not None and line.answered >= 5
    ]
    return sorted(items, key=lambda line: (line.share or Fraction(0), line.code))[:most]
