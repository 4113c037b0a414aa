"""What an index is: groups of components, each told by a measure, with what it takes to have all the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.deadlines.enums import Certainty
from motcua.indicators.enums import Dimension
from motcua.kernel.periods import Period

# Why what people say has no points here: it is for others to read; no month of the window has ended.
NOT_HEARD = "dành cho người được xem kết quả đánh giá, phản ánh"
WAITS = "tính khi hết tháng"


@dataclass(frozen=True, slots=True)
class Group:
    """Components that belong together, with the most points they can have between them."""

    key: str
    name: str
    most: Decimal
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Component:
    """One line of an index: its measure tells the rate; `full_at` percent or more has all the points.

    Without a measure it is only for information: `shown` says what, and it has no points; `counts` is a measure whose
    number stands there, by `parted`.
    """

    number: str
    group: str
    name: str
    measure: str = ""
    full_at: Decimal = Decimal(100)
    rule: str = ""
    shown: str = ""
    counts: str = ""
    parted: Dimension | None = None

    @property
    def is_scored(self) -> bool:
        """Whether it has points."""
        return bool(self.measure)


@dataclass(frozen=True, slots=True)
class Band:
    """How a score is called from so many points on."""

    name: str
    since: Decimal


@dataclass(frozen=True, slots=True)
class Index:
    """An index as it is defined in a period; `bands` from the highest down."""

    code: str
    name: str
    basis: str
    most: Decimal
    groups: tuple[Group, ...]
    components: tuple[Component, ...]
    bands: tuple[Band, ...]
    in_force: Period

    def components_of(self, group: Group) -> list[Component]:
        """The components of a group, in order."""
        return [each for each in self.components if each.group == group.key]

    def component(self, number: str) -> Component | None:
        """The scored component of that number."""
        return next((each for each in self.components if each.number == number and each.is_scored), None)


def band_of(bands: Sequence[Band], *, points: Fraction, out_of: Fraction, most: Decimal) -> Band | None:
    """The band of a score, taken to the whole number of points where some components could not be counted; None
    when none could."""
    if not out_of:
        return None
    reached = points * Fraction(most) / out_of
    return next((band for band in bands if reached >= Fraction(band.since)), None)
