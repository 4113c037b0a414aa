"""From where on a sign counts: numbers with the day from which they hold and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused

_PRACTICE = "Thông lệ rà soát, không có văn bản ấn định"
_ALWAYS = Period(date(2010, 6, 8))  # NĐ 63/2010/NĐ-CP applies from here


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that holds in a period: what it is called, how much, on what it rests, how sure that is."""

    name: str
    value: Decimal
    basis: str = _PRACTICE
    certainty: Certainty = Certainty.UNVERIFIED
    in_force: Period = _ALWAYS


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("no_dossier_years", Decimal(3)),
    Threshold("observed_months", Decimal(12)),  # the dossiers read for how things go
    Threshold("same_paper_procedures", Decimal(5)),
    Threshold("missing_dossiers", Decimal(5)),
    Threshold("missing_share", Decimal("0.15")),
    Threshold("step_stays", Decimal(20)),
    Threshold("step_late_share", Decimal("0.2")),
    Threshold("step_untouched_share", Decimal("0.5")),
    Threshold("limit_dossiers", Decimal(10)),
    Threshold("limit_used_share", Decimal("0.6")),
    Threshold("similar_names", Decimal("0.8")),
    Threshold("overlapping_papers", Decimal("0.6")),
    Threshold("fee_dossiers", Decimal(10)),
    Threshold("fee_paid_share", Decimal("0.2")),
    Threshold("online_dossiers", Decimal(10)),
    Threshold("online_share", Decimal("0.5")),
)


def threshold(name: str, *, on: date, among: Sequence[Threshold] = THRESHOLDS) -> Decimal:
    """The number of this name that holds on the day. Basis: as each says of itself.

    :raises Refused: "threshold-not-found" when none holds on the day.
    """
    for one in among:
        if one.name == name and one.in_force.contains(on):
            return one.value
    raise Refused("threshold-not-found", f"Ngày {on:%d/%m/%Y} chưa có ngưỡng rà soát “{name}”.")
