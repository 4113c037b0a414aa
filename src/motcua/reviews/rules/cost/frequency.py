"""How many dossiers of how many subjects come in a year: what each source says, and which of it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.reviews.enums import Confidence, CostOrigin
from motcua.reviews.rules.cost.evidence import Observed, yearly
from motcua.reviews.rules.cost.kept import least_sure, sureness


@dataclass(frozen=True, slots=True)
class Often:
    """What one source says of a year. `counted` is how many dossiers it was counted from; None where none were."""

    dossiers: Decimal
    subjects: Decimal
    origin: CostOrigin
    source: str
    confidence: Confidence
    counted: int | None = None

    @property
    def times(self) -> Fraction:
        """How often a year one subject performs by this source; once where nobody does."""
        return Fraction(self.dossiers) / Fraction(self.subjects) if self.subjects else Fraction(1)


@dataclass(frozen=True, slots=True)
class TakenOften:
    """Which source gives the dossiers of a year, which the subjects, and why in words."""

    dossiers: Often
    subjects: Often
    why: str

    @property
    def confidence(self) -> Confidence:
        """As sure as the less sure of the two."""
        return least_sure([self.dossiers.confidence, self.subjects.confidence])

    @property
    def source(self) -> str:
        """Where both are from, in words."""
        if self.dossiers == self.subjects:
            return self.dossiers.source
        return f"Số hồ sơ: {self.dossiers.source} Số đối tượng: {self.subjects.source}"


def counted_often(observed: Observed) -> Often:
    """What dossiers show of a year."""
    dossiers, subjects, source, confidence = yearly(observed)
    origin = CostOrigin.DOSSIERS if observed.dossiers else CostOrigin.ASSUMED
    return Often(dossiers, subjects, origin, source, confidence, observed.dossiers)


def taken_often(said: Sequence[Often]) -> TakenOften:
    """Of what the sources say the medium-low, for dossiers and for subjects apart; there is at least one source.

    That there was no dossier to count is no number: it steps aside as soon as somebody gives one. However the sources
    differ, there are never more subjects taken than dossiers where no source has more.

    Basis: Thông tư 02/2017/TT-VPCP, Điều 27: where sources differ the medium-low value is taken.
    """
    told = [one for one in said if one.origin is not CostOrigin.ASSUMED]
    among = told or list(said)
    dossiers = _lower_middle(among, lambda one: one.dossiers)
    subjects = _lower_middle(among, lambda one: one.subjects)
    return TakenOften(dossiers, subjects, _why(said, among))


def with_often(said: Sequence[Often], more: Often) -> list[Often]:
    """What is said where one more source speaks; the same source speaks once."""
    others = [one for one in said if (one.origin, one.source) != (more.origin, more.source)]
    return [*others, more]


def _lower_middle(among: Sequence[Often], number: Callable[[Often], Decimal]) -> Often:
    ordered = sorted(among, key=lambda one: (number(one), -sureness(one.confidence), one.origin, one.source))
    return ordered[(len(ordered) - 1) // 2]


def _why(said: Sequence[Often], among: Sequence[Often]) -> str:
    if len(among) == 1 and len(said) > 1:
        return "Chưa có hồ sơ để đếm nên dùng số người ghi."
    if len(among) == 1:
        return "Chỉ có một nguồn."
    if len({(one.dossiers, one.subjects) for one in among}) == 1:
        return "Các nguồn nói như nhau."
    return (
        "Các nguồn khác nhau nên lấy trung bình thấp (Điều 27 Thông tư 02/2017/TT-VPCP): số đứng giữa; nếu chẵn nguồn "
        "thì số thấp hơn trong hai số giữa. Số hồ sơ và số đối tượng chọn riêng."
    )
