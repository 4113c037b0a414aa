"""What the papers of a round are made of. Names, numbers and days are given as they were; nothing is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from motcua.documents.official.issuing import Issuing
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.savings import Saved, Saving


@dataclass(frozen=True, slots=True)
class ReviewedProcedure:
    """A procedure of the round: why, by whom, until when, and what came of it in words."""

    code: str
    name: str
    field: str
    unit: str
    reason: str
    due_on: date | None
    product: str = ""
    outcome: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One link of the chain: what goes from whom to whom, the last day and how it stands."""

    step: str
    product: str
    due_on: date
    who: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be changed in law."""

    act: str
    article: str
    change: str
    responsible: str
    due_on: date | None = None

    @property
    def said(self) -> str:
        """ "Sửa đổi Điều 5 Quyết định 12/2024/QĐ-UBND: …"."""
        place = f"{self.article} {self.act}" if self.article else self.act
        return f"{place}: {self.change.rstrip('.')}"


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """What dossiers showed of a proposal carried out: the cost of a year before and after, the rate as counted, from
    how many dossiers, how surely in words; `missing` says why there is no amount."""

    measured_on: date
    year: Saved
    percent: Decimal | None
    dossiers: tuple[int, int]
    confidence: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as papers tell it; `kinds` in words, `limit_unit` the unit of its time limit. What was measured stands
    beside what is planned, once it was carried out. `is_by_draft`: its cost rests on a sheet not agreed to."""

    code: str
    name: str
    field: str
    unit: str
    kinds: tuple[str, ...]
    content: str
    reason: str
    changes: tuple[Change, ...]
    saving: Saving
    limit_unit: str = ""
    is_for_ministry: bool = False
    papers_gone: tuple[str, ...] = ()
    roadmap: tuple[StepSaid, ...] = ()
    carried_out_on: date | None = None
    measured: MeasuredLine | None = None
    is_by_draft: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Procedures looked at together."""

    title: str
    procedures: tuple[str, ...]
    interactions: str
    wish: str
    content: str


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """Everything the papers of a round say."""

    issuing: Issuing
    title: str
    is_yearly: bool
    year: int
    first: date
    last: date
    approver: str
    scope: str = ""
    appraiser: str = ""
    control_unit: str = ""
    bases: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    procedures: tuple[ReviewedProcedure, ...] = ()
    left_out: tuple[ReviewedProcedure, ...] = ()
    chain: tuple[ChainLine, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()
    groups: tuple[Group, ...] = ()
    reviewed: int = 0

    @property
    def own(self) -> tuple[ProposalLine, ...]:
        """The proposals that the locality can carry out."""
        return tuple(one for one in self.proposals if not one.is_for_ministry)

    @property
    def carried_out(self) -> tuple[ProposalLine, ...]:
        """The proposals that are in force already."""
        return tuple(one for one in self.proposals if one.carried_out_on is not None)

    @property
    def for_ministries(self) -> tuple[ProposalLine, ...]:
        """The proposals that are put to ministries."""
        return tuple(one for one in self.proposals if one.is_for_ministry)

    def issued_by(self, issuing: Issuing) -> RoundPaper:
        """The same, going out from somebody else or under another symbol."""
        return replace(self, issuing=issuing)


def listed(items: Iterable[str]) -> tuple[str, ...]:
    """The items of a list as an office writes them: each ends with a semicolon, the last with a full stop."""
    bare = [item.rstrip(" .;") for item in items]
    return tuple(f"{item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, start=1))


def vnd(amount: Decimal | None) -> str:
    """ "1.024.000 đồng"; "chưa có số liệu" of nothing known."""
    return "chưa có số liệu" if amount is None else f"{grouped(whole_vnd(amount))} đồng"


def plain(amount: Decimal | None) -> str:
    """ "7,5"; "chưa có số liệu" of nothing known."""
    return "chưa có số liệu" if amount is None else f"{amount.normalize():f}".replace(".", ",")


def percent(saved: Saved) -> str:
    """ "77,44%"; "chưa có số liệu" of nothing known."""
    return "chưa có số liệu" if saved.percent is None else f"{saved.percent:.2f}%".replace(".", ",")
