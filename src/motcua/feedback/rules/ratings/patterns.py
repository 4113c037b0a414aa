"""When it looks as if somebody else had rated for the applicant.

Each pattern is a reason for a person to look, never a proof: flagged ratings are kept and counted apart until then.
The numbers are this system's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.feedback.enums.ratings import Pattern, RatingWay
from motcua.kernel.clock import VIETNAM

# A family, or a school that lodged for its teachers, rates several from one place; more is looked at.
MANY = 4
TOO_FAST = timedelta(seconds=5)
TOO_FAST_AT_KIOSK = timedelta(seconds=2)
BETWEEN = timedelta(seconds=45)
BETWEEN_AT_KIOSK = timedelta(seconds=12)
AFTER_DELIVERY = timedelta(seconds=60)
AFTER_DELIVERY_AT_KIOSK = timedelta(seconds=15)
_NIGHT = range(5)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of how a rating came in.

    `others_today` and `last_before` are of the same place (a device, or a network where none is known) on the same
    day; `fetched_by_applicant` when the applicant opened the result at home, so that nobody handed it over.
    """

    at: datetime
    way: RatingWay
    delivered_at: datetime
    fetched_by_applicant: bool = False
    shown_at: datetime | None = None
    is_desk_network: bool = False
    is_working_time: bool = True
    others_today: int = 0
    last_before: datetime | None = None


def patterns_of(seen: Circumstances) -> frozenset[Pattern]:
    """Every pattern that the circumstances show."""
    is_kiosk = seen.way is RatingWay.KIOSK
    found = {
        Pattern.MANY_FROM_PLACE: not is_kiosk and seen.others_today + 1 >= MANY,
        Pattern.DESK_NETWORK: not is_kiosk and seen.is_desk_network,
        Pattern.TOO_FAST: _within(seen.shown_at, seen.at, TOO_FAST_AT_KIOSK if is_kiosk else TOO_FAST),
        Pattern.ONE_AFTER_ANOTHER: _within(
            seen.last_before, seen.at, BETWEEN_AT_KIOSK if is_kiosk else BETWEEN
        ),
        Pattern.AT_NIGHT: seen.at.astimezone(VIETNAM).hour in _NIGHT,
        Pattern.OUT_OF_HOURS: is_kiosk and not seen.is_working_time,
        Pattern.JUST_AFTER_DELIVERY: not seen.fetched_by_applicant
        and _within(seen.delivered_at, seen.at, AFTER_DELIVERY_AT_KIOSK if is_kiosk else AFTER_DELIVERY),
    }
    return frozenset(pattern for pattern, is_there in found.items() if is_there)


def _within(before: datetime | None, at: datetime, span: timedelta) -> bool:
    return before is not None and timedelta(0) <= at - before < span
