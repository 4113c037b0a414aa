"""Two copies of a sheet side by side: which activities went, which cost something else, which came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.reviews.enums import Block
from motcua.reviews.rules.cost.kept import KeptLine
from motcua.reviews.rules.cost.numbers import whole_vnd


@dataclass(frozen=True, slots=True)
class LineChange:
    """One activity before and after, in đồng of one performance, exact; None where the copy has no such line."""

    activity: str
    block: Block
    before: Fraction | None
    after: Fraction | None

    @property
    def saving(self) -> Fraction:
        """What is saved on it; negative where it costs more."""
        return (self.before or Fraction(0)) - (self.after or Fraction(0))

    @property
    def before_vnd(self) -> int | None:
        """Whole đồng before."""
        return None if self.before is None else whole_vnd(self.before)

    @property
    def after_vnd(self) -> int | None:
        """Whole đồng after."""
        return None if self.after is None else whole_vnd(self.after)

    @property
    def saving_vnd(self) -> int:
        """Whole đồng saved."""
        return whole_vnd(self.saving)


def changes_between(before: Sequence[KeptLine], after: Sequence[KeptLine]) -> list[LineChange]:
    """The activities that do not cost the same in both copies, in the order of the sheet before, then those that came.

    Together they save what the whole sheet saves.
    """
    then = {line.key: line for line in after}
    known = {line.key for line in before}
    found = [_change(line, then.get(line.key)) for line in before]
    found += [_change(None, line) for line in after if line.key not in known]
    return [change for change in found if change.before != change.after]


def _change(before: KeptLine | None, after: KeptLine | None) -> LineChange:
    line = before or after
    assert line is not None
    return LineChange(line.activity, line.block, _cost(before), _cost(after))


def _cost(line: KeptLine | None) -> Fraction | None:
    return None if line is None else line.cost
