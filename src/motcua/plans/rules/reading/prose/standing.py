"""Where an item of a plan's text stands: in which kind of part, under which unit, under which month."""

from __future__ import annotations

import re

from motcua.plans.enums import TermKind
from motcua.plans.rules.reading.marks import MarkStyle
from motcua.plans.rules.reading.outline import Item, Outline
from motcua.plans.rules.reading.prose import words
from motcua.plans.rules.reading.prose.words import SectionKind, section_kind
from motcua.plans.rules.reading.row_tasks import ReadTerm
from motcua.plans.rules.reading.words import one_line
from motcua.plans.rules.terms.term import Term

HEADING_LENGTH = 230
_UNIT_WORDS = 24
_LONGEST_MONTH = 40
_MONTH = re.compile(r"(?:tháng|quý|tuần|học kỳ)\b", re.IGNORECASE)


class Standing:
    """The headings of a text that name units or months, and questions about what stands below them."""

    def __init__(self, outline: Outline, read_term: ReadTerm) -> None:
        self.outline = outline
        self.read_term = read_term
        self.units = self._unit_headings()
        self.months = self._month_headings()

    def kind(self, item: Item) -> SectionKind | None:
        """What the part is for in which an item stands; the nearest heading that tells."""
        for each in reversed([*self.outline.above(item), item]):
            if each.mark is None or not each.mark.is_numbered or len(each.text) > HEADING_LENGTH:
                continue
            if each is item and not self.outline.under(item.index):
                continue
            if kind := section_kind(each.text):
                return kind
        return None

    def _unit_headings(self) -> dict[int, str]:
        """Items that name only a unit, below which its duties stand."""
        found: dict[int, str] = {}
        for item in self.outline:
            unit = _unit_of_heading(item.text)
            if unit and self._lists_below(item) and self.kind(item) is not SectionKind.AIMS:
                found[item.index] = unit
        for item in [self.outline.items[index] for index in found]:
            for each in self.outline.above(item):
                found.pop(each.index, None)
        return found

    def _lists_below(self, item: Item) -> bool:
        if item.mark is not None:
            return bool(self.outline.under(item.index))
        after = next(iter(self.outline.items[item.index + 1 : item.index + 2]), None)
        if after is None or after.mark is None:
            return after is not None and item.is_bold and not after.is_bold and after.above == item.above
        return after.mark.style >= MarkStyle.LETTER

    def unit_above(self, item: Item) -> str:
        """The unit under whose heading an item stands; empty without one."""
        if item.mark is None and (bold := self._bold_unit_before(item)):
            return bold
        if item.mark is None and not self._opens_below_unit(item):
            return ""
        for each in reversed(self.outline.above(item)):
            if each.index in self.units:
                return self.units[each.index]
        if item.mark is None:
            return ""
        for before in reversed(self.outline.items[: item.index]):
            if before.mark is None or before.above != item.above:
                return self.units.get(before.index, "") if before.mark is None else ""
        return ""

    def _bold_unit_before(self, item: Item) -> str:
        """The unit whose name stands alone in bold letters right before a paragraph without a mark; else empty."""
        before = self.outline.items[item.index - 1] if item.index else item
        is_name = before.is_bold and not item.is_bold and before.mark is None and before.above == item.above
        return self.units.get(before.index, "") if is_name else ""

    def _opens_below_unit(self, item: Item) -> bool:
        """Whether a paragraph without a mark follows a unit's heading directly, and is not the plan's last words."""
        return item.above >= 0 and item.above in self.units and item.index == item.above + 1

    def is_below_duty(self, item: Item) -> bool:
        """Whether an item is only a point of a list whose opening is a duty already."""
        above = self.outline.items[item.above] if item.above >= 0 else None
        if above is None or above.index in self.units or above.mark is None:
            return False
        return above.mark.style >= MarkStyle.DASH

    def with_points(self, item: Item) -> str:
        """The item's words with the points of the list it opens, each on its line."""
        below = self.outline.under(item.index)
        return "\n".join([item.text, *(each.whole for each in below)])

    def is_heading(self, item: Item) -> bool:
        """Whether an item is short and others stand below it."""
        return bool(self.outline.under(item.index)) and len(item.text) < HEADING_LENGTH

    def heading_above(self, item: Item) -> str:
        """The nearest numbered heading above an item; empty without one."""
        for each in reversed(self.outline.above(item)):
            if each.mark is not None and each.mark.is_numbered:
                return one_line(each.text).rstrip(":")[:HEADING_LENGTH]
        return ""

    def _month_headings(self) -> dict[int, Term]:
        """Items that only name a month, a week or a quarter."""
        found: dict[int, Term] = {}
        for item in self.outline:
            term = self._month_named(item)
            if term is not None and self._lists_below(item):
                found[item.index] = term
        return found

    def month_and_work(self, item: Item) -> tuple[Term, str] | None:
        """The month an item begins with and the work named behind it: "Tháng 5: Tổng kết năm học."; None otherwise."""
        _, colon, work = item.text.partition(":")
        term = self._month_named(item) if colon and work.strip() and item.index not in self.months else None
        return (term, work.strip()) if term is not None else None

    def _month_named(self, item: Item) -> Term | None:
        named = item.text.partition(":")[0]
        if len(named) > _LONGEST_MONTH or not _MONTH.match(named):
            return None
        term = self.read_term(named.rstrip(" ."))
        return term if term.kind in (TermKind.WITHIN, TermKind.ON_DAY) else None

    def month_of(self, item: Item) -> Term | None:
        """The month under whose heading an item stands; None without one."""
        if item.index in self.months or item.mark is None or self.is_below_duty(item):
            return None
        for each in reversed(self.outline.above(item)):
            if each.index in self.months:
                return self.months[each.index]
        for before in reversed(self.outline.items[: item.index]):
            if before.index in self.months and before.above == item.above:
                return self.months[before.index]
            if before.mark is None or before.above != item.above:
                return None
        return None


def _unit_of_heading(text: str) -> str:
    """The unit that a heading names, alone or as the one that is to do what is listed below; else empty."""
    bare = words.GIVES.sub("", words.CONCERNS.sub("", text, count=1), count=1)
    acts = words.ACTOR.match(bare)
    if acts and (len(bare) > HEADING_LENGTH or not bare.rstrip().endswith(":")):
        return ""
    if acts:
        return acts["unit"].strip(" ,")
    alone = words.ACTOR_ALONE.match(bare)
    if alone is None or len(alone["unit"].split()) > _UNIT_WORDS:
        return ""
    return alone["unit"].strip(" .:")
