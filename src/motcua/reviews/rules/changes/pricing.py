"""What a procedure cost and costs in a year, by the sheets of its two versions.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: the cost of a year is that of one performance × performances in a year. That
fewer people came, or that an hour is worth more by now, is no work of the authority: both sides are reckoned with the
same performances and the same hourly income, those of the version before. Where a proposal that was carried out says
that people come less often, as when a result stays valid longer, that share counts, and no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.reviews.rules.changes.facts import NONE, WHOLE


@dataclass(frozen=True, slots=True)
class Priced:
    """A sheet added up: performances of a year; of one performance the hours, what they are worth by the sheet itself,
    and what is paid out, in đồng."""

    dossiers: Fraction
    hours: Fraction
    work: Fraction
    paid: Fraction

    @property
    def hourly(self) -> Fraction:
        """What an hour is worth by this sheet, on average over its lines; nothing where it counts no hours."""
        return self.work / self.hours if self.hours else NONE


def together(sheets: Sequence[Priced]) -> Priced | None:
    """The sheets of procedures that became one as if they were one sheet: all their performances, and of one what it
    takes on average; None without any."""
    if len(sheets) < 2:
        return sheets[0] if sheets else None
    dossiers = sum((one.dossiers for one in sheets), NONE)
    if not dossiers:
        return Priced(NONE, NONE, NONE, NONE)
    return Priced(
        dossiers,
        sum((one.hours * one.dossiers for one in sheets), NONE) / dossiers,
        sum((one.work * one.dossiers for one in sheets), NONE) / dossiers,
        sum((one.paid * one.dossiers for one in sheets), NONE) / dossiers,
    )


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The cost of a year before and now, in đồng, exact, and with what both were reckoned."""

    before: Fraction = NONE
    now: Fraction = NONE
    dossiers: Fraction | None = None
    hourly: Fraction | None = None

    @property
    def is_known(self) -> bool:
        """Whether a sheet is kept; without one nothing is said of the cost."""
        return self.dossiers is not None


def reckoned(
    before: Priced | None, now: Priced | None, *, stays: Fraction = WHOLE, often: Fraction = WHOLE
) -> Reckoned:
    """Both sides with one number of dossiers and one hourly income; nothing is known without any sheet.

    Where one version has no sheet of its own that of the other stands for both, and of the cost now the share `stays`
    is left by the proposals carried out: that nobody counted anew is no saving by itself. With two sheets the second
    shows itself what one performance takes, and only the share `often` of the performances comes from proposals.
    """
    if before is None or now is None:
        one = before or now
        if one is None:
            return Reckoned()
        year = (one.work + one.paid) * one.dossiers
        kept = stays if now is None else WHOLE
        return Reckoned(year, year * kept, one.dossiers, one.hourly)
    hourly = before.hourly or now.hourly
    year_before = (before.hours * hourly + before.paid) * before.dossiers
    year_now = (now.hours * hourly + now.paid) * before.dossiers * often
    return Reckoned(year_before, year_now, before.dossiers, hourly)
