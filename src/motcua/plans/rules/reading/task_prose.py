"""Tasks in the sentences of a plan. General words of purpose are none: a task has somebody, a time or a place in the
part that gives work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from motcua.plans.enums import ItemSource, TermKind
from motcua.plans.rules.reading.found import FoundTask
from motcua.plans.rules.reading.marks import MarkStyle
from motcua.plans.rules.reading.outline import Item, Outline
from motcua.plans.rules.reading.prose import words
from motcua.plans.rules.reading.prose.blocks import Block, labelled_blocks
from motcua.plans.rules.reading.prose.clauses import Clause, actor, clauses, partners, receivers
from motcua.plans.rules.reading.prose.sentences import (
    DATED,
    begins_with_verb,
    ended,
    is_day_or_month,
    is_given,
    led,
    only_leads,
)
from motcua.plans.rules.reading.prose.standing import HEADING_LENGTH, Standing
from motcua.plans.rules.reading.prose.words import Label, SectionKind
from motcua.plans.rules.reading.row_tasks import ReadTerm
from motcua.plans.rules.reading.who import lead_and_partners, split_units
from motcua.plans.rules.reading.words import one_line
from motcua.plans.rules.terms.term import Term

FindTerms = Callable[[str], list[tuple[Term, int, int]]]

_IS_TARGET = re.compile(r"\d\s*%|phấn đấu", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"\s*\((?P<said>[^()]*(?:chủ trì|thực hiện|phụ trách|phối hợp|hoàn thành)[^()]*)\)\s*[.;]?\s*$",
    re.IGNORECASE,
)


def read_task_prose(outline: Outline, *, read_term: ReadTerm, find_terms: FindTerms) -> list[FoundTask]:
    """The tasks in a text, in order: labelled blocks, duties of units, hand-ins by a day, work listed under a month."""
    return _Prose(outline, read_term, find_terms).tasks()


class _Prose:
    def __init__(self, outline: Outline, read_term: ReadTerm, find_terms: FindTerms) -> None:
        self.outline = outline
        self.read_term = read_term
        self.find_terms = find_terms
        self.used: set[int] = set()
        self.found: list[tuple[int, FoundTask]] = []
        self.standing = Standing(outline, read_term)

    def tasks(self) -> list[FoundTask]:
        """All tasks in the order of the text."""
        for block in labelled_blocks(self.outline):
            self._of_block(block)
        for item in self.outline:
            if item.index not in self.used and item.index not in self.standing.units:
                self._of_item(item)
        return [task for _, task in sorted(self.found, key=lambda each: each[0])]

    # Labelled blocks

    def _of_block(self, block: Block) -> None:
        lead, term = block.get(Label.LEAD), block.get(Label.TERM)
        subject_unit = actor(block.subject.text)[0]
        if not lead and not (term and (block.get(Label.PRODUCT) or subject_unit)):
            return
        if not lead and self.standing.kind(block.subject) is SectionKind.AIMS:
            return
        self.used.update(item.index for item in block.items)
        self.used.add(block.subject.index)
        parts = clauses(lead) if lead else [Clause(subject_unit, "", "")]
        acting = [part for part in parts if part.unit]
        if not acting or not any(part.doing for part in acting):
            self._add(block.place_item, self._plain_block(block, acting))
            return
        for at, part in enumerate(acting):
            self._add(block.place_item, self._handed(block, part, is_first=at == 0))

    def _plain_block(self, block: Block, acting: Sequence[Clause]) -> FoundTask:
        if block.get(Label.LEAD):
            lead, others = lead_and_partners(block.get(Label.LEAD))
        else:
            lead, others = acting[0].unit if acting else "", partners(block.subject.text)
        return self._task(
            block.place_item,
            content=self._work(block.subject),
            lead=lead.rstrip("."),
            partners=(*others, *split_units(block.get(Label.PARTNERS).rstrip("."))),
            term=self.read_term(block.get(Label.TERM)),
            product=ended(block.get(Label.PRODUCT)),
            submitted_to=ended(block.get(Label.SUBMITTED_TO)),
            group=self.standing.heading_above(block.subject),
        )

    def _handed(self, block: Block, part: Clause, *, is_first: bool) -> FoundTask:
        """One unit's share of a block: the first one does the work, the others take it further."""
        lead, doing, others = led(part)
        content = f"{self._work(block.subject)}\n{part.text}" if is_first else part.text
        if is_first and only_leads(doing):
            content = self._work(block.subject)
        return self._task(
            block.place_item,
            content=content,
            lead=lead,
            partners=tuple(
                dict.fromkeys((*others, *(split_units(block.get(Label.PARTNERS)) if is_first else ())))
            ),
            term=self._term_of(part.text, block.get(Label.TERM)),
            product=ended(block.get(Label.PRODUCT)),
            submitted_to=receivers(doing) or ended(block.get(Label.SUBMITTED_TO)),
            group=one_line(block.subject.text)[:HEADING_LENGTH],
        )

    def _work(self, subject: Item) -> str:
        """What is to be done: the item's words, with the points of a list that it opens."""
        below = [each for each in self.outline.under(subject.index) if each.mark and each.mark.is_numbered]
        opens = subject.text.rstrip().endswith(":") or len(subject.text) < HEADING_LENGTH
        lines = [each.whole for each in below] if opens and below else []
        return "\n".join([subject.text, *lines])

    # Single items

    def _of_item(self, item: Item) -> None:
        kind = self.standing.kind(item)
        if kind is SectionKind.AIMS or words.GENERAL_DUTY.match(item.text):
            return
        if named := self.standing.month_and_work(item):
            work = replace(item, text=named[1])
            self._add(item, self._of_month(work, named[0]))
            return
        month = self.standing.month_of(item)
        if month is not None:
            self._add(item, self._of_month(item, month))
            return
        unit = self.standing.unit_above(item)
        if unit:
            self._duties(item, unit)
        elif kind is SectionKind.ASSIGNS:
            self._assigned(item)
        else:
            self._dated(item)

    def _duties(self, item: Item, unit: str) -> None:
        """The duties of the unit under whose heading the item stands."""
        if self.standing.is_below_duty(item):
            return
        text = self.standing.with_points(item)
        first = True
        for part in clauses(text) if "\n" not in text else [Clause("", text, text)]:
            lead = part.unit or (unit if first else "")
            self._add(item, self._of_clause(item, replace(part, unit=lead)))
            first = False

    def _assigned(self, item: Item) -> None:
        """Work in a part that assigns it, outside of a unit's heading."""
        if self.standing.is_below_duty(item) or self.standing.is_heading(item):
            return
        parts = clauses(item.text)
        if any(part.unit for part in parts):
            if item.mark is not None or self._is_firm(item, parts):
                for part in parts:
                    if part.unit and not self._says_little(part):
                        self._add(item, self._of_clause(item, part))
        elif item.mark is not None and item.mark.style >= MarkStyle.DASH and begins_with_verb(item.text):
            self._add(item, self._of_clause(item, Clause("", self.standing.with_points(item), item.text)))

    def _says_little(self, part: Clause) -> bool:
        """Whether a clause only asks to do the plan well, without a time."""
        if words.GENERAL_DUTY.match(part.doing):
            return True
        if words.POINTS_ELSEWHERE.match(part.doing) and not self._has_day(part.text):
            return True
        return bool(words.EXHORTATION.match(part.doing)) and not self.find_terms(part.text)

    def _dated(self, item: Item) -> None:
        """Work in any other part: it must have a day and somebody, or be given to somebody in so many words."""
        if self.standing.is_heading(item):
            return
        if in_brackets := self._in_brackets(item):
            self._add(item, in_brackets)
            return
        parts = clauses(item.text)
        acting = [part for part in parts if part.unit]
        if acting and self._is_firm(item, parts):
            for part in acting:
                if self._says_little(part):
                    continue
                if self.find_terms(part.text) or receivers(part.doing) or is_given(item.text, part):
                    self._add(item, self._of_clause(item, part))
        elif (
            not acting and item.mark is not None and begins_with_verb(item.text) and self._has_day(item.text)
        ):
            self._add(item, self._of_clause(item, Clause("", item.text, item.text)))

    def _is_firm(self, item: Item, parts: Iterable[Clause]) -> bool:
        """Whether a sentence gives work: a time for what somebody does, or it is given in so many words."""
        return any(part.unit and (self.find_terms(part.text) or is_given(item.text, part)) for part in parts)

    def _has_day(self, text: str) -> bool:
        if _IS_TARGET.search(text):
            return False
        return any(is_day_or_month(term) for term, _, _ in self.find_terms(text))

    def _in_brackets(self, item: Item) -> FoundTask | None:
        """Work whose brackets at the end say who does it: "(Phòng A chủ trì; hoàn thành trong tháng 3/2025)"."""
        found = _IN_BRACKETS.search(item.text)
        if found is None:
            return None
        labels = dict(filter(None, (words.label_of(piece.strip()) for piece in found["said"].split(";"))))
        if Label.LEAD in labels:
            return self._with_labels(item, item.text[: found.start()].strip(), labels)
        unit, doing = actor(found["said"])
        if not unit:
            return None
        lead, _, others = led(Clause(unit, found["said"], doing))
        return self._task(
            item,
            content=item.text[: found.start()].strip(),
            lead=lead,
            partners=others,
            term=self._term_of(found["said"], ""),
            group=self.standing.heading_above(item),
        )

    def _with_labels(self, item: Item, content: str, labels: Mapping[Label, str]) -> FoundTask:
        lead, others = lead_and_partners(labels[Label.LEAD])
        return self._task(
            item,
            content=content,
            lead=lead,
            partners=(*others, *split_units(labels.get(Label.PARTNERS, ""))),
            term=self.read_term(ended(labels.get(Label.TERM, ""))),
            product=ended(labels.get(Label.PRODUCT, "")),
            submitted_to=ended(labels.get(Label.SUBMITTED_TO, "")),
            group=self.standing.heading_above(item),
        )

    def _of_month(self, item: Item, term: Term) -> FoundTask:
        in_brackets = self._in_brackets(item)
        own = self._term_of(item.text, "")
        base = in_brackets or self._of_clause(item, Clause("", item.text, item.text))
        return replace(base, term=own if own.kind is not TermKind.MISSING else term)

    def _of_clause(self, item: Item, part: Clause) -> FoundTask:
        lead, doing, others = led(part)
        return self._task(
            item,
            content=part.text,
            lead=lead,
            partners=others,
            term=self._term_of(part.text, ""),
            submitted_to=receivers(doing),
            group=self.standing.heading_above(item),
        )

    # Putting together

    def _term_of(self, text: str, otherwise: str) -> Term:
        """The term in a sentence; further ones are kept with it."""
        found = [term for term, _, _ in self.find_terms(text)]
        if not found:
            return self.read_term(otherwise)
        firm = [term for term in found if term.kind in DATED] or found
        first = firm[0]
        rest = tuple(term for term in found if term is not first)
        return replace(first, also=(*first.also, *rest)) if rest else first

    def _task(
        self,
        item: Item,
        *,
        content: str,
        lead: str,
        partners: tuple[str, ...],
        term: Term,
        product: str = "",
        submitted_to: str = "",
        group: str = "",
    ) -> FoundTask:
        return FoundTask(
            number="",
            content=content.strip(),
            lead=lead,
            partners=partners,
            term=term,
            product=product,
            source=ItemSource.TEXT,
            place=item.place,
            group=group,
            submitted_to=submitted_to,
        )

    def _add(self, item: Item, task: FoundTask) -> None:
        self.used.add(item.index)
        self.found.append((item.index, task))
