"""Measures counted: one, parted by a dimension, or many at once for many places and windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.queries import rollups
from motcua.indicators.queries.facts import ASKED, FACTS
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.telling import Told, told
from motcua.indicators.queries.windows import Asked, values_of
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import SEALED, SOURCE_OF, Figure, Measure, Measured, Part, figure_of
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused

Counted = dict[Tally, int]


@dataclass(frozen=True, slots=True)
class Tallied:
    """A measure counted, with the tallies of which its figure is made."""

    figure: Figure
    counted: Counted


def measure(
    code: str,
    *,
    agency_id: UUID | None,
    window: Period,
    as_of: datetime | None = None,
    by: Dimension | None = None,
    unheard: frozenset[UUID] = frozenset(),
) -> Measured:
    """The measure for an agency and all below it (None: everything) in the window, as the figures stood at `as_of`
    (None: at the window's end), without feedback that who asks does not hear. At most one statement, two when it is
    parted. Of ratings only what may be told (`queries.telling`).

    The definition in force on the window's last day counts.

    :raises Refused: "measure-not-found", "measure-not-in-force", "dimension-not-of-measure", "window-without-end",
        "closed-before-window".
    """
    asked = Asked(agency_id, window, as_of, unheard)
    known = get_measure(code, asked.last_day)
    require_dimension(known, by)
    if known.source is None:
        return Measured(known, None)
    if known.is_rated:
        return _rated(known, asked, by)
    parts = count(known.tallies, [asked], by=by)[0]
    if by is None:
        return Measured(known, figure_of(known, parts[""]))
    whole = {tally: sum(part[tally] for part in parts.values()) for tally in known.tallies}
    return Measured(known, figure_of(known, whole), _parts(known, parts, by, asked))


def figures(asked: Sequence[tuple[Measure, Asked]]) -> list[Figure | None]:
    """The figure of each, in order; None where no facts are kept, and of what ratings move where no month had ended.
    One statement for each source asked of, another for what ratings move."""
    found: list[Figure | None] = [None] * len(asked)
    for kind in dict.fromkeys((known.source, known.is_rated) for known, _ in asked if known.source):
        places = [place for place, (known, _) in enumerate(asked) if (known.source, known.is_rated) == kind]
        for place, figure in zip(places, _of_one_kind([asked[place] for place in places]), strict=True):
            found[place] = figure
    return found


def _of_one_kind(asked: Sequence[tuple[Measure, Asked]]) -> list[Figure | None]:
    """The same of measures of one source, all of which are moved by ratings, or none."""
    first, _ = asked[0]
    assert first.source is not None
    tallies = tuple(dict.fromkeys(tally for known, _ in asked for tally in known.tallies))
    once = {where: place for place, where in enumerate(dict.fromkeys(where for _, where in asked))}
    if first.is_rated:
        heard = told(first.source, tallies, list(once))
        return [_figure_told(known, heard[once[where]]) for known, where in asked]
    counted = count(tallies, list(once))
    return [figure_of(known, counted[once[where]][""]) for known, where in asked]


def tallied(known: Measure, asked: Sequence[Asked]) -> list[Tallied]:
    """The measure, of which facts are kept, for each that is asked; one statement. Of ratings what may be told: nothing
    where no month had ended."""
    assert known.source is not None
    if known.is_rated:
        return [
            Tallied(replace(figure_of(known, each.whole), is_kept_back=each.is_kept_back), each.whole)
            for each in told(known.source, known.tallies, asked)
        ]
    return [Tallied(figure_of(known, each[""]), each[""]) for each in count(known.tallies, asked)]


def _rated(known: Measure, asked: Asked, by: Dimension | None) -> Measured:
    assert known.source is not None
    [heard] = told(known.source, known.tallies, [asked])
    figure = _figure_told(known, heard)
    if by is None or figure is None:
        return Measured(known, figure, months=heard.months)
    return Measured(known, figure, _parts(known, dict(heard.parts), by, asked), heard.months)


def _figure_told(known: Measure, heard: Told) -> Figure | None:
    """None where no whole month had ended."""
    if heard.months is None:
        return None
    return replace(figure_of(known, heard.whole), is_kept_back=heard.is_kept_back)


def count(
    tallies: Sequence[Tally],
    asked: Sequence[Asked],
    *,
    by: Dimension | None = None,
    may_use_rollups: bool = False,
) -> list[dict[str, Counted]]:
    """For each that is asked the tallies (all of one source), by key of the dimension; one statement.

    Without a dimension the one key is ""; where nothing happened every tally is 0. For `may_use_rollups` see `cross`.
    """
    found = cross(tallies, asked, by=(by,) if by else (), may_use_rollups=may_use_rollups)
    nothing: dict[str, Counted] = {} if by else {"": dict.fromkeys(tallies, 0)}
    return [{"".join(keys): counted for keys, counted in parts.items()} or dict(nothing) for parts in found]


def cross(
    tallies: Sequence[Tally],
    asked: Sequence[Asked],
    *,
    by: Sequence[Dimension],
    may_use_rollups: bool = False,
) -> list[dict[tuple[str, ...], Counted]]:
    """For each that is asked the tallies (all of one source) in every cell of several dimensions at once, where
    anything was counted: field by agency is one statement, not one for each agency.

    With `may_use_rollups` balances of dossiers at the beginnings of days come from the rollups where these are kept
    through the last entry of the journal: the same numbers, in three statements over few rows.

    :raises ValueError: for what is SEALED, which is counted in `queries.telling` alone.
    """
    if not SEALED.isdisjoint(tallies):
        raise ValueError("what people say of single dossiers is counted in queries.telling alone")
    if may_use_rollups and rollups.can_tell(tallies, asked, by) and rollups.are_kept():
        kept = rollups.from_rollups(tallies, asked, by)
        return [_joined(*pair) for pair in zip(kept, _live(tallies, asked, by, rollups.APART), strict=True)]
    return _live(tallies, asked, by)


def _live(
    tallies: Sequence[Tally], asked: Sequence[Asked], by: Sequence[Dimension], only: str = "true"
) -> list[dict[tuple[str, ...], Counted]]:
    facts = FACTS[_one_source(tallies)]
    keys = "".join(f"coalesce({facts.key(dimension)}, ''), " for dimension in by)
    counts = ", ".join(
        f"coalesce(sum({facts.number}) FILTER (WHERE {facts.tallies[tally]}), 0)::bigint" for tally in tallies
    )
    places = ", ".join(str(place) for place in range(1, len(by) + 2))
    where = f"{facts.in_place} AND {only}"
    statement = f"{ASKED} SELECT a.n, {keys}{counts} FROM {facts.rows} WHERE {where} GROUP BY {places}"
    found: list[dict[tuple[str, ...], Counted]] = [{} for _ in asked]
    with connection.cursor() as cursor:
        cursor.execute(statement, values_of(asked))
        for n, *cells in cursor.fetchall():
            found[n][tuple(cells[: len(by)])] = dict(zip(tallies, cells[len(by) :], strict=True))
    return found


def _joined(
    one: dict[tuple[str, ...], Counted], other: dict[tuple[str, ...], Counted]
) -> dict[tuple[str, ...], Counted]:
    found = {key: dict(counted) for key, counted in one.items()}
    for key, counted in other.items():
        into = found.setdefault(key, dict.fromkeys(counted, 0))
        for tally, number in counted.items():
            into[tally] += number
    return found


def over(
    code: str,
    windows: Sequence[Period],
    *,
    agency_id: UUID | None,
    as_of: datetime | None = None,
    unheard: frozenset[UUID] = frozenset(),
) -> list[Figure | None]:
    """The measure in each window, one after another, as it stood at `as_of`; None in windows that had not begun and
    where no facts are kept. Each window is measured as it was defined then. One statement for each source.

    :raises Refused: "measure-not-found", "measure-not-in-force".
    """
    begun = [
        (place, get_measure(code, where.last_day), where)
        for place, where in enumerate(Asked(agency_id, window, as_of, unheard) for window in windows)
        if where.has_begun
    ]
    found: list[Figure | None] = [None] * len(windows)
    for (place, _, _), figure in zip(
        begun, figures([(known, where) for _, known, where in begun]), strict=True
    ):
        found[place] = figure
    return found


def require_dimension(known: Measure, by: Dimension | None) -> None:
    """Refuse to part a measure by what its facts do not tell.

    :raises Refused: "dimension-not-of-measure".
    """
    if by is None or by in known.dimensions or not known.has_data:
        return
    among = ", ".join(each.label.lower() for each in known.dimensions)
    raise Refused(
        "dimension-not-of-measure",
        f"Chỉ số “{known.name}” không tách được theo {by.label.lower()}; tách được theo: {among}.",
    )


def _parts(known: Measure, parts: dict[str, Counted], by: Dimension, asked: Asked) -> tuple[Part, ...]:
    """The parts in the order of their names; those that stand there always, with nothing counted, too."""
    nothing = dict.fromkeys(known.tallies, 0)
    named = labels_of(by, keys=parts, asked=asked)
    return tuple(Part(key, label, figure_of(known, parts.get(key, nothing))) for key, label in named)


def _one_source(tallies: Sequence[Tally]) -> Source:
    (source,) = {SOURCE_OF[tally] for tally in tallies}
    return source
