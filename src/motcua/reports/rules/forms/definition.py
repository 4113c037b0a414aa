"""What a form is: its rows, its columns, where each cell comes from, and which sums have to hold."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.periods import Period
from motcua.organisations.enums import AgencyLevel
from motcua.reports.enums import RowsBy


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. A cell is the number of a measure, a fact of the catalogue, or the sum of other columns;
    where `missing` says what is wanting, the facts are not kept yet and the cell has no value.

    `group` is what stands over several columns.
    """

    number: int
    heading: str
    group: str = ""
    measure: str = ""
    fact: str = ""
    sums: tuple[int, ...] = ()
    missing: str = ""

    def __post_init__(self) -> None:
        if sum(map(bool, (self.measure, self.fact, self.sums, self.missing))) != 1:
            raise ValueError(f"column {self.number}: comes from one place")


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that holds in every row: the first columns together are as much as the others."""

    wholes: tuple[int, ...]
    parts: tuple[int, ...]

    @property
    def said(self) -> str:
        """ "(3) = (7) + (11)"."""
        return " = ".join(" + ".join(f"({number})" for number in side) for side in (self.wholes, self.parts))


@dataclass(frozen=True, slots=True)
class Share:
    """A rate told under the table: the column of the part and that of the whole, and the measure that says the same."""

    name: str
    part: int
    whole: int
    measure: str


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A form as it is defined in a period. `version` counts the definitions of a code.

    Not `is_verified`: the columns follow practice and wait for the official print. `level` keeps rows to agencies of
    that level.
    """

    code: str
    title: str
    rows: RowsBy
    columns: tuple[Column, ...]
    in_force: Period
    identities: tuple[Identity, ...] = ()
    shares: tuple[Share, ...] = ()
    unit: str = "Số hồ sơ TTHC"
    level: AgencyLevel | None = None
    is_verified: bool = False
    version: int = 1
    note: str = ""
    first_columns: tuple[str, str] = ("STT", "Lĩnh vực, công việc giải quyết theo cấp")

    def __post_init__(self) -> None:
        known = [column.number for column in self.columns]
        asked = [number for column in self.columns for number in column.sums] + [
            number for each in self.identities for number in (*each.wholes, *each.parts)
        ]
        if len(set(known)) != len(known) or not set(asked) <= set(known):
            raise ValueError(f"{self.code}: columns are numbered once and sums are of known ones")

    @property
    def named(self) -> str:
        """ "Biểu II.06a/VPCP/KSTT"."""
        return f"Biểu {self.code}/VPCP/KSTT"

    @property
    def has_data(self) -> bool:
        """Whether anything of it can be filled in."""
        return any(not column.missing for column in self.columns if not column.sums)

    def column(self, number: int) -> Column:
        """The column with this number."""
        return next(column for column in self.columns if column.number == number)

    def missing_of(self, number: int) -> str:
        """What is wanting for a column, itself or in what it sums; "" where nothing is."""
        column = self.column(number)
        return column.missing or next(filter(None, map(self.missing_of, column.sums)), "")
