"""Which changes the evidence speaks for, each with its reason: what the solver may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from motcua.reviews.enums import Clue, Confidence, CutKind
from motcua.reviews.rules.changes.applying import plain
from motcua.reviews.rules.changes.effects import Change, targets
from motcua.reviews.rules.changes.evidence import Known, Waited, halves, spare_of_steps
from motcua.reviews.rules.changes.facts import NONE, Part, ProcedureFacts
from motcua.reviews.rules.changes.kinds import KINDS, is_within_power
from motcua.reviews.rules.findings.databases import held_in
from motcua.reviews.rules.findings.paper_names import reuse_is_provided


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
    somebody's wish, and how far that can be relied on."""

    change: Change
    reason: str
    is_evident: bool = True
    confidence: Confidence = Confidence.HIGH


def proposals(facts: ProcedureFacts, known: Known, allowed: Allowed) -> list[Proposed]:
    """The changes that may be chosen, in the order of the table."""
    found = [
        *_papers(facts, known),
        *_time(facts, known, allowed),
        *_whole_procedure(facts, known),
        *_parts(facts, known),
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
        if not paper.is_own:
            found.append(_paper(paper, known))
        if not paper.is_own and f"paper:{paper.key}" in certified:
            found.append(
                Proposed(Change(CutKind.ACCEPT_COPY, paper.key), "Bảng chi phí có dòng chứng thực bản sao.")
            )
    return found


def _paper(paper: Part, known: Known) -> Proposed:
    """By data where somebody has it already; else dropped, with what dossiers show of it."""
    databases = held_in(paper.name)
    replaced = Change(CutKind.REPLACE_PAPER, paper.key)
    if databases or reuse_is_provided(paper.name):
        where = databases[0].database if databases else "quy định của chính thành phần hồ sơ này"
        return Proposed(replaced, f"Tra cứu được: {where}.")
    if paper.same_as in known.results:
        giver = known.results[paper.same_as]
        return Proposed(replaced, f"Là kết quả của thủ tục {giver}, cơ quan đã có.")
    missing = known.said(Clue.PAPER_MISSING, paper=paper.same_as) if paper.same_as else []
    often = known.said(Clue.SAME_PAPER, paper=paper.same_as) if paper.same_as else []
    dropped = Change(CutKind.DROP_PAPER, paper.key)
    if missing:
        return Proposed(dropped, " ".join([*missing, *often]))
    if often:
        said = f"{' '.join(often)} Dùng lại bản đã nộp ở thủ tục khác."
        return Proposed(replaced, said, confidence=Confidence.MEDIUM)
    return Proposed(dropped, "Xem giấy tờ này có cần cho quyết định không.", is_evident=False)


def _time(facts: ProcedureFacts, known: Known, allowed: Allowed) -> list[Proposed]:
    """A shorter limit: down to what nine of ten dossiers needed, or as far as somebody allows where nobody knows; or
    shorter steps where dossiers wait."""
    if not facts.days:
        return []
    return [*_limit(facts.days, known, allowed), *_steps(facts, facts.days, known)]


def _limit(days: Fraction, known: Known, allowed: Allowed) -> list[Proposed]:
    if known.needed_days is not None:
        spare = halves(days - known.needed_days)
        if spare <= 0:
            return []
        reason = (
            f"9 trên 10 trong {known.dossiers} hồ sơ xong trong {plain(known.needed_days)} ngày làm việc."
        )
        return [_measured(Change(CutKind.SHORTEN_LIMIT, "", spare), reason, is_few=known.is_few)]
    if not allowed.limit_share:
        return []
    cut = min(days, Fraction(ceil(days * allowed.limit_share * 2), 2))
    reason = f"Giả định rút được {plain(allowed.limit_share * 100)} % thời hạn; chưa có hồ sơ để chứng minh."
    return [Proposed(Change(CutKind.SHORTEN_LIMIT, "", cut), reason, False, Confidence.LOW)]


def _steps(facts: ProcedureFacts, days: Fraction, known: Known) -> list[Proposed]:
    there = {step.key for step in facts.steps}
    return [
        _measured(
            Change(CutKind.SHORTEN_STEP, key, cut), _waits(known.steps[key]), is_few=known.steps[key].is_few
        )
        for key, cut in spare_of_steps(days, known).items()
        if key in there
    ]


def _waits(waited: Waited) -> str:
    return (
        f"Nửa số trong {waited.count} lượt nằm chờ từ {plain(waited.idle)} ngày làm việc trước khi có người làm; 9 "
        f"trên 10 lượt qua bước trong {plain(waited.most)} ngày, riêng phần làm {plain(waited.handled)} ngày."
    )


def _measured(change: Change, reason: str, *, is_few: bool) -> Proposed:
    """What dossiers show; of too few it is an estimate, and no evidence."""
    if is_few:
        return Proposed(change, f"{reason} Ít hồ sơ nên chỉ để ước lượng.", False, Confidence.LOW)
    return Proposed(change, reason)


def _whole_procedure(facts: ProcedureFacts, known: Known) -> list[Proposed]:
    found = []
    if not known.is_full_online and not known.is_on_the_spot and facts.trips:
        said = ["Trình tự không đòi gặp mặt hay xem tận nơi.", *known.said(Clue.FULL_ONLINE)]
        found.append(Proposed(Change(CutKind.GO_ONLINE), " ".join(said)))
    for kind, usual in _BY_JUDGEMENT.items():
        amount = KINDS[kind].amount
        for target in targets(kind, facts) if KINDS[kind].target else [""]:
            change = Change(kind, target, amount.usual if amount and not amount.is_optional else None)
            evidence = _merger(target, known) if kind is CutKind.MERGE else []
            asking = known.said(Clue.NO_DOSSIER, Clue.EXPIRED_BASIS) if kind is CutKind.TO_EX_POST else []
            reason = " ".join([*evidence, *asking, usual])
            found.append(Proposed(change, reason, False, Confidence.MEDIUM))
    return found


def _merger(other: str, known: Known) -> list[str]:
    """What a finding says of merging with this procedure: that they are alike, not that anybody lodges both."""
    return [one.says for one in known.reasons if one.clue is Clue.MERGE and other in one.others]


_BY_JUDGEMENT: Mapping[CutKind, str] = {
    CutKind.EXTEND_VALIDITY: "Xem kết quả có phải gia hạn, cấp lại định kỳ không.",
    CutKind.DELEGATE: "Xem cấp dưới có đủ người và dữ liệu để giải quyết không.",
    CutKind.MERGE: "Hai thủ tục cùng lĩnh vực đòi chung giấy tờ; xem có ai phải nộp cả hai không.",
    CutKind.TO_EX_POST: "Xem quản lý bằng kiểm tra sau có đủ không.",
}


def _parts(facts: ProcedureFacts, known: Known) -> list[Proposed]:
    few, expired = known.said(Clue.FEW_FEES), known.said(Clue.EXPIRED_BASIS)
    fees = [
        Proposed(
            Change(CutKind.DROP_FEE, fee.key),
            " ".join([*few, "Xem tiền thu có đáng công thu và công nộp không."]),
            is_evident=bool(few),
            confidence=Confidence.MEDIUM,
        )
        for fee in facts.fees
    ]
    conditions = [
        Proposed(
            Change(CutKind.DROP_CONDITION, one.key),
            " ".join([*expired, "Xem điều kiện có cần và có kiểm chứng được không."]),
            is_evident=False,
            confidence=Confidence.MEDIUM,
        )
        for one in facts.conditions
    ]
    return [*fees, *conditions]
