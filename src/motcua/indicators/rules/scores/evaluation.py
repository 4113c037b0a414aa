"""How units and their officers resolve procedures, judged by nine indices of two points.

Basis: Nghị định 61/2018/NĐ-CP art. 26–33; Thông tư 01/2018/TT-VPCP art. 13–15.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.indicators.enums import Tally
from motcua.indicators.rules.measures import Figure
from motcua.indicators.rules.scores.definition import Band, band_of
from motcua.kernel.periods import Period

T = Tally
BASIS = "Nghị định 61/2018/NĐ-CP, Điều 26–33; Thông tư 01/2018/TT-VPCP, Điều 13–15"
NAME = "Đánh giá việc giải quyết thủ tục hành chính"
IN_FORCE = Period(date(2018, 6, 21))
_TENTH = Decimal("0.1")
_BEST = Decimal(2)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One index: when it has two points, one or none. `tallies` say which rows have so many; without them it is told
    of the unit as a whole, or `missing` says what is wanting."""

    number: int
    name: str
    two: str
    one: str
    none: str
    tallies: tuple[Tally, Tally | None, Tally | None] | None = None
    of_officers: bool = False
    missing: str = ""


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        1,
        "Thời gian giải quyết so với quy định của pháp luật",
        "sớm hơn",
        "bằng",
        "dài hơn",
        (T.RESOLVED_EARLY, T.RESOLVED_ON_TIME, T.RESOLVED_LATE),
        of_officers=True,
    ),
    Criterion(
        2,
        "Thời gian thực hiện của từng bước so với quy trình",
        "mọi bước sớm hơn",
        "trong thời gian",
        "có bước dài hơn",
        (T.UNITS_ALL_EARLY, T.UNITS_ON_TIME, T.UNITS_LATE),
        of_officers=True,
    ),
    Criterion(
        3,
        "Số lần liên hệ để hoàn thiện hồ sơ sau khi tiếp nhận",
        "không phải liên hệ",
        "một lần",
        "hơn một lần",
        (T.NO_RETURN, T.ONE_RETURN, T.MORE_RETURNS),
        of_officers=True,
    ),
    Criterion(
        4,
        "Số cơ quan phải liên hệ",
        "không phải đến cơ quan nào",
        "chỉ Bộ phận Một cửa",
        "nhiều nơi",
        (T.NOWHERE_VISITED, T.DESK_VISITED, None),
        of_officers=True,
    ),
    Criterion(
        5,
        "Thực hiện tại Bộ phận Một cửa",
        "giải quyết tại chỗ đủ tỷ lệ",
        "tiếp nhận tất cả",
        "trường hợp khác",
        missing="Chưa ghi thủ tục nào được giải quyết toàn bộ tại Bộ phận Một cửa.",
    ),
    Criterion(
        6,
        "Công khai thủ tục hành chính",
        "bản giấy và bản điện tử",
        "một trong hai",
        "chưa công khai",
    ),
    Criterion(
        7,
        "Thái độ khi giải quyết",
        "trước hạn, không bị phản ánh",
        "đúng hạn, không bị phản ánh",
        "có phản ánh đúng",
        (T.ATTITUDE_EARLY, T.ATTITUDE_ON_TIME, T.ATTITUDE_BAD),
        of_officers=True,
    ),
    Criterion(
        8,
        "Tiếp thu, giải trình phản ánh",
        "không có, hoặc 100 % đúng hạn",
        "từ 90 %",
        "dưới 90 %",
    ),
    Criterion(
        9,
        "Cung cấp dịch vụ công trực tuyến",
        "từ 20 % thủ tục và 30 % hồ sơ, không quá hạn",
        "từ 15 % hồ sơ, không quá hạn",
        "dưới 15 % hồ sơ, hoặc có hồ sơ quá hạn",
    ),
)
BANDS = (
    Band("Xuất sắc", Decimal(15)),
    Band("Tốt", Decimal(12)),
    Band("Khá", Decimal(9)),
    Band("Trung bình", Decimal(6)),
    Band("Yếu", Decimal(0)),
)
OFFICER_BANDS = (
    Band("Hoàn thành 100 % nhiệm vụ", Decimal(5)),
    Band("Hoàn thành từ 70 % đến dưới 100 % nhiệm vụ", Decimal("3.5")),
    Band("Hoàn thành dưới 70 % nhiệm vụ", Decimal(0)),
)


@dataclass(frozen=True, slots=True)
class Graded:
    """An index with its points of two, one decimal (None: nothing to judge by), and how many rows had two, one, none;
    `lack` says why it has no points where something is not told."""

    criterion: Criterion
    points: Decimal | None
    counted: tuple[int, int, int] | None = None
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All indices judged; those without facts are left out of the sum and of what it is taken out of."""

    graded: tuple[Graded, ...]
    bands: tuple[Band, ...]
    most: Decimal

    @property
    def points(self) -> Decimal:
        """The sum."""
        return sum((each.points for each in self.graded if each.points is not None), Decimal(0))

    @property
    def out_of(self) -> Decimal:
        """Out of how many points."""
        return _BEST * sum(each.points is not None for each in self.graded)

    @property
    def is_whole(self) -> bool:
        """Whether every index could be judged."""
        return self.out_of == self.most

    @property
    def band(self) -> Band | None:
        """How it is called; provisional while it is not whole."""
        return band_of(self.bands, points=Fraction(self.points), out_of=Fraction(self.out_of), most=self.most)


def grade(criterion: Criterion, counted: Mapping[Tally, int]) -> Graded:
    """An index judged by its dossiers: the mean of their points."""
    if criterion.tallies is None:
        return Graded(criterion, None)
    two, one, none = (counted[tally] if tally else 0 for tally in criterion.tallies)
    total = two + one + none
    if not total:
        return Graded(criterion, None)
    mean = (Decimal(2 * two + one) / Decimal(total)).quantize(_TENTH, ROUND_HALF_UP)
    return Graded(criterion, mean, (two, one, none))


def grade_publication(criterion: Criterion, counted: Mapping[Tally, int]) -> Graded:
    """Two points when all that was promulgated is made known both ways, one when all is at least one way."""
    both, one, none = (counted[tally] for tally in (T.MADE_KNOWN_BOTH, T.MADE_KNOWN_ONE, T.MADE_KNOWN_NOT))
    if not both + one + none:
        return Graded(criterion, None)
    points = 0 if none else 1 if one else 2
    return Graded(criterion, Decimal(points), (both, one, none))


def grade_feedback(criterion: Criterion, *, in_time: Figure | None) -> Graded:
    """Two points when nothing had to be handled or all was in time, one from nine tenths on."""
    if in_time is None:
        return Graded(criterion, None)
    share = in_time.exact
    if share is None or share == 100:
        return Graded(criterion, _BEST)
    return Graded(criterion, Decimal(1 if share >= 90 else 0))


def grade_online(
    criterion: Criterion, *, services: Figure | None, dossiers: Figure | None, late: int
) -> Graded:
    """Two points when a fifth of the procedures and three tenths of the dossiers are online and none is late; one
    from fifteen hundredths of the dossiers on."""
    shares = (services.exact if services else None), (dossiers.exact if dossiers else None)
    if shares[0] is None or shares[1] is None:
        return Graded(criterion, None)
    if late or shares[1] < 15:
        return Graded(criterion, Decimal(0))
    return Graded(criterion, _BEST if shares[0] >= 20 and shares[1] >= 30 else Decimal(1))
