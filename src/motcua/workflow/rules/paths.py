"""Ways through a process: what can be reached, what leads to the end, which way takes longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from motcua.workflow.enums import Act
from motcua.workflow.rules.processes import ProcessContent

_Edges = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a process and the sum of what its steps weigh."""

    keys: tuple[str, ...] = ()
    total: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Graph:
    """The steps of a process and its moves: all of them, and those that lead on (`ahead`: no sending back)."""

    order: tuple[str, ...]
    moves: _Edges
    ahead: _Edges

    @classmethod
    def of(cls, content: ProcessContent) -> Graph:
        """The graph of a process; moves to unknown steps and to the step itself are left out."""
        known = {step.key for step in content.steps}
        moves = {
            step.key: {(move.act, move.to_key) for move in step.moves if move.to_key in known - {step.key}}
            for step in content.steps
        }
        return cls(
            tuple(step.key for step in content.steps),
            {key: frozenset(to for _, to in leading) for key, leading in moves.items()},
            {
                key: frozenset(to for act, to in leading if act is not Act.SEND_BACK)
                for key, leading in moves.items()
            },
        )

    def reached_from(self, start: str) -> frozenset[str]:
        """The step and every one that can be reached from it."""
        return _reached([start], self.moves)

    def leading_to(self, end: str) -> frozenset[str]:
        """The step and every one from which it can be reached."""
        backwards: dict[str, set[str]] = {key: set() for key in self.order}
        for key, leading in self.moves.items():
            for to in leading:
                backwards[to].add(key)
        return _reached([end], {key: frozenset(sources) for key, sources in backwards.items()})

    def longest(self, weights: Mapping[str, Fraction], *, within: frozenset[str] | None = None) -> Way:
        """The way ahead on which the steps weigh most, each counted once; `within` only these steps.

        Steps that lead to each other in a circle of moves ahead are all counted: no way takes longer than that.
        """
        steps = [key for key in self.order if within is None or key in within]
        inside = {key: self.ahead[key] & frozenset(steps) for key in steps}
        further = {key: _reached(inside[key], inside) for key in steps}
        circles = {
            key: frozenset({key, *(other for other in further[key] if key in further[other])})
            for key in steps
        }
        found: dict[frozenset[str], Way] = {}
        for key in sorted(steps, key=lambda key: len(further[key] | circles[key])):
            circle = circles[key]
            if circle not in found:
                found[circle] = self._extended(circle, inside, circles, found, weights)
        return max(found.values(), key=lambda way: way.total, default=Way())

    def _extended(
        self,
        circle: frozenset[str],
        inside: _Edges,
        circles: Mapping[str, frozenset[str]],
        found: Mapping[frozenset[str], Way],
        weights: Mapping[str, Fraction],
    ) -> Way:
        after = {circles[to] for key in circle for to in inside[key]} - {circle}
        rest = max((found[other] for other in after), key=lambda way: way.total, default=Way())
        here = tuple(key for key in self.order if key in circle)
        return Way(here + rest.keys, sum((weights.get(key, Fraction(0)) for key in here), rest.total))


def _reached(start: Iterable[str], edges: _Edges) -> frozenset[str]:
    waiting = list(start)
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting.extend(edges[key])
    return frozenset(seen)
