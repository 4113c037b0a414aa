"""What is proposed of a procedure, written while it is reviewed and by those who keep the reviews until it is
submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.rules.content import Content
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.rounds.judging import judge_parts
from motcua.reviews.actions.rounds.parts import put_roadmap
from motcua.reviews.actions.rounds.weighing import begin_numbers, put_numbers
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, ProposalStatus
from motcua.reviews.enums.rounds import RoundStatus
from motcua.reviews.models import LegalChange, ReviewForm, RoundItem, Scenario, SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.queries.rounds.following import taken_from
from motcua.reviews.queries.scenarios.kept import get_scenario
from motcua.reviews.rules.rounds.completeness import ChangeSaid, StepSaid, kinds_agree
from motcua.reviews.rules.rounds.following.comparing import as_plain
from motcua.reviews.rules.rounds.following.taking import Taken

LONGEST = 5000
MOST_CHANGES = 30


@dataclass(frozen=True, slots=True)
class ProposalEntry:
    """What is typed of a proposal. Where a sheet after is named, costs come from the kept sheets and what is typed of
    them does not count. Where a scenario is named for the first time, all its numbers count instead of those typed, and
    its words where none were typed; later on, what is left empty stays as it was taken over. No roadmap leaves the one
    that is there."""

    kinds: tuple[ProposalKind, ...] = ()
    power: ProposalPower = ProposalPower.OWN
    content: str = ""
    reason: str = ""
    limit_after: Decimal | None = None
    estimate_after_id: UUID | None = None
    scenario_id: UUID | None = None
    cost_before_vnd: Decimal | int | None = None
    cost_after_vnd: Decimal | int | None = None
    dossiers_per_year: Decimal | None = None
    dossiers_per_year_after: Decimal | None = None
    conditions_after: int | None = None
    trips_after: Decimal | None = None
    cost_source: str = ""
    changes: tuple[ChangeSaid, ...] = ()
    roadmap: tuple[StepSaid, ...] | None = None


def begin_proposal(item: RoundItem, content: Content, *, by: Person, at: datetime) -> SimplificationProposal:
    """An empty proposal that knows what the procedure weighs today: limit, papers, conditions, trips, kept cost."""
    assert item.version is not None
    made = SimplificationProposal(
        agency_id=item.agency_id,
        item=item,
        procedure_id=item.procedure_id,
        version=item.version,
        prepared_by=by,
        prepared_at=at,
    )
    begin_numbers(made, content, at=at)
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
    """Write what was typed; papers follow from what was thought of each, costs from the kept sheets where there are,
    and everything from the trial that is followed for the first time.

    :raises Refused: "proposal-kinds-clash", "proposal-number-wrong", "proposal-change-incomplete",
        "proposal-too-many-changes", "proposal-roadmap-incomplete", "cost-sheet-not-found", "scenario-not-found",
        "scenario-withdrawn", "scenario-other-version".
    """
    if entry.kinds and not kinds_agree(entry.kinds):
        raise Refused(
            "proposal-kinds-clash",
            "“Giữ nguyên” không đi cùng đề xuất khác; “Bãi bỏ” chỉ đi cùng thay thế hoặc gộp, liên thông.",
            field="kinds",
        )
    _require_numbers(entry)
    taken = _newly_followed(proposal, entry, at)
    if taken is not None:
        assert proposal.scenario is not None
        judge_parts(form, taken)
        entry = _filled(entry, taken, proposal.scenario.reason)
    write_proposal(proposal, entry, form=form, by=by, at=at)


def write_proposal(
    proposal: SimplificationProposal, entry: ProposalEntry, *, form: ReviewForm, by: Person, at: datetime
) -> None:
    """Write the proposal as the entry says it, with the numbers that follow.

    :raises Refused: "proposal-change-incomplete", "proposal-too-many-changes", "proposal-roadmap-incomplete",
        "cost-sheet-not-found".
    """
    proposal.kinds = [kind.value for kind in ProposalKind if kind in entry.kinds]
    proposal.power = entry.power
    proposal.content, proposal.reason = clean(entry.content)[:LONGEST], clean(entry.reason)[:LONGEST]
    put_numbers(proposal, entry, form=form, at=at)
    proposal.cost_source = clean(entry.cost_source)[:LONGEST]
    if entry.roadmap is not None:
        put_roadmap(proposal, entry.roadmap)
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
        "dossiers_per_year_after": entry.dossiers_per_year_after,
        "conditions_after": entry.conditions_after,
        "trips_after": entry.trips_after,
    }
    for name, number in numbers.items():
        if number is not None and number < 0:
            raise Refused("proposal-number-wrong", "Con số không được âm.", field=name)


def _newly_followed(proposal: SimplificationProposal, entry: ProposalEntry, at: datetime) -> Taken | None:
    """What is taken over from a trial that was not followed before; None where none is followed, or the same one."""
    if entry.scenario_id is None:
        proposal.scenario, proposal.followed = None, None
        return None
    if entry.scenario_id == proposal.scenario_id:
        return None
    scenario = scenario_to_follow(entry.scenario_id, proposal)
    taken = taken_from(scenario, proposal, at=at)
    proposal.scenario, proposal.followed = scenario, as_plain(taken)
    return taken


def _filled(entry: ProposalEntry, taken: Taken, reason: str) -> ProposalEntry:
    """The entry with every number of the trial, and its words where nothing was typed."""
    return replace(
        entry,
        kinds=entry.kinds or taken.kinds,
        power=taken.power if taken.power is ProposalPower.MINISTRY else entry.power,
        content=entry.content or "\n".join(taken.content),
        reason=entry.reason or reason,
        limit_after=entry.limit_after if taken.limit is None else taken.limit,
        conditions_after=taken.conditions,
        trips_after=taken.trips,
        cost_after_vnd=entry.cost_after_vnd if taken.cost_vnd is None else taken.cost_vnd,
        dossiers_per_year_after=None,
        changes=entry.changes or taken.legal[:MOST_CHANGES],
    )


def scenario_to_follow(scenario_id: UUID, proposal: SimplificationProposal) -> Scenario:
    """The trial, of the proposal's agency and procedure and not withdrawn.

    :raises Refused: "scenario-not-found", "scenario-withdrawn".
    """
    scenario = get_scenario(scenario_id, agencies=[proposal.agency_id])
    require_followable(scenario, procedure_id=proposal.procedure_id)
    return scenario


def require_followable(scenario: Scenario, *, procedure_id: UUID) -> None:
    """Refuse a trial of another procedure, and one that nobody wants any more.

    :raises Refused: "scenario-not-found", "scenario-withdrawn".
    """
    if scenario.procedure_id != procedure_id:
        raise Refused(
            "scenario-not-found",
            "Phương án thử này không thuộc thủ tục đang rà soát. Chọn phương án thử khác.",
            field="scenario",
        )
    if scenario.withdrawn_at is not None:
        raise Refused(
            "scenario-withdrawn",
            f"Phương án thử “{scenario.name}” đã bỏ nên không theo được. Chọn phương án thử khác.",
            field="scenario",
        )


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
