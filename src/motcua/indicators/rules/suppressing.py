"""Small numbers are not shown to the public, nor can they be told from what is shown.

A table of rows and columns is published with its sums. A number is hidden when it is small. A hidden number could still
be told when it is the only one missing in a sum, or the last way between two parts of the table: so others are hidden
with it, the smallest that will do, until every hidden number can take other values; and what is missing in a sum is
never small itself.

Seen as a graph: rows and columns (one of each for the sums) are nodes, numbers are edges. From the sums that are shown
a hidden number follows exactly when it is a bridge among the hidden ones.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from datetime import date

from motcua.kernel.periods import Period

# Fewer dossiers than this are not told to the public. Basis: Nghị định 13/2023/NĐ-CP, as an office's own measure.
_SMALLEST: tuple[tuple[Period, int], ...] = ((Period(date(2018, 6, 21)), 5),)

Key = str
Place = tuple[Key | None, Key | None]  # row and column; None: their sum
_Node = tuple[str, Key | None]
_Graph = Mapping[_Node, Mapping[_Node, Place]]
_DEAR = 10**9  # the sum of everything is hidden last


def smallest_shown(on: date) -> int:
    """The smallest number of dossiers that is shown to the public on the day."""
    return next(number for period, number in _SMALLEST if period.contains(on))


def with_sums(cells: Mapping[tuple[Key, Key], int]) -> dict[Place, int]:
    """The numbers with the sums of rows and columns and of everything."""
    found: defaultdict[Place, int] = defaultdict(int)
    for (row, column), number in cells.items():
        for place in ((row, column), (row, None), (None, column), (None, None)):
            found[place] += number
    return dict(found)


def hidden(tables: Collection[Mapping[tuple[Key, Key], int]], *, smallest: int) -> set[Place]:
    """Which places are hidden in all of the tables, which are of the same cases counted in different ways: where any
    of them is small, and what must be hidden so that it cannot be told. Zero is not small: that nothing happened
    tells nobody's matter."""
    summed = [with_sums(table) for table in tables]
    places = {place for table in summed for place, number in table.items() if number}
    chosen = {place for table in summed for place, number in table.items() if 0 < number < smallest}
    while True:
        more = _small_rests(chosen, places, summed, smallest) or _for_bridges(chosen, places, summed[0])
        if not more:
            return chosen
        chosen |= more


def _small_rests(
    chosen: Collection[Place],
    places: Collection[Place],
    summed: Collection[Mapping[Place, int]],
    smallest: int,
) -> set[Place]:
    """The smallest shown number of each line in which what is hidden is together still small."""
    more = set()
    for line, members in _lines(places).items():
        out = [place for place in members if place in chosen]
        if not out or not any(0 < sum(t.get(p, 0) for p in out) < smallest for t in summed):
            continue
        left = [place for place in members if place not in chosen]
        first = next(iter(summed))
        if left and _sum_of(line) not in chosen:
            more.add(min(left, key=lambda place: (first.get(place, 0), str(place))))
    return more


def _lines(places: Collection[Place]) -> dict[tuple[int, Key | None], list[Place]]:
    """What adds up to each sum: by side (0 rows, 1 columns) and key, None being the line of the sums."""
    lines: defaultdict[tuple[int, Key | None], list[Place]] = defaultdict(list)
    for row, column in places:
        if column is not None:
            lines[0, row].append((row, column))
        if row is not None:
            lines[1, column].append((row, column))
    return dict(lines)


def _sum_of(line: tuple[int, Key | None]) -> Place:
    side, key = line
    return (key, None) if side == 0 else (None, key)


def _for_bridges(chosen: set[Place], places: Collection[Place], numbers: Mapping[Place, int]) -> set[Place]:
    """What to hide so that the first hidden number that could be told no longer can; nothing when none can."""
    bridge = next(iter(sorted(_bridges(chosen), key=str)), None)
    if bridge is None:
        return set()
    return set(_way_round(bridge, chosen, places, numbers)) - chosen


def _ends(place: Place) -> tuple[_Node, _Node]:
    row, column = place
    return ("row", row), ("column", column)


def _graph(places: Collection[Place]) -> _Graph:
    found: defaultdict[_Node, dict[_Node, Place]] = defaultdict(dict)
    for place in places:
        one, other = _ends(place)
        found[one][other] = place
        found[other][one] = place
    return found


def _bridges(chosen: Collection[Place]) -> set[Place]:
    """The places without which their part of the graph falls into two; without recursion."""
    graph, found = _graph(chosen), set()
    order: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    for root in graph:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack: list[tuple[_Node, _Node | None, list[_Node]]] = [(root, None, list(graph[root]))]
        while stack:
            node, parent, left = stack[-1]
            if left:
                to = left.pop()
                if to == parent:
                    continue
                if to in order:
                    low[node] = min(low[node], order[to])
                else:
                    order[to] = low[to] = len(order)
                    stack.append((to, node, list(graph[to])))
                continue
            stack.pop()
            if parent is not None:
                low[parent] = min(low[parent], low[node])
                if low[node] > order[parent]:
                    found.add(graph[node][parent])
    return found


def _way_round(
    bridge: Place, chosen: Collection[Place], places: Collection[Place], numbers: Mapping[Place, int]
) -> list[Place]:
    """The cheapest other way between the ends of a bridge: what is hidden already costs nothing."""
    graph = _graph([place for place in places if place != bridge])
    start, goal = _ends(bridge)
    best: dict[Hashable, int] = {start: 0}
    came: dict[_Node, tuple[_Node, Place]] = {}
    heap: list[tuple[int, str, _Node]] = [(0, str(start), start)]
    while heap:
        cost, _, node = heapq.heappop(heap)
        if node == goal:
            break
        if cost > best[node]:
            continue
        for to, place in graph.get(node, {}).items():
            price = cost + (0 if place in chosen else _price(place, numbers))
            if price < best.get(to, price + 1):
                best[to], came[to] = price, (node, place)
                heapq.heappush(heap, (price, str(to), to))
    way, node = [], goal
    while node != start and node in came:
        node, place = came[node]
        way.append(place)
    return way if node == start else [place for place in places if place[0] is None or place[1] is None]


def _price(place: Place, numbers: Mapping[Place, int]) -> int:
    return _DEAR if place == (None, None) else numbers.get(place, 0) + 1
