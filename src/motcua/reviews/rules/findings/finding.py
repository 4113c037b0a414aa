"""What is found, the facts it is found in, and when a finding put aside must be shown again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from motcua.reviews.enums import Clue

# Evidence that grew by more than this share since a finding was put aside is new evidence.
MATERIAL_GROWTH = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper a procedure asks for."""

    component_id: int
    name: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """A procedure in force, as far as the findings read it. Identifiers as text."""

    procedure_id: str
    code: str
    name: str
    field: str = ""
    levels: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    authority: str = ""
    issuer: str = ""  # who laid it down and could change it
    since: date | None = None  # when its first version came into force
    is_business: bool | None = None
    papers: tuple[Paper, ...] = ()
    results: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its code and name."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of evidence: the procedure it is about and the words or numbers of each column."""

    procedure: Examined
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: what, why, the rows that prove it.

    `subject` is the same as long as the same thing is meant; `parts` and `measure` are what is material in the
    evidence: which things it rests on and how much it weighs. The greater the `measure`, and then the `weight`, the
    earlier it comes.
    """

    clue: Clue
    subject: str
    title: str
    says: str
    to_do: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parts: frozenset[str]
    measure: Decimal
    weight: Decimal = Decimal(0)

    @property
    def key(self) -> str:
        """A short name for addresses, the same for the same subject."""
        return sha256(f"{self.clue}|{self.subject}".encode()).hexdigest()[:16]

    @property
    def fields(self) -> frozenset[str]:
        """The fields of administration of its procedures."""
        return frozenset(row.procedure.field for row in self.rows if row.procedure.field)

    @property
    def levels(self) -> frozenset[str]:
        """The levels at which its procedures are carried out."""
        return frozenset(level for row in self.rows for level in row.procedure.levels)

    @property
    def fingerprint(self) -> str:
        """A digest of what the evidence rests on."""
        return fingerprint(self.parts)


@dataclass(frozen=True, slots=True)
class PutAside:
    """The evidence as it was when somebody put a finding aside."""

    parts: frozenset[str] = field(default_factory=frozenset)
    measure: Decimal = Decimal(0)


def fingerprint(parts: Iterable[str]) -> str:
    """The same for the same parts, in whatever order."""
    return sha256("\n".join(sorted(parts)).encode()).hexdigest()


def has_changed(then: PutAside, now: Finding) -> bool:
    """Whether the evidence is materially other than when the finding was put aside: it rests on something it did not
    rest on before, or weighs over a quarter more. Less evidence than before is no reason to ask again.

    Basis: practice of this system; no instrument says when a finding must be looked at again.
    """
    return bool(now.parts - then.parts) or now.measure > then.measure * (1 + MATERIAL_GROWTH)


def in_order(findings: Collection[Finding]) -> list[Finding]:
    """The weightiest first; equals by subject."""
    return sorted(findings, key=lambda finding: (-finding.measure, -finding.weight, finding.subject))
