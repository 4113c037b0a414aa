"""How long what people were told is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Keeping:
    """One dated setting: notices go when they are older than `notices`; the messages that left for them, with
    address and text, already when they are older than `messages`.

    Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: personal data are kept no longer than their purpose needs. The
    dossier itself holds what was decided and given out; a notice only told of it.
    """

    in_force: Period
    notices: timedelta
    messages: timedelta


KEEPINGS = (
    Keeping(in_force=Period(date(2025, 1, 1)), notices=timedelta(days=730), messages=timedelta(days=180)),
)


def keeping_on(day: date) -> Keeping:
    """The setting of the day; before the first one, the first one."""
    return next((one for one in KEEPINGS if one.in_force.contains(day)), KEEPINGS[0])
