"""What is wrong with a table that somebody else made: sums that do not hold, totals that are not the sum."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.reports.rules.filled import Filled, FilledRow


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, what it is, by how much."""

    row: str
    what: str
    gap: int

    @property
    def said(self) -> str:
        """ "Giáo dục: (3) = (7) + (11), lệch 2"."""
        return f"{self.row}: {self.what}, lệch {self.gap:+}"


def faults_of(table: Filled, total: FilledRow | None) -> list[Fault]:
    """The sums that do not hold in each row, then the columns whose total is not the sum of the rows."""
    found = [Fault(gap.row, gap.identity.said, gap.gap) for gap in table.gaps if gap.row != table.total.label]
    summed = table.total.cells
    if total is None:
        return found
    for column in table.form.columns:
        written, counted = total.cells[column.number], summed[column.number]
        if written is not None and counted is not None and written != counted:
            found.append(Fault(total.label, f"cột ({column.number}) khác tổng các dòng", written - counted))
    return found
