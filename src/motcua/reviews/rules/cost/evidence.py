"""What is known of a procedure before its sheet is made: what it asks, what activities take, what dossiers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from motcua.deadlines.enums import Certainty
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.kept import ONE, Value
from motcua.reviews.rules.cost.preparing import Paper
from motcua.reviews.rules.cost.sheets import ZERO

# From how many dossiers on what they show is sure, and fairly sure.
SURE_DOSSIERS = 30
SOME_DOSSIERS = 5
WHOLE_YEAR = 365
_HALF_YEAR = 180
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Norm:
    """What a typical activity takes once."""

    code: str
    block: Block
    name: str
    hours: Decimal
    service_vnd: Decimal
    other_vnd: Decimal
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Income:
    """What an hour of a subject's own work is worth, in đồng, and where that is from."""

    hourly_vnd: Decimal
    source: str
    confidence: Confidence
    origin: CostOrigin = CostOrigin.STATISTICS

    def value(self) -> Value:
        """The same beside the other numbers of a line."""
        return Value(CostPart.INCOME, self.hourly_vnd, self.origin, self.source, self.confidence)


@dataclass(frozen=True, slots=True)
class Fee:
    """Money the catalogue asks for when lodging by a channel; no amount where it names none."""

    channel: str
    name: str
    amount_vnd: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a procedure version asks, as far as it costs something. `level` is that of the body that works on it."""

    papers: Sequence[Paper]
    channels: Sequence[str]
    fees: Sequence[Fee] = ()
    words: str = ""
    level: str = "province"
    questions: int | None = None
    is_same_day: bool = False


@dataclass(frozen=True, slots=True)
class Observed:
    """What the dossiers of a stretch of days show: how many, of how many subjects, how they came and went.

    `papers` has for each paper (by its name, folded) in how many dossiers it was really handed in. Of `settled`
    dossiers all that was owed is paid or let off, `paid_vnd` together.
    """

    dossiers: int = 0
    subjects: int = 0
    days: int = WHOLE_YEAR
    doors: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
    supplements: int = 0
    same_visit: int = 0
    papers: Mapping[str, int] = field(default_factory=dict)
    with_papers: int = 0
    settled: int = 0
    paid_vnd: int = 0
    paid_online: int = 0
    paid: int = 0

    @property
    def confidence(self) -> Confidence:
        """How sure what so many dossiers show is."""
        return sure_from(self.dossiers)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the dossiers, and from where it is known."""

    value: Decimal
    origin: CostOrigin
    source: str
    confidence: Confidence

    def times(self, by: Decimal = ONE) -> Value:
        """As how often an activity is done in one performance."""
        return Value(CostPart.TIMES, rounded(self.value * by), self.origin, self.source, self.confidence)


def yearly(observed: Observed) -> tuple[Decimal, Decimal, str, Confidence]:
    """Dossiers and subjects of a year, where that is known from, how surely; a shorter record is carried to a year."""
    if not observed.dossiers:
        return ZERO, ZERO, "Chưa có hồ sơ nào trong thời gian xem xét: ghi số ước tính.", Confidence.LOW
    said = f"{observed.dossiers} hồ sơ của {observed.subjects} đối tượng trong {observed.days} ngày"
    if observed.days >= WHOLE_YEAR:
        return Decimal(observed.dossiers), Decimal(observed.subjects), f"{said}.", observed.confidence
    dossiers = _whole(Decimal(observed.dossiers) * WHOLE_YEAR / observed.days)
    subjects = max(_whole(Decimal(observed.subjects) * WHOLE_YEAR / observed.days), ONE)
    less_sure = Confidence.LOW if observed.days < _HALF_YEAR else Confidence.MEDIUM
    sure = less_sure if observed.confidence is not Confidence.LOW else Confidence.LOW
    return dossiers, subjects, f"{said}, quy ra cả năm.", sure


def sure_of(certainty: Certainty) -> Confidence:
    """How sure is a number of which the origin has this certainty."""
    if certainty is Certainty.LAW:
        return Confidence.HIGH
    return Confidence.MEDIUM if certainty in (Certainty.SECONDARY, Certainty.COMPUTED) else Confidence.LOW


def sure_from(count: int) -> Confidence:
    """How sure is what so many dossiers show."""
    if count >= SURE_DOSSIERS:
        return Confidence.HIGH
    return Confidence.MEDIUM if count >= SOME_DOSSIERS else Confidence.LOW


def rounded(number: Decimal) -> Decimal:
    """Four places: shares of dossiers as they are written."""
    return number.quantize(_PLACES, ROUND_HALF_UP)


def _whole(number: Decimal) -> Decimal:
    return number.quantize(ONE, ROUND_HALF_UP)
