"""From where on a sign counts: numbers with the day from which they hold and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Clue

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


# What each number decides: of which kind of finding (None: of all that read dossiers), in words with its unit.
SAYS: Mapping[str, tuple[Clue | None, str]] = MappingProxyType(
    {
        "observed_months": (None, "Số tháng hồ sơ được đọc"),
        "no_dossier_years": (Clue.NO_DOSSIER, "Số năm liền không có hồ sơ nào"),
        "same_paper_procedures": (Clue.SAME_PAPER, "Số thủ tục cùng đòi, ít nhất"),
        "missing_dossiers": (Clue.PAPER_MISSING, "Số hồ sơ thiếu giấy tờ, ít nhất"),
        "missing_share": (Clue.PAPER_MISSING, "Phần hồ sơ thiếu giấy tờ, ít nhất"),
        "step_stays": (Clue.STEP_WAITS, "Số lượt qua bước, ít nhất"),
        "step_late_share": (Clue.STEP_WAITS, "Phần lượt quá thời gian của bước, ít nhất"),
        "step_untouched_share": (Clue.STEP_WAITS, "Phần thời gian nằm chờ, ít nhất"),
        "limit_dossiers": (Clue.LIMIT_TOO_LONG, "Số hồ sơ đã xong, ít nhất"),
        "limit_used_share": (Clue.LIMIT_TOO_LONG, "Phần thời hạn mà 90 % hồ sơ dùng, nhiều nhất"),
        "similar_names": (Clue.MERGE, "Phần tên trùng nhau, ít nhất"),
        "overlapping_papers": (Clue.MERGE, "Phần giấy tờ trùng nhau, ít nhất"),
        "fee_dossiers": (Clue.FEW_FEES, "Số hồ sơ thuộc diện thu, ít nhất"),
        "fee_paid_share": (Clue.FEW_FEES, "Phần hồ sơ có nộp, nhiều nhất"),
        "online_dossiers": (Clue.FULL_ONLINE, "Số hồ sơ, ít nhất"),
        "online_share": (Clue.FULL_ONLINE, "Phần hồ sơ nộp trực tuyến, ít nhất"),
    }
)


def in_force_on(on: date, *, among: Sequence[Threshold] = THRESHOLDS) -> list[Threshold]:
    """The numbers that hold on the day, in the order of what they decide."""
    held = {one.name: one for one in among if one.in_force.contains(on)}
    return [held[name] for name in SAYS if name in held]


def threshold(name: str, *, on: date, among: Sequence[Threshold] = THRESHOLDS) -> Decimal:
    """The number of this name that holds on the day. Basis: as each says of itself.

    :raises Refused: "threshold-not-found" when none holds on the day.
    """
    for one in among:
        if one.name == name and one.in_force.contains(on):
            return one.value
    raise Refused("threshold-not-found", f"Ngày {on:%d/%m/%Y} chưa có ngưỡng rà soát “{name}”.")
