"""Which changes the evidence speaks for, each with its reason: what the solver may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from motcua.reviews.enums import CutKind
from motcua.reviews.rules.changes.applying import plain
from motcua.reviews.rules.changes.effects import Change, targets
from motcua.reviews.rules.changes.facts import NONE, ProcedureFacts
from motcua.reviews.rules.changes.kinds import KINDS, is_within_power
from motcua.reviews.rules.findings.databases import held_in
from motcua.reviews.rules.findings.paper_names import reuse_is_provided

_HALF_DAYS = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the procedure itself: the limit within which nine of ten of `dossiers` dossiers were done,
    in working days; papers that are results of other procedures, by what the paper is; whether all of it is online
    already, and whether its steps want somebody seen on the spot."""

    needed_days: Fraction | None = None
    dossiers: int = 0
    results: Mapping[str, str] = field(default_factory=dict)
    is_full_online: bool = False
    is_on_the_spot: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """What somebody lets the solver use: the most of a limit that may be cut where nothing shows how long it takes
    (a share of one), only what the province may do itself, only what evidence speaks for, and kinds not to be
    touched."""

    limit_share: Fraction = NONE
    only_own_power: bool = False
    only_evident: bool = False
    without: frozenset[CutKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change and why it may be proposed for this procedure; `is_evident` when evidence speaks for it, not only
    somebody's wish."""

    change: Change
    reason: str
    is_evident: bool = True


def proposals(facts: ProcedureFacts, known: Known, allowed: Allowed) -> list[Proposed]:
    """The changes that may be chosen, in the order of the table."""
    found = [
        *_papers(facts, known),
        *_time(facts, known, allowed),
        *_whole_procedure(facts, known),
        *_parts(facts),
    ]
    rank = {kind: place for place, kind in enumerate(CutKind)}
    return sorted((one for one in found if _may(one, facts, allowed)), key=lambda one: rank[one.change.kind])


def _may(one: Proposed, facts: ProcedureFacts, allowed: Allowed) -> bool:
    kind = one.change.kind
    if kind in allowed.without or (allowed.only_evident and not one.is_evident):
        return False
    return not allowed.only_own_power or is_within_power(kind, is_central=facts.is_central)


def _papers(facts: ProcedureFacts, known: Known) -> list[Proposed]:
    found = []
    certified = {line.of for line in facts.lines if line.is_certifying}
    for paper in facts.papers:
        if paper.is_own:
            continue
        databases = held_in(paper.name)
        if databases or reuse_is_provided(paper.name):
            where = databases[0].database if databases else "quy định của chính thành phần hồ sơ này"
            found.append(Proposed(Change(CutKind.REPLACE_PAPER, paper.key), f"Tra cứu được: {where}."))
        elif paper.same_as in known.results:
            found.append(
                Proposed(
                    Change(CutKind.REPLACE_PAPER, paper.key),
                    f"Là kết quả của thủ tục {known.results[paper.same_as]}, cơ quan đã có.",
                )
            )
        else:
            found.append(
                Proposed(
                    Change(CutKind.DROP_PAPER, paper.key),
                    "Xem giấy tờ này có cần cho quyết định không.",
                    is_evident=False,
                )
            )
        if f"paper:{paper.key}" in certified:
            found.append(
                Proposed(Change(CutKind.ACCEPT_COPY, paper.key), "Bảng chi phí có dòng chứng thực bản sao.")
            )
    return found


def _time(facts: ProcedureFacts, known: Known, allowed: Allowed) -> list[Proposed]:
    """A shorter limit: down to what nine of ten dossiers needed, or as far as somebody allows where nobody knows."""
    if not facts.days:
        return []
    if known.needed_days is not None:
        spare = Fraction(floor((facts.days - known.needed_days) * _HALF_DAYS), _HALF_DAYS)
        if spare > 0:
            reason = (
                f"9 trên 10 trong {known.dossiers} hồ sơ xong trong {plain(known.needed_days)} ngày làm việc."
            )
            return [Proposed(Change(CutKind.SHORTEN_LIMIT, "", spare), reason)]
        return []
    if not allowed.limit_share:
        return []
    days = min(facts.days, Fraction(ceil(facts.days * allowed.limit_share * _HALF_DAYS), _HALF_DAYS))
    reason = f"Giả định rút được {plain(allowed.limit_share * 100)} % thời hạn; chưa có hồ sơ để chứng minh."
    return [Proposed(Change(CutKind.SHORTEN_LIMIT, "", days), reason, is_evident=False)]


def _whole_procedure(facts: ProcedureFacts, known: Known) -> list[Proposed]:
    found = []
    if not known.is_full_online and not known.is_on_the_spot and facts.trips:
        found.append(Proposed(Change(CutKind.GO_ONLINE), "Trình tự không đòi gặp mặt hay xem tận nơi."))
    for kind, reason in _BY_JUDGEMENT.items():
        amount = KINDS[kind].amount
        for target in targets(kind, facts) if KINDS[kind].target else [""]:
            found.append(
                Proposed(Change(kind, target, amount.usual if amount else None), reason, is_evident=False)
            )
    return found


_BY_JUDGEMENT: Mapping[CutKind, str] = {
    CutKind.EXTEND_VALIDITY: "Xem kết quả có phải gia hạn, cấp lại định kỳ không.",
    CutKind.DELEGATE: "Xem cấp dưới có đủ người và dữ liệu để giải quyết không.",
    CutKind.MERGE: "Hai thủ tục cùng lĩnh vực đòi chung giấy tờ.",
    CutKind.TO_EX_POST: "Xem quản lý bằng kiểm tra sau có đủ không.",
}


def _parts(facts: ProcedureFacts) -> list[Proposed]:
    fees = [
        Proposed(
            Change(CutKind.DROP_FEE, fee.key),
            "Xem tiền thu có đáng công thu và công nộp không.",
            is_evident=False,
        )
        for fee in facts.fees
    ]
    conditions = [
        Proposed(
            Change(CutKind.DROP_CONDITION, one.key),
            "Xem điều kiện có cần và có kiểm chứng được không.",
            is_evident=False,
        )
        for one in facts.conditions
    ]
    return [*fees, *conditions]
