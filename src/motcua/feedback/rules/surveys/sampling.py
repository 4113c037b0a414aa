"""How many are asked where, and who: proportional with a minimum, drawn so that anybody can draw again.

Each member's ticket is the SHA-256 of "seed:stratum:key"; the smallest tickets of each stratum are taken, those that
follow stand in reserve. The same seed and the same list give the same draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import ceil

_Z = Fraction(196, 100)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the draw gave one member: the place among its stratum, and whether it is asked."""

    stratum: str
    key: str
    ticket: str
    place: int
    is_taken: bool


def needed(population: int, *, margin: Fraction, share: Fraction = Fraction(1, 2)) -> int:
    """How many answers give the share within ± `margin` at 95 percent, of so many people.

    Cochran's size with the correction for a finite population; the worst case without a share.
    """
    if population <= 0:
        return 0
    endless = _Z**2 * share * (1 - share) / margin**2
    return min(population, ceil(endless / (1 + (endless - 1) / population)))


def quotas(sizes: Mapping[str, int], *, wanted: int, least: int) -> dict[str, int]:
    """How many of each stratum: in proportion to its size, at least `least` (all of a smaller one), `wanted` in all.

    What is left by whole numbers goes to the largest remainders, then by key. With fewer wanted than the minima need
    each gets its minimum. Nobody is counted twice: no stratum gives more than it has.
    """
    floors = {key: min(least, size) for key, size in sizes.items()}
    whole = sum(sizes.values())
    if wanted >= whole:
        return dict(sizes)
    given: dict[str, int] = {}
    left = {key: size for key, size in sizes.items() if size}
    while left:
        rest, total = wanted - sum(given.values()), sum(left.values())
        short = [key for key, size in left.items() if Fraction(rest * size, total) < floors[key]]
        if not short:
            given |= _by_largest_remainder(left, rest)
            break
        given |= {key: floors[key] for key in short}
        left = {key: size for key, size in left.items() if key not in given}
    return {key: given.get(key, 0) for key in sizes}


def draw(members: Sequence[tuple[str, str]], *, seed: str, quota: Mapping[str, int]) -> tuple[Drawn, ...]:
    """The draw among (stratum, key) pairs, by stratum and place."""
    by_stratum: dict[str, list[tuple[str, str]]] = {}
    for stratum, key in members:
        by_stratum.setdefault(stratum, []).append((ticket_of(seed, stratum, key), key))
    return tuple(
        Drawn(stratum, key, ticket, place, place <= quota.get(stratum, 0))
        for stratum in sorted(by_stratum)
        for place, (ticket, key) in enumerate(sorted(by_stratum[stratum]), start=1)
    )


def ticket_of(seed: str, stratum: str, key: str) -> str:
    """The ticket of one member: 64 hexadecimal digits."""
    return sha256(f"{seed}:{stratum}:{key}".encode()).hexdigest()


def _by_largest_remainder(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    total = sum(sizes.values())
    shares = {key: Fraction(wanted * size, total) for key, size in sizes.items()}
    given = {key: int(share) for key, share in shares.items()}
    order = sorted(sizes, key=lambda key: (given[key] - shares[key], key))
    for key in order[: wanted - sum(given.values())]:
        given[key] += 1
    return given
