"""Scoring initiatives: what points there may be, what the mean of a council is, who may not score what."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.rules.commitments import name_key

MOST_CRITERIA = 20
MOST_POINTS = Decimal(1000)
_CENT = Decimal("0.01")
_BETWEEN_AUTHORS = re.compile(r"[;,\n/&+]|\s+và\s+|\s+[-–—]\s+|\(|\)|:")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, with the highest number of points."""

    name: str
    most: Decimal

    def as_dict(self) -> dict[str, str]:
        """As it is stored: decimals as text, so that nothing is lost."""
        return {"name": self.name, "most": str(self.most)}


def criteria_from(stored: Sequence[Mapping[str, Any]]) -> list[Criterion]:
    """The criteria of a call as they were stored."""
    return [Criterion(str(one["name"]), Decimal(str(one["most"]))) for one in stored]


def checked_criteria(criteria: Sequence[Criterion], passing: Decimal) -> list[Criterion]:
    """The criteria, when each has a name and points, and the passing score can be reached.

    :raises Refused: "criteria-missing", "criterion-wrong", "passing-wrong".
    """
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise Refused(
            "criteria-missing",
            f"Ghi từ 1 đến {MOST_CRITERIA} tiêu chí, mỗi tiêu chí một dòng.",
            field="criteria",
        )
    for place, one in enumerate(criteria, start=1):
        if not clean(one.name) or not 0 < one.most <= MOST_POINTS or _finer(one.most):
            raise Refused(
                "criterion-wrong",
                f"Tiêu chí thứ {place} cần tên và số điểm tối đa lớn hơn 0, nhiều nhất hai số lẻ.",
                field="criteria",
            )
    names = [name_key(one.name) for one in criteria]
    if len(set(names)) < len(names):
        raise Refused(
            "criterion-wrong", "Có hai tiêu chí trùng tên. Ghi mỗi tiêu chí một lần.", field="criteria"
        )
    most = sum((one.most for one in criteria), Decimal(0))
    if not 0 < passing <= most or _finer(passing):
        raise Refused(
            "passing-wrong",
            f"Điểm để được công nhận phải lớn hơn 0 và không quá tổng điểm {plain(most)}.",
            field="passing",
        )
    return list(criteria)


def checked_points(points: Sequence[Decimal], criteria: Sequence[Criterion]) -> list[Decimal]:
    """The points of one member, one for each criterion in order.

    :raises Refused: "points-missing", "points-wrong" with the place of the criterion.
    """
    if len(points) != len(criteria):
        raise Refused("points-missing", "Chấm đủ mọi tiêu chí rồi lưu; tiêu chí không đạt ghi 0 điểm.")
    for place, (given, one) in enumerate(zip(points, criteria, strict=True)):
        if not 0 <= given <= one.most or _finer(given):
            raise Refused(
                "points-wrong",
                f"Điểm của “{one.name}” là số từ 0 đến {plain(one.most)}, nhiều nhất hai số lẻ.",
                field=f"points_{place}",
            )
    return list(points)


@dataclass(frozen=True, slots=True)
class Tally:
    """How an initiative stands with its council: who must score, who has, the mean of the totals."""

    totals: Mapping[int, Decimal]
    missing: frozenset[int]
    mean: Decimal | None

    @property
    def is_whole(self) -> bool:
        """Whether everybody who must score has."""
        return bool(self.totals) and not self.missing


def tally(*, scores: Mapping[int, Sequence[Decimal]], must_score: Collection[int]) -> Tally:
    """The totals of the members that scored and their mean, exact, rounded half up to two places."""
    totals = {member: sum(points, Decimal(0)) for member, points in scores.items()}
    return Tally(totals, frozenset(set(must_score) - set(totals)), mean_of(list(totals.values())))


def mean_of(totals: Sequence[Decimal]) -> Decimal | None:
    """The mean, rounded half up to two places; None of nothing."""
    if not totals:
        return None
    return (sum(totals, Decimal(0)) / len(totals)).quantize(_CENT, rounding=ROUND_HALF_UP)


def passes(mean: Decimal | None, passing: Decimal) -> bool:
    """Whether the mean, as rounded, reaches the passing score."""
    return mean is not None and mean >= passing


def author_names(authors: str) -> list[str]:
    """The names among the authors as written: posts and shares beside them stand apart and match nobody."""
    return [part for part in (clean(each) for each in _BETWEEN_AUTHORS.split(authors)) if part]


def is_author(full_name: str, authors: str) -> bool:
    """Whether a person of this name stands among the authors."""
    wanted = name_key(full_name)
    return any(name_key(name) == wanted for name in author_names(authors))


def why_not_score(*, full_name: str, places: Collection[UUID], authors: str, unit_id: UUID) -> str:
    """Why this member of the council may not score the initiative, in words; "" when they may."""
    if is_author(full_name, authors):
        return "Bạn có tên trong nhóm tác giả của sáng kiến này"
    if unit_id in places:
        return "Sáng kiến này của đơn vị nơi bạn công tác"
    return ""


def plain(number: Decimal) -> str:
    """The number as people write it: 12, 12,5."""
    text = f"{number.normalize():f}"
    return text.replace(".", ",")


def _finer(number: Decimal) -> bool:
    return number != number.quantize(_CENT)
