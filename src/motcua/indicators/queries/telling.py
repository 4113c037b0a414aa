"""The gate of what people say of single dossiers: the only place where ratings, and what they move, are counted.

What is SEALED is counted nowhere else (`measuring.cross` refuses it), and here only in the blocks of which
`feedback.rules.ratings.telling` says that they may be told: whole months of whole bodies, none of them small. Whoever
counts such a measure gets that and nothing finer, at whichever door they ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from motcua.feedback.rules.ratings.showing import hidden_rows, is_shown
from motcua.feedback.rules.ratings.telling import months_told
from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.queries.facts import ASKED, FACTS, Facts
from motcua.indicators.queries.windows import Asked, values_of
from motcua.kernel.periods import Period

Counted = dict[Tally, int]
# By month how many people, and the tallies; of a body and, where that is asked for, of a part of it. The body "" is
# dossiers that were worked on here for another one: never told apart.
_Months = dict[date, tuple[int, Counted]]
_Cells = Mapping[tuple[str, str], _Months]


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told: the tallies by body, of these whole months (None: none had ended); whether something that was
    counted is kept back."""

    tallies: tuple[Tally, ...]
    months: Period | None = None
    parts: Mapping[str, Counted] = field(default_factory=dict)
    is_kept_back: bool = False

    @property
    def whole(self) -> Counted:
        """The sum of what may be told of each body."""
        return {tally: sum(part[tally] for part in self.parts.values()) for tally in self.tallies}


def told(source: Source, tallies: Sequence[Tally], asked: Sequence[Asked]) -> list[Told]:
    """For each that is asked what may be told of the tallies, of bodies that are competent; at most one statement."""
    found = [Told(tuple(tallies)) for _ in asked]
    whole = [(place, months) for place, each in enumerate(asked) if (months := each.in_months)]
    counted = _counted(FACTS[source], tallies, [months for _, months in whole]) if whole else []
    for (place, months), bodies in zip(whole, counted, strict=True):
        found[place] = _told(tuple(tallies), months.window, bodies)
    return found


def told_within(by: Dimension, source: Source, tallies: Sequence[Tally], asked: Asked) -> dict[str, Counted]:
    """What may be told of the parts of bodies, by key: of each month of a body that is told by itself those parts that
    are not small and do not tell a small one; at most one statement. A measure is parted so in one way only."""
    if (months := asked.in_months) is None:
        return {}
    [cells] = _counted(FACTS[source], tallies, [months], by=by)
    people: defaultdict[tuple[str, date], dict[str, int]] = defaultdict(dict)
    for (body, part), of_part in cells.items():
        for month, (number, _) in of_part.items():
            people[body, month][part] = number
    found: defaultdict[str, Counted] = defaultdict(lambda: dict.fromkeys(tallies, 0))
    for (body, month), numbers in people.items():
        if not body or not is_shown(sum(numbers.values())):
            continue
        for part in numbers.keys() - hidden_rows(numbers):
            for tally, number in cells[body, part][month][1].items():
                found[part][tally] += number
    return dict(found)


def _told(tallies: tuple[Tally, ...], window: Period, bodies: _Cells) -> Told:
    parts, is_kept_back = {}, False
    for (body, _part), months in bodies.items():
        numbers = {month: people for month, (people, _) in months.items()}
        shown = months_told(numbers, window) if body else frozenset[date]()
        is_kept_back |= any(number and month not in shown for month, number in numbers.items())
        if shown:
            parts[body] = {tally: sum(months[month][1][tally] for month in shown) for tally in tallies}
    return Told(tallies, window, parts, is_kept_back)


def _counted(
    facts: Facts, tallies: Sequence[Tally], asked: Sequence[Asked], *, by: Dimension | None = None
) -> list[_Cells]:
    """Everything by body, part and month, one statement; nothing of it leaves this file as it is."""
    body = f"CASE WHEN a.place IS NULL OR (a.n, {facts.whose}) IN (SELECT n, id FROM below) THEN {facts.whose} END"
    counts = ", ".join(f"count(*) FILTER (WHERE {facts.tallies[tally]})" for tally in tallies)
    people = " OR ".join(f"({facts.tallies[tally]})" for tally in facts.people)
    part = f"coalesce({facts.key(by)}, '')" if by else "''"
    month = f"date_trunc('month', ({facts.said_at}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    statement = (
        f"{ASKED} SELECT a.n, coalesce(({body})::text, ''), {part}, {month}, count(*) FILTER (WHERE {people}), {counts}"
        f" FROM {facts.rows} WHERE {facts.in_place} AND ({facts.said_at}) >= a.since AND ({facts.said_at}) < a.until"
        " GROUP BY 1, 2, 3, 4"
    )
    found: list[defaultdict[tuple[str, str], _Months]] = [defaultdict(dict) for _ in asked]
    with connection.cursor() as cursor:
        cursor.execute(statement, values_of(asked))
        for n, key, of_part, said_in, number, *cells in cursor.fetchall():
            found[n][key, of_part][said_in] = number, dict(zip(tallies, cells, strict=True))
    return list(found)
