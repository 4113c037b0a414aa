"""What a measure is, and what comes out when it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

from motcua.indicators.enums import Better, Dimension, Source, Tally
from motcua.kernel.periods import Period

PERCENT = "%"
NOTHING_AROSE = "không phát sinh"
NO_DATA_YET = "chưa có dữ liệu"
KEPT_BACK = "không nêu riêng"
_PLACES = Decimal("0.01")
# Nghị định 61/2018/NĐ-CP in force.
SINCE_ONE_STOP_DECREE = Period(date(2018, 6, 21))

T = Tally
RECEIVED_NEW = (T.RECEIVED_ONLINE, T.RECEIVED_DIRECT, T.RECEIVED_POST)
RECEIVED = (T.CARRIED, *RECEIVED_NEW)
RESOLVED = (T.RESOLVED_EARLY, T.RESOLVED_ON_TIME, T.RESOLVED_LATE)
PENDING = (T.PENDING_IN_TIME, T.PENDING_LATE)
FEEDBACK_NEW = (T.FEEDBACK_RULE, T.FEEDBACK_CONDUCT)
FEEDBACK_RECEIVED = (T.FEEDBACK_CARRIED, *FEEDBACK_NEW)
FEEDBACK_DONE = (T.FEEDBACK_DONE_IN_TIME, T.FEEDBACK_DONE_LATE)
FEEDBACK_PENDING = (T.FEEDBACK_PENDING_IN_TIME, T.FEEDBACK_PENDING_LATE)
# What had to be handled by the end of the window: what was handled, and what is late.
FEEDBACK_DUE = (*FEEDBACK_DONE, T.FEEDBACK_PENDING_LATE)
# Whoever sees the rows behind these would learn who said what of their dossier: only the numbers are shown.
SEALED = frozenset(
    {
        T.RATED,
        T.RATED_CONTENT,
        T.WITHOUT_FAULT,
        T.ATTITUDE_EARLY,
        T.ATTITUDE_ON_TIME,
        T.ATTITUDE_BAD,
    }
)

_TALLIES: Mapping[Source, tuple[Tally, ...]] = {
    Source.DOSSIERS: (
        *RECEIVED,
        *RESOLVED,
        *PENDING,
        T.LATE_APOLOGISED,
        T.RECEIVED_FULL_ONLINE,
        T.RECEIVED_REUSING,
        T.WITH_RESULT,
        T.WITH_E_RESULT,
        T.DIGITISED,
        T.HANDLED_IN_TIME,
        T.RECEIVED_ONLINE_ANSWERED,
        T.WITHOUT_FAULT,
        T.FEE_ASKED,
        T.FEE_PAID_ONLINE,
        T.UNITS_ALL_EARLY,
        T.UNITS_ON_TIME,
        T.UNITS_LATE,
        T.NO_RETURN,
        T.ONE_RETURN,
        T.MORE_RETURNS,
        T.NOWHERE_VISITED,
        T.DESK_VISITED,
        T.ATTITUDE_EARLY,
        T.ATTITUDE_ON_TIME,
        T.ATTITUDE_BAD,
    ),
    Source.RATINGS: (T.RATED, T.RATED_CONTENT),
    Source.COLLECTIONS: (T.PAID, T.PAID_ONLINE),
    Source.DUTIES: (T.DUTIES_DUE, T.DUTIES_DONE_IN_TIME, T.DUTIES_CLEAR),
    Source.CHILD_PLANS: (T.PLANS_ASKED, T.PLANS_SENT),
    Source.INSPECTED_UNITS: (T.UNITS_SUBJECT, T.UNITS_INSPECTED),
    Source.PROCEDURES: (
        T.PROCEDURES,
        T.PROCEDURES_INTERNAL,
        T.PROCEDURES_FULL,
        T.PROCEDURES_PARTIAL,
        T.PROCEDURES_COMPLETE,
        T.PROCEDURES_BOUNDARY_FREE,
        T.PROCEDURES_BUSINESS,
        T.PROCEDURES_BUSINESS_ONLINE,
        T.PROCEDURES_USED,
        T.PROCEDURES_USED_ONLINE,
        T.PROCEDURES_USED_DIGITISED,
        T.PROCEDURES_IDLE,
        T.PROCEDURES_WITH_FEE,
        T.PROCEDURES_FEE_ASKED,
        T.PROCEDURES_WITH_PROCESS,
        T.PROCEDURES_REVIEWED,
        T.PROCEDURES_INTERNAL_REVIEWED,
    ),
    Source.PUBLICATIONS: (
        T.PROMULGATED,
        T.PROMULGATED_CLOCKED,
        T.PROMULGATED_IN_TIME,
        T.TO_PUBLISH,
        T.PUBLISHED_IN_TIME,
        T.MADE_KNOWN_BOTH,
        T.MADE_KNOWN_ONE,
        T.MADE_KNOWN_NOT,
    ),
    Source.COMMITMENT_UNITS: (T.UNITS_TO_SIGN, T.UNITS_SIGNED),
    Source.INITIATIVES: (T.INITIATIVES_REGISTERED, T.INITIATIVES_REFORM, T.INITIATIVES_RECOGNISED),
    Source.ACTIVITIES: (T.TRAININGS_HELD, T.COMMUNICATIONS_HELD, T.CONTESTS_HELD, T.DIALOGUES_HELD),
    Source.FEEDBACK: (
        *FEEDBACK_RECEIVED,
        *FEEDBACK_DONE,
        *FEEDBACK_PENDING,
        T.FEEDBACK_WELL,
        T.FEEDBACK_ANSWERED_RULE,
        T.FEEDBACK_PUBLISHED,
        T.FEEDBACK_JUDGED,
        T.FEEDBACK_CONTENT,
    ),
    Source.SURVEYS: (
        T.SURVEYED_SERVICE,
        T.SURVEYED_SERVICE_CONTENT,
        T.SURVEYED_EDUCATION,
        T.SURVEYED_EDUCATION_CONTENT,
    ),
    Source.PROPOSALS: (
        T.PROPOSALS_OWED,
        T.PROPOSALS_DONE,
        T.PROPOSALS_INTERNAL_OWED,
        T.PROPOSALS_INTERNAL_DONE,
    ),
    Source.CONDITIONS: (T.CONDITIONS, T.CONDITIONS_LISTED, T.CONDITIONS_CUT),
    Source.RULES: (T.RULES, T.RULES_CUT, T.RULES_COSTED, T.RULES_COST, T.RULES_COST_CUT),
    Source.BURDENS: (
        T.PAPERS_ASKED,
        T.PAPERS_CUT,
        T.MINUTES_ALLOWED,
        T.MINUTES_CUT,
        T.INTERNAL_COMPARED,
        T.INTERNAL_SIMPLIFIED,
    ),
    Source.COSTS: (
        T.COST_BEFORE,
        T.COST_CUT,
        T.COST_COMPARED,
        T.COST_KNOWN,
        T.BUSINESS_COST_BEFORE,
        T.BUSINESS_COST_CUT,
        T.BUSINESS_COST_COMPARED,
        T.BUSINESS_COST_KNOWN,
    ),
}
SOURCE_OF: Mapping[Tally, Source] = MappingProxyType(
    {tally: source for source, tallies in _TALLIES.items() for tally in tallies}
)
# One row stands for several: what is counted is more than the rows.
_WEIGHED = frozenset({Source.SURVEYS, Source.RULES, Source.BURDENS, Source.COSTS})
_VOICES = frozenset({Source.RATINGS, Source.FEEDBACK, Source.SURVEYS})
# By what each source can be parted.
_OF_DOSSIERS = (
    Dimension.AGENCY,
    Dimension.FIELD,
    Dimension.PROCEDURE,
    Dimension.LEVEL,
    Dimension.CHANNEL,
    Dimension.OFFICER,
)
DIMENSIONS: Mapping[Source, tuple[Dimension, ...]] = MappingProxyType(
    {
        Source.DOSSIERS: _OF_DOSSIERS,
        # Cut more than one way, small numbers could be told from the sums.
        Source.RATINGS: (Dimension.AGENCY,),
        Source.COLLECTIONS: (Dimension.AGENCY,),
        Source.DUTIES: (Dimension.AGENCY,),
        Source.CHILD_PLANS: (Dimension.AGENCY,),
        Source.INSPECTED_UNITS: (Dimension.AGENCY,),
        Source.PROCEDURES: (Dimension.FIELD, Dimension.PROCEDURE, Dimension.AUTHORITY),
        Source.PUBLICATIONS: (Dimension.AGENCY,),
        Source.COMMITMENT_UNITS: (Dimension.AGENCY,),
        Source.INITIATIVES: (Dimension.AGENCY,),
        Source.ACTIVITIES: (Dimension.AGENCY,),
        Source.FEEDBACK: (Dimension.AGENCY, Dimension.FIELD, Dimension.PROCEDURE, Dimension.CONTENT),
        Source.SURVEYS: (Dimension.AGENCY,),
        Source.PROPOSALS: (Dimension.AGENCY, Dimension.FIELD, Dimension.PROCEDURE),
        Source.CONDITIONS: (Dimension.AGENCY,),
        Source.RULES: (Dimension.RULE,),
        Source.BURDENS: (Dimension.FIELD, Dimension.PROCEDURE),
        Source.COSTS: (Dimension.FIELD, Dimension.PROCEDURE),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is defined in a period: what stands above the line and what below it.

    Without a denominator it is a number of rows, else a share in percent. Without a numerator the facts it needs are
    not kept yet; `missing` says what is wanting, and it has no value. Where something must be kept of each row before
    it is counted, `coverage` has the tally of the rows that are counted and of all of them: the figure is told with it.
    """

    code: str
    name: str
    basis: str
    numerator: tuple[Tally, ...] = ()
    denominator: tuple[Tally, ...] = ()
    better: Better = Better.HIGHER
    synonyms: tuple[str, ...] = ()
    excludes: str = ""
    note: str = ""
    missing: str = ""
    in_force: Period = SINCE_ONE_STOP_DECREE
    coverage: tuple[Tally, Tally] | None = None

    def __post_init__(self) -> None:
        if bool(self.numerator) == bool(self.missing):
            raise ValueError(f"{self.code}: either counted or said what is missing")
        if len({SOURCE_OF[tally] for tally in self.tallies}) > 1:
            raise ValueError(f"{self.code}: counted of one source")

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Everything that has to be counted, each once."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator, *(self.coverage or ()))))

    @property
    def has_data(self) -> bool:
        """Whether the facts that it needs are kept."""
        return bool(self.numerator)

    @property
    def source(self) -> Source | None:
        """Of what it is counted; None while nothing is kept."""
        return SOURCE_OF[self.numerator[0]] if self.numerator else None

    @property
    def is_share(self) -> bool:
        """Whether it is a share rather than a number."""
        return bool(self.denominator)

    @property
    def unit(self) -> str:
        """ "%", or what is counted."""
        return PERCENT if self.is_share or self.source is None else self.source.label

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """By what it can be parted; what people say never by officer, ratings by whole bodies alone."""
        if self.source is None:
            return ()
        if self.is_rated:
            return (Dimension.AGENCY,)
        return tuple(
            each for each in DIMENSIONS[self.source] if not self.is_voice or each is not Dimension.OFFICER
        )

    @property
    def is_voice(self) -> bool:
        """Whether it counts what people say: in small numbers it would tell who said it, and of whom."""
        return self.source in _VOICES or self.is_rated

    @property
    def is_weighed(self) -> bool:
        """Whether a row behind it counts several, so that the number is not one of rows."""
        return self.source in _WEIGHED

    @property
    def is_rated(self) -> bool:
        """Whether single ratings move it, so that two figures a day apart would tell one of them."""
        return self.source is Source.RATINGS or not SEALED.isdisjoint(self.tallies)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted for one place, window and part: rows above the line, rows below it (None: there is no line).
    `is_kept_back`: something more was counted, of so few people that it is not told. `covers`: how many rows are
    counted, of how many; None where all are."""

    numerator: int
    denominator: int | None
    is_kept_back: bool = False
    covers: tuple[int, int] | None = None

    @property
    def exact(self) -> Fraction | None:
        """The value before rounding; None when nothing arose of which a share could be taken."""
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator * 100, self.denominator) if self.denominator else None

    @property
    def value(self) -> Decimal | None:
        """Percent with two places, half away from zero; a number as it is; None when nothing arose."""
        exact = self.exact
        if exact is None or self.denominator is None:
            return None if exact is None else Decimal(self.numerator)
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_PLACES, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of one value of a dimension; `key` finds it again, `label` is for people."""

    key: str
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure counted: `figure` None while its facts are not kept; of what ratings move, of which whole months."""

    measure: Measure
    figure: Figure | None
    parts: tuple[Part, ...] = ()
    months: Period | None = None

    @property
    def value(self) -> Decimal | None:
        """The rounded value; None when nothing arose or nothing is kept."""
        return self.figure.value if self.figure else None

    @property
    def says(self) -> str:
        """The value in words: "98,06 %", "2.215 hồ sơ", "không phát sinh", "chưa có dữ liệu"."""
        return NO_DATA_YET if self.figure is None else in_words(self.figure, self.measure.unit)


def figure_of(measure: Measure, counted: Mapping[Tally, int]) -> Figure:
    """The figure that follows from the tallies."""
    covers = None
    if measure.coverage is not None:
        known, every = (counted[tally] for tally in measure.coverage)
        covers = (known, every) if known < every else None
    return Figure(
        _sum(measure.numerator, counted),
        _sum(measure.denominator, counted) if measure.is_share else None,
        covers=covers,
    )


def in_words(figure: Figure, unit: str) -> str:
    """The value with its unit as Vietnamese writes it, and of how much it tells where that is not all."""
    known, every = figure.covers or (0, 0)
    if figure.value is None:
        if figure.covers:
            return f"chưa tính được, {known}/{every} thủ tục có đủ số liệu"
        return KEPT_BACK if figure.is_kept_back else NOTHING_AROSE
    said = f"{figure.value:,}".translate(str.maketrans(",.", ".,"))
    if figure.denominator is not None and "," in said:
        said = said.rstrip("0").rstrip(",")
    return f"{said} {unit}" + (f" (của {known}/{every} thủ tục có đủ số liệu)" if figure.covers else "")


def gaps(counted: Mapping[Tally, int]) -> dict[str, int]:
    """How far the tallies of dossiers are from adding up: nothing when received = resolved + pending."""
    gap = _sum(RECEIVED, counted) - _sum(RESOLVED, counted) - _sum(PENDING, counted)
    return {"received = resolved + pending": gap} if gap else {}


def _sum(tallies: Iterable[Tally], counted: Mapping[Tally, int]) -> int:
    return sum(counted[tally] for tally in tallies)
