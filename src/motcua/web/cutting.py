"""The portfolio ready for pages: sums in words, positions against targets, the falling bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.reviews.enums import Burden
from motcua.reviews.models import ReductionTarget
from motcua.reviews.queries.portfolio import wanted_of
from motcua.reviews.rules.changes.applying import plain
from motcua.reviews.rules.changes.facts import NONE, cut_percent
from motcua.reviews.rules.changes.portfolio import Held, Position, Sums, falls, position, sums
from motcua.reviews.rules.changes.targets import Part, Sorted, standing
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.web.charts import Chart
from motcua.web.templatetags.motcua import day, money, number
from motcua.web.waterfall import DONE, PLANNED, WHOLE, Bar, waterfall

_MOST = 4
_UNITS = {
    Burden.PAPERS: gettext_lazy("%(count)s giấy tờ"),
    Burden.CONDITIONS: gettext_lazy("%(count)s điều kiện"),
}
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One burden of some procedures in words: before, now, as planned, and by how many per cent it falls."""

    name: str
    before: str
    now: str
    planned: str
    done_percent: Decimal | None
    planned_percent: Decimal | None


def line(name: str, whole: Sums, burden: Burden) -> Line:
    """One burden of the procedures added up."""
    before, now, planned = whole.before.of(burden), whole.now.of(burden), whole.planned.of(burden)
    return Line(
        name,
        in_words(burden, before),
        in_words(burden, now),
        in_words(burden, planned),
        cut_percent(before, now),
        cut_percent(before, planned),
    )


def in_words(burden: Burden, amount: Fraction) -> str:
    """How much of a burden, with its unit where it needs one."""
    if burden is Burden.COST:
        return money(whole_vnd(amount))
    return plain(amount)


def replaces_words(one: Held) -> str:
    """Whose place the procedure took, and from when; "" of one that took nobody's."""
    if not one.replaces:
        return ""
    said = "; ".join(f"{link.earlier} ({day(link.since)})" for link in one.replaces)
    return _("Thay thủ tục %(codes)s: so với chính các thủ tục đó.") % {"codes": said}


def shortly(burden: Burden, amount: Fraction) -> str:
    """The same with little room: millions of đồng."""
    if burden is Burden.COST and abs(amount) >= _MILLION:
        return _("%(count)s tr") % {"count": plain(Fraction(round(amount / _MILLION * 10), 10))}
    return in_words(burden, amount)


def picture(held: Sequence[Held], burden: Burden, *, goal_percent: Decimal | None) -> Chart:
    """The falling bars of one burden, by field."""
    whole = sums(held)
    before, now, planned = whole.before.of(burden), whole.now.of(burden), whole.planned.of(burden)
    found = falls(held, burden, most=_MOST)
    done = [_fall(one.name, one.start, one.amount, burden, DONE) for one in found if one.is_done]
    later = [_fall(one.name, one.start, one.amount, burden, PLANNED) for one in found if not one.is_done]
    bars = [
        Bar(_("Trước"), shortly(burden, before), NONE, before, WHOLE),
        *done,
        Bar(_("Hiện nay"), shortly(burden, now), NONE, now, WHOLE),
        *later,
        *([Bar(_("Theo kế hoạch"), shortly(burden, planned), NONE, planned, WHOLE)] if later else []),
    ]
    goal = None if goal_percent is None else before * (1 - Fraction(goal_percent) / 100)
    keys = [_("Tổng"), _("Đã cắt"), _("Đã duyệt, chưa thực thi")]
    return waterfall(bars, goal=goal, keys=[*keys, _("Mục tiêu")] if goal is not None else keys)


def _fall(name: str, start: Fraction, amount: Fraction, burden: Burden, kind: int) -> Bar:
    low, high = sorted((start, start - amount))
    sign = "−" if amount > 0 else "+"
    return Bar(
        name or _("Lĩnh vực khác"), f"{sign}{shortly(burden, abs(amount))}", max(NONE, low), high, kind
    )


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target with how far it is; `width` of the bar, as text."""

    target: ReductionTarget
    name: str
    position: Position
    width: str

    @property
    def lacking(self) -> str:
        """How much more must fall, in words."""
        return lacking_words(self.position)


@dataclass(frozen=True, slots=True)
class PartRow:
    """One field or level: its burden, and how far its procedures are by the target that stands for them (None: no
    target does)."""

    line: Line
    count: int
    target: ReductionTarget | None = None
    position: Position | None = None
    is_own: bool = False

    @property
    def lacking(self) -> str:
        """How much more must fall, in words."""
        return lacking_words(self.position) if self.position is not None else ""


def part_rows(
    parts: Mapping[Part, str],
    burden: Burden,
    *,
    held: Sequence[Held],
    targets: Sequence[ReductionTarget],
    held_on: Mapping[Any, Sequence[Held]],
) -> list[PartRow]:
    """Each part of the procedures with its target and how far it is, the heaviest first; `held_on` has the portfolio
    for the first day of each target."""
    rows, shown_ones = [], Sorted(held)
    since = {day: Sorted(some) for day, some in held_on.items()}
    for part, name in parts.items():
        whole = sums(shown_ones.of(part))
        found = standing(
            part,
            burden,
            aims=targets,
            wanted_of=wanted_of,
            held_of=lambda target: since[target.baseline_on],
        )
        shown = line(name, whole, burden)
        if found is None:
            rows.append((whole, PartRow(shown, whole.count)))
        else:
            rows.append((whole, PartRow(shown, whole.count, found.aim, found.position, found.is_own)))
    ordered = sorted(rows, key=lambda pair: (-pair[0].before.of(burden), pair[1].line.name))
    return [row for whole, row in ordered if whole.count]


def lacking_words(where: Position) -> str:
    """How much more must fall, in words; papers and conditions fall one by one."""
    burden, lacking = where.wanted.burden, where.lacking
    if burden in _UNITS:
        return _UNITS[burden] % {"count": number(ceil(lacking))}
    if burden is Burden.TIME:
        return _("%(days)s ngày làm việc") % {"days": plain(lacking)}
    return in_words(burden, lacking)


def aimed(targets: Iterable[ReductionTarget], held: Mapping[Any, Sequence[Held]]) -> list[Aimed]:
    """Each target with its position among the procedures compared with its own first day."""
    found = []
    for target in targets:
        where = position(held[target.baseline_on], wanted_of(target))
        share = float(where.planned_percent or 0) / float(target.percent)
        width = f"{max(0.0, min(1.0, share)) * 100:.0f}"
        found.append(Aimed(target, f"{target.called}: {Burden(target.burden).label.lower()}", where, width))
    return found
