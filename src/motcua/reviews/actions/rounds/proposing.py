"""What is proposed of a procedure, written while it is reviewed and by those who keep the reviews until it is
submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import Content
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import Side
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, ProposalStatus, Verdict
from motcua.reviews.enums.rounds import RoundStatus
from motcua.reviews.models import CostEstimate, LegalChange, ReviewForm, RoundItem, SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.queries.costs.sheets import as_sheet, find_current
from motcua.reviews.queries.scenarios.kept import get_scenario, results_of
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.reviews.rules.cost.sheets import costed
from motcua.reviews.rules.rounds.completeness import ChangeSaid, kinds_agree
from motcua.reviews.rules.rounds.prefill import is_nothing, limit_of
from motcua.reviews.rules.rounds.proposals import papers_left

LONGEST = 5000
MOST_CHANGES = 30


@dataclass(frozen=True, slots=True)
class ProposalEntry:
    """What is typed of a proposal. Where a sheet after is named, costs come from the kept sheets and what is typed of
    them does not count; where a scenario is named, what it leads to stands in place of what is left empty."""

    kinds: tuple[ProposalKind, ...] = ()
    power: ProposalPower = ProposalPower.OWN
    content: str = ""
    reason: str = ""
    limit_after: Decimal | None = None
    estimate_after_id: UUID | None = None
    scenario_id: UUID | None = None
    cost_before_vnd: int | None = None
    cost_after_vnd: int | None = None
    dossiers_per_year: Decimal | None = None
    cost_source: str = ""
    changes: tuple[ChangeSaid, ...] = ()


def begin_proposal(item: RoundItem, content: Content, *, by: Person, at: datetime) -> SimplificationProposal:
    """An empty proposal that knows the time limit, the number of papers and the kept cost of today."""
    assert item.version is not None
    limit = limit_of(content)
    made = SimplificationProposal(
        agency_id=item.agency_id,
        item=item,
        procedure_id=item.procedure_id,
        version=item.version,
        prepared_by=by,
        prepared_at=at,
    )
    if limit is not None:
        made.limit_before, made.limit_unit = limit
        made.limit_after = made.limit_before
    made.papers_before = made.papers_after = len(content.components)
    _put_costs(made, ProposalEntry(), local_day(at))
    made.save()
    return made


@transaction.atomic
def save_proposal(
    *, proposal_id: UUID, entry: ProposalEntry, by: Person, at: datetime, seen: int | None = None
) -> SimplificationProposal:
    """Word the proposal otherwise before it is submitted: who keeps the reviews of the agency.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong", "proposal-changed", and
        as `put_proposal`.
    """
    proposal = lock_proposal(proposal_id, seen=seen)
    require_keep(by, agency_id=proposal.agency_id, on=local_day(at))
    require_status(proposal, ProposalStatus.DRAFT)
    form = ReviewForm.objects.get(item=proposal.item_id)
    put_proposal(proposal, entry, form=form, by=by, at=at)
    record(fact=of_proposal(proposal, "ProposalSaved", {"kinds": proposal.kinds}), actor=by.actor, at=at)
    return proposal


def put_proposal(
    proposal: SimplificationProposal, entry: ProposalEntry, *, form: ReviewForm, by: Person, at: datetime
) -> None:
    """Write what was typed; papers follow from what was thought of each, costs from the kept sheets where there are.

    :raises Refused: "proposal-kinds-clash", "proposal-number-wrong", "proposal-change-incomplete",
        "proposal-too-many-changes", "cost-sheet-not-found", "scenario-not-found".
    """
    if entry.kinds and not kinds_agree(entry.kinds):
        raise Refused(
            "proposal-kinds-clash",
            "“Giữ nguyên” không đi cùng đề xuất khác; “Bãi bỏ” chỉ đi cùng thay thế hoặc gộp, liên thông.",
            field="kinds",
        )
    _require_numbers(entry)
    entry = _with_scenario(proposal, entry, at)
    proposal.kinds = [kind.value for kind in ProposalKind if kind in entry.kinds]
    proposal.power = entry.power
    proposal.content, proposal.reason = clean(entry.content)[:LONGEST], clean(entry.reason)[:LONGEST]
    proposal.limit_after = _limit_after(proposal, entry)
    _put_papers(proposal, form)
    _put_costs(proposal, entry, local_day(at))
    proposal.cost_source = clean(entry.cost_source)[:LONGEST]
    proposal.prepared_by, proposal.prepared_at = by, at
    proposal.revision += 1
    proposal.save()
    _put_changes(proposal, entry.changes)


def lock_proposal(proposal_id: UUID, *, seen: int | None = None) -> SimplificationProposal:
    """The proposal, held.

    :raises Refused: "proposal-not-found", "proposal-changed".
    """
    found = (
        SimplificationProposal.objects.select_for_update(of=("self",))
        .select_related("agency", "procedure", "version", "item__round__agency", "item__unit")
        .filter(pk=proposal_id)
        .first()
    )
    if found is None or found.item.round is None or found.item.round.status == RoundStatus.DROPPED:
        raise proposal_not_found()
    if seen is not None and seen != found.revision:
        raise Refused(
            "proposal-changed",
            "Phương án vừa được người khác sửa. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=found.revision,
        )
    return found


def require_status(proposal: SimplificationProposal, *allowed: ProposalStatus) -> None:
    """Refuse a proposal in none of the states.

    :raises Refused: "proposal-status-wrong".
    """
    if proposal.status not in allowed:
        raise Refused(
            "proposal-status-wrong",
            f"Phương án của thủ tục {proposal.procedure.code} đang ở bước "
            f"“{ProposalStatus(proposal.status).label}” nên không làm được việc này. Tải lại trang.",
            status=proposal.status,
        )


def proposal_not_found() -> Refused:
    """The refusal for a proposal that is not there, or not for this person."""
    return Refused(
        "proposal-not-found",
        "Không tìm thấy phương án này, hoặc phương án không thuộc phạm vi của bạn. Xem lại danh sách phương án.",
    )


def of_proposal(proposal: SimplificationProposal, kind: str, payload: Mapping[str, object]) -> Fact:
    """Something that happened to the proposal."""
    return Fact(
        kind, "simplification_proposal", str(proposal.pk), {"procedure": proposal.procedure.code, **payload}
    )


def _require_numbers(entry: ProposalEntry) -> None:
    numbers = {
        "limit_after": entry.limit_after,
        "cost_before_vnd": entry.cost_before_vnd,
        "cost_after_vnd": entry.cost_after_vnd,
        "dossiers_per_year": entry.dossiers_per_year,
    }
    for name, number in numbers.items():
        if number is not None and number < 0:
            raise Refused("proposal-number-wrong", "Con số không được âm.", field=name)


def _with_scenario(proposal: SimplificationProposal, entry: ProposalEntry, at: datetime) -> ProposalEntry:
    """What is left empty filled from the scenario: its changes in words, the limit and the cost it leads to."""
    if entry.scenario_id is None:
        proposal.scenario = None
        return entry
    scenario = get_scenario(entry.scenario_id, agencies=[proposal.agency_id])
    if scenario.procedure_id != proposal.procedure_id:
        raise Refused(
            "scenario-not-found",
            "Phương án thử này không thuộc thủ tục đang rà soát. Chọn phương án thử khác.",
            field="scenario",
        )
    is_new = proposal.scenario_id != scenario.pk
    proposal.scenario = scenario
    if not is_new:
        return entry
    found = results_of(scenario, at=at)
    return replace(
        entry,
        content=entry.content or "\n".join(change.said for change in scenario.changes.order_by("position")),
        reason=entry.reason or scenario.reason,
        limit_after=_days(proposal, found.after.days) or entry.limit_after,
        cost_after_vnd=whole_vnd(found.after.cost) if found.facts.lines else entry.cost_after_vnd,
    )


def _days(proposal: SimplificationProposal, days: Fraction | None) -> Decimal | None:
    """Working days as the limit counts them, where it counts them."""
    if days is None or proposal.limit_unit != LimitUnit.WORKING_DAY:
        return None
    return (Decimal(days.numerator) / Decimal(days.denominator)).quantize(Decimal("0.01"))


def _limit_after(proposal: SimplificationProposal, entry: ProposalEntry) -> Decimal | None:
    if ProposalKind.REPEAL in entry.kinds:
        return None if proposal.limit_before is None else Decimal(0)
    return entry.limit_after if entry.limit_after is not None else proposal.limit_before


def _put_papers(proposal: SimplificationProposal, form: ReviewForm) -> None:
    rows = form.parts.filter(constituent=Constituent.COMPONENTS).values_list("verdict", "said")
    verdicts = [Verdict(verdict) if verdict else None for verdict, said in rows if not is_nothing(said)]
    proposal.papers_before, left = papers_left(verdicts)
    proposal.papers_after = 0 if ProposalKind.REPEAL in proposal.kinds else left


def _put_costs(proposal: SimplificationProposal, entry: ProposalEntry, on: date) -> None:
    before = find_current(proposal.procedure_id, proposal.agency_id, on)
    proposal.estimate_before, proposal.estimate_after = before, _after(before, entry.estimate_after_id)
    if before is None:
        proposal.cost_before_vnd, proposal.cost_after_vnd = entry.cost_before_vnd, entry.cost_after_vnd
        proposal.dossiers_per_year = entry.dossiers_per_year
        return
    counted = costed(as_sheet(before, proposal.estimate_after))
    proposal.cost_before_vnd = counted.before.per_dossier_vnd
    proposal.dossiers_per_year = before.dossiers_per_year
    is_repealed = ProposalKind.REPEAL in proposal.kinds
    proposal.cost_after_vnd = entry.cost_after_vnd
    if proposal.estimate_after is not None:
        proposal.cost_after_vnd = counted.after.per_dossier_vnd
    elif is_repealed:
        proposal.cost_after_vnd = 0


def _after(before: CostEstimate | None, estimate_id: UUID | None) -> CostEstimate | None:
    if estimate_id is None:
        return None
    found = None
    if before is not None:
        found = (
            before.copies.filter(pk=estimate_id, side=Side.AFTER)
            .select_related("procedure", "version")
            .first()
        )
    if found is None:
        raise Refused(
            "cost-sheet-not-found",
            "Bảng chi phí sau đơn giản hóa không thuộc thủ tục này. Chọn lại bảng.",
            field="estimate_after",
        )
    return found


def _put_changes(proposal: SimplificationProposal, changes: tuple[ChangeSaid, ...]) -> None:
    if len(changes) > MOST_CHANGES:
        raise Refused("proposal-too-many-changes", f"Ghi nhiều nhất {MOST_CHANGES} nội dung phải sửa.")
    for change in changes:
        if not (clean(change.act) and clean(change.change) and clean(change.responsible)):
            raise Refused(
                "proposal-change-incomplete",
                "Mỗi nội dung phải sửa cần tên văn bản, nội dung sửa và cơ quan thực hiện.",
                field="changes",
            )
    proposal.legal_changes.all().delete()
    insert_all(
        [
            LegalChange(
                proposal=proposal,
                position=place,
                act=clean(change.act)[:300],
                article=clean(change.article)[:120],
                change=clean(change.change)[:LONGEST],
                responsible=clean(change.responsible)[:200],
                due_on=change.due_on,
            )
            for place, change in enumerate(changes, start=1)
        ]
    )
