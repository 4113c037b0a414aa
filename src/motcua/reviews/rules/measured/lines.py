"""One performance as dossiers show it was done, priced as a kept sheet prices each activity.

How often an activity is done, and what is really paid, is taken from dossiers; what it takes once stays what the sheet
says, so that before and after differ by what happened and not by who estimated.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: the cost of one performance is that of every activity plus fees; time that
merely passes while the office works is no cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.kernel.text import fold
from motcua.reviews.enums import Block, CostOrigin, CostPart
from motcua.reviews.rules.cost.evidence import SOME_DOSSIERS, Observed, sure_from
from motcua.reviews.rules.cost.kept import ONE, KeptLine, Value

# Activities of which dossiers show whether and how often they happen; of the others only a sheet can tell.
_SEEN_IN_DOSSIERS = ("submit", "pay", "supplement", "receive")
_RATES = (CostPart.HOURS, CostPart.SERVICE, CostPart.OTHER)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The kept sheet by which one side is priced: its lines, what it is called, and whether it is of the very version
    whose dossiers are counted (else that of the other side stands in)."""

    lines: tuple[KeptLine, ...] = ()
    called: str = ""
    is_own: bool = True


def lines_as_done(
    drafted: Sequence[KeptLine], sheet: Sheet, *, observed: Observed, hourly_income_vnd: Decimal
) -> list[KeptLine]:
    """The lines of one performance: `drafted` from what the version asks and what the dossiers of its window show, each
    priced as the sheet prices that activity. Every hour is worth the same, whichever sheet it is from.

    A line that people took out of the version's own sheet stays out unless dossiers show it; a block that people wrote
    wholly themselves stays as they wrote it; what dossiers cannot show (inspections, added activities) stays as the
    sheet has it.
    """
    book = _Book(sheet)
    fee = _collected(observed, hourly_income_vnd)
    lines = [
        *(book.priced(line) for line in drafted if book.counts(line) and not (fee and _is_fee(line))),
        *([fee] if fee else []),
        *(line for line in book.unmatched(drafted) if not (fee and _is_fee(line))),
    ]
    order = {block: place for place, block in enumerate(Block)}
    rated = [_at(line, hourly_income_vnd) for line in lines]
    return sorted(rated, key=lambda line: order[line.block])


def is_shown(line: KeptLine) -> bool:
    """Whether dossiers show how often the activity is done, or how much is paid."""
    taken = line.taken(CostPart.TIMES)
    return taken is not None and taken.origin is CostOrigin.DOSSIERS


def shown_share(lines: Sequence[KeptLine]) -> Fraction:
    """Which part of the cost is counted from what dossiers show; all of it where nothing costs anything."""
    whole = sum((line.cost for line in lines), Fraction(0))
    shown = sum((line.cost for line in lines if is_shown(line)), Fraction(0))
    return shown / whole if whole else Fraction(1)


class _Book:
    """The sheet, to look up how it prices an activity."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._by_key: Mapping[str, KeptLine] = {line.key: line for line in sheet.lines}
        self._by_name: Mapping[str, KeptLine] = {fold(line.activity): line for line in reversed(sheet.lines)}
        made = {line.block for line in sheet.lines if not _is_own(line)}
        self._written: frozenset[Block] = frozenset(
            line.block for line in sheet.lines if _is_own(line) and line.block not in made
        )

    def find(self, line: KeptLine) -> KeptLine | None:
        """The sheet's line of the same activity; papers of another version are the same by their names."""
        return self._by_key.get(line.key) or self._by_name.get(fold(line.activity))

    def counts(self, line: KeptLine) -> bool:
        """Whether a drafted line is counted."""
        if line.block in self._written:
            return False
        taken_out = bool(self.sheet.lines) and self.sheet.is_own and self.find(line) is None
        return is_shown(line) or not taken_out

    def priced(self, line: KeptLine) -> KeptLine:
        """The drafted line with what one time takes by the sheet; how often by dossiers, else by the sheet too."""
        known = self.find(line)
        if known is None:
            return _plain(line)
        times = line if is_shown(line) else known
        amounts = known if not _is_fee(line) or known.taken(CostPart.FEE) else line
        return replace(_plain(times, amounts), key=line.key, block=line.block, activity=line.activity)

    def unmatched(self, drafted: Sequence[KeptLine]) -> Iterator[KeptLine]:
        """Lines of the sheet that nothing drafted stands for and that dossiers do not show either way."""
        taken = {found.key for line in drafted if (found := self.find(line)) is not None}
        for line in self.sheet.lines:
            if line.block in self._written or (line.key not in taken and self._stays(line)):
                yield _not_shown(line)

    def _stays(self, line: KeptLine) -> bool:
        kind = line.key.partition(":")[0]
        if _is_own(line):
            return True
        return self.sheet.is_own and kind not in (*_SEEN_IN_DOSSIERS, "paper")


def _is_own(line: KeptLine) -> bool:
    return line.key.startswith("own:")


def _is_fee(line: KeptLine) -> bool:
    return line.key.startswith("fee:")


def _plain(times: KeptLine, amounts: KeptLine | None = None) -> KeptLine:
    """The line with one value of each number: how often from the first, how much once from the second."""
    rates = amounts or times
    often = times.taken(CostPart.TIMES)
    found = [one for part in (*_RATES, CostPart.FEE) if (one := rates.taken(part)) is not None]
    return replace(rates, values=(*([often] if often else []), *found))


def _not_shown(line: KeptLine) -> KeptLine:
    """A line as its sheet has it: what the sheet took from dossiers of its own time is not shown by these ones."""
    plain = _plain(line)
    return replace(
        plain,
        values=tuple(
            replace(one, origin=CostOrigin.ASSUMED)
            if one.part is CostPart.TIMES and one.origin is CostOrigin.DOSSIERS
            else one
            for one in plain.values
        ),
    )


def _at(line: KeptLine, hourly_income_vnd: Decimal) -> KeptLine:
    return replace(line, hourly_income_vnd=hourly_income_vnd)


def _collected(observed: Observed, hourly_income_vnd: Decimal) -> KeptLine | None:
    """What is really paid on average; None where too few dossiers have paid all that they owe."""
    if observed.settled < SOME_DOSSIERS:
        return None
    mean = (Decimal(observed.paid_vnd) / observed.settled).quantize(ONE, ROUND_HALF_UP)
    said = f"Bình quân thực thu của {observed.settled} hồ sơ đã nộp xong."
    sure = sure_from(observed.settled)
    return KeptLine(
        "fee:collected",
        Block.PAY,
        "Phí, lệ phí thực thu bình quân",
        hourly_income_vnd,
        (
            Value(CostPart.TIMES, ONE, CostOrigin.DOSSIERS, said, sure),
            Value(CostPart.FEE, mean, CostOrigin.DOSSIERS, said, sure),
        ),
    )
