"""What is known beside a procedure: how long dossiers took and where they waited, whose results are asked for, and what
the findings say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from motcua.reviews.enums import Clue
from motcua.reviews.rules.changes.facts import NONE
from motcua.reviews.rules.findings.finding import Finding, Row
from motcua.reviews.rules.findings.paper_names import paper_key

_HALF_DAYS = 2
# Findings about one paper of a procedure, whose rows begin with its name.
_OF_PAPERS = frozenset({Clue.PAPER_MISSING, Clue.SAME_PAPER, Clue.PAPER_IN_DATABASE, Clue.PAPER_IS_RESULT})


@dataclass(frozen=True, slots=True)
class Waited:
    """Stays at one step of the internal process, in working days: nine of ten were over within `most`, of which at most
    `handled` after somebody began; half of them lay `idle` or longer before. `is_few`: too few to rely on."""

    count: int
    most: Fraction
    idle: Fraction
    handled: Fraction
    is_few: bool = False

    @property
    def spare(self) -> Fraction:
        """By how many half days the step would be shorter if work began at once, as far as half of the stays and nine
        of ten of them agree."""
        return halves(max(NONE, min(self.idle, self.most - self.handled)))


@dataclass(frozen=True, slots=True)
class Reason:
    """What a finding says of a procedure: the paper it is about, by what the paper is, and the other procedures in
    it."""

    clue: Clue
    says: str
    paper: str = ""
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the procedure itself: the limit within which nine of ten of `dossiers` dossiers were done,
    in working days, `is_few` when these are too few to rely on; its steps where dossiers waited, by key; papers that
    are results of other procedures, by what the paper is; whether all of it is online already, whether its steps want
    somebody seen on the spot; and what the findings say."""

    needed_days: Fraction | None = None
    dossiers: int = 0
    is_few: bool = False
    steps: Mapping[str, Waited] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    is_full_online: bool = False
    is_on_the_spot: bool = False
    reasons: tuple[Reason, ...] = ()

    def said(self, *clues: Clue, paper: str = "") -> list[str]:
        """What findings of these kinds say, of this paper where one is named."""
        return [one.says for one in self.reasons if one.clue in clues and (not paper or one.paper == paper)]


def halves(days: Fraction) -> Fraction:
    """Down to half a day."""
    return Fraction(floor(days * _HALF_DAYS), _HALF_DAYS)


def spare_of_steps(days: Fraction, known: Known) -> dict[str, Fraction]:
    """By how many working days each step may be shortened by beginning at once, by key; together never so far that the
    limit falls below what dossiers show as feasible: what nine of ten needed without that waiting, or, where that is
    not known, what the steps themselves take."""
    spare = {key: waited.spare for key, waited in known.steps.items() if waited.spare}
    whole = sum(spare.values(), NONE)
    if not whole:
        return {}
    if known.needed_days is not None:
        feasible = max(NONE, known.needed_days - whole)
    else:
        feasible = sum((waited.handled for waited in known.steps.values()), NONE)
    allowed = min(whole, max(NONE, days - feasible))
    shortened = {key: halves(one * allowed / whole) for key, one in spare.items()}
    return {key: one for key, one in shortened.items() if one}


def reasons_in(findings: Iterable[Finding]) -> dict[str, list[Reason]]:
    """What the findings say, by the code of each procedure in them."""
    found: dict[str, list[Reason]] = {}
    for finding in findings:
        codes = frozenset(row.procedure.code for row in finding.rows)
        for row in finding.rows:
            of_paper = finding.clue in _OF_PAPERS
            reason = Reason(
                finding.clue,
                _says(finding, row),
                paper_key(row.cells[0]) if of_paper and row.cells else "",
                codes - {row.procedure.code},
            )
            if reason not in found.setdefault(row.procedure.code, []):
                found[row.procedure.code].append(reason)
    return found


def _says(finding: Finding, row: Row) -> str:
    """The words of the finding; of a paper often missing those of its own row."""
    if finding.clue is Clue.PAPER_MISSING:
        _paper, count, dossiers, share = row.cells
        return f"Thiếu hoặc phải bổ sung ở {count} trên {dossiers} hồ sơ ({share})."
    return finding.says
