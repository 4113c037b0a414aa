"""Review forms: begun with what the catalogue says, filled in, handed in when complete, sent back or accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.queries.contents import content_of
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.rounds.hand_ins import follow_forms
from motcua.reviews.actions.rounds.locking import (
    lock_item,
    of_item,
    require_item_in,
    require_running,
    said_or_refuse,
    touch,
)
from motcua.reviews.actions.rounds.parts import PartEntry as PartEntry
from motcua.reviews.actions.rounds.parts import checked_answers, count_year, lay_out_parts, put_parts
from motcua.reviews.actions.rounds.proposing import ProposalEntry, begin_proposal, put_proposal
from motcua.reviews.actions.rounds.telling import tell_of_item
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import ReviewForm, RoundItem, SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.policy.rounds import require_do
from motcua.reviews.queries.rounds.forms import find_form, gaps_of
from motcua.reviews.queries.rounds.people import keepers_of
from motcua.reviews.rules.rounds.questions import form_named, form_of
from motcua.reviews.rules.rounds.states import OWED

_GAPS_NAMED = 4


@dataclass(frozen=True, slots=True)
class FormEntry:
    """Everything typed into a form: answers by question, parts by position, the proposal."""

    answers: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[int, PartEntry] = field(default_factory=dict)
    proposal: ProposalEntry = field(default_factory=ProposalEntry)


@transaction.atomic
def begin_form(*, item_id: UUID, by: Person, at: datetime) -> ReviewForm:
    """Open the form of the procedure with its constituents as the reviewed version has them; begun already, it is that
    one.

    :raises Refused: "review-item-not-found", "do-reviews-not-allowed", "review-round-not-running",
        "review-item-status-wrong", "review-form-not-found".
    """
    item = _owed(item_id, by, at)
    if (found := find_form(item)) is not None:
        return found
    return _begun(item, by, at)


@transaction.atomic
def save_form(
    *, item_id: UUID, entry: FormEntry, by: Person, at: datetime, seen: int | None = None
) -> ReviewForm:
    """Keep what was typed, complete or not; what is not named stays as it is.

    :raises Refused: as `begin_form`, "review-item-changed", "review-answer-wrong", "review-answer-too-long", and as
        `proposing.put_proposal`.
    """
    item = _owed(item_id, by, at, seen=seen)
    form = find_form(item) or _begun(item, by, at)
    asked = form_named(form.definition).questions
    form.answers = {**form.answers, **checked_answers(asked, entry.answers)}
    form.saved_at = at
    form.save()
    put_parts(form, entry.parts)
    proposal = SimplificationProposal.objects.select_for_update().get(item=item)
    put_proposal(proposal, entry.proposal, form=form, by=by, at=at)
    item.status = ItemStatus.FILLING
    touch(item)
    record(fact=of_item(item, "ReviewFormSaved", {"answers": len(form.answers)}), actor=by.actor, at=at)
    return form


@transaction.atomic
def hand_in_form(*, item_id: UUID, by: Person, at: datetime, seen: int | None = None) -> RoundItem:
    """Hand the complete form in; with the last form of a unit its results count as handed in.

    :raises Refused: as `begin_form`, "review-item-changed", "review-form-incomplete".
    """
    item = _owed(item_id, by, at, seen=seen)
    form = find_form(item)
    if form is None:
        raise Refused("review-form-incomplete", "Chưa điền biểu rà soát của thủ tục này.")
    _require_complete(form, SimplificationProposal.objects.get(item=item))
    form.handed_in_by, form.handed_in_at = by, at
    count_year(form, item, at=at)
    form.save()
    item.status, item.handed_in_on, item.status_note = ItemStatus.HANDED_IN, local_day(at), ""
    touch(item)
    record(fact=of_item(item, "ReviewFormHandedIn", {"definition": form.definition}), actor=by.actor, at=at)
    follow_forms(item, by=by, at=at)
    people = keepers_of([item.agency_id], local_day(at))[item.agency_id]
    tell_of_item(item, "review_handed_in", people, key=str(item.revision), but=by, at=at)
    return item


@transaction.atomic
def send_back_form(*, item_id: UUID, reason: str, by: Person, at: datetime) -> RoundItem:
    """Ask the unit for more; the reason is told to whoever handed in.

    :raises Refused: "review-item-not-found", "keep-reviews-not-allowed", "review-item-status-wrong",
        "review-round-not-running", "reason-missing", "proposal-decided" once its proposal was submitted.
    """
    item = _judged(item_id, by, at, ItemStatus.HANDED_IN, ItemStatus.ACCEPTED)
    said = said_or_refuse(reason, missing="Ghi đơn vị cần bổ sung, sửa gì.")
    _require_open_proposal(item)
    item.status, item.status_note, item.handed_in_on = ItemStatus.SENT_BACK, said, None
    touch(item)
    record(fact=of_item(item, "ReviewFormSentBack", {"reason": said}), actor=by.actor, at=at)
    follow_forms(item, by=by, at=at)
    form = find_form(item)
    people = [form.handed_in_by] if form is not None and form.handed_in_by is not None else []
    tell_of_item(
        item, "review_sent_back", people, key=str(item.revision), but=by, at=at, facts={"reason": said}
    )
    return item


@transaction.atomic
def accept_form(*, item_id: UUID, by: Person, at: datetime) -> RoundItem:
    """Take the result as it is: somebody else than who handed it in.

    :raises Refused: "review-item-not-found", "keep-reviews-not-allowed", "review-item-status-wrong",
        "review-round-not-running", "own-review-not-allowed".
    """
    item = _judged(item_id, by, at, ItemStatus.HANDED_IN)
    form = ReviewForm.objects.get(item=item)
    if form.handed_in_by_id == by.pk:
        raise Refused(
            "own-review-not-allowed",
            "Bạn là người nộp biểu này nên không tự nhận kết quả. Nhờ cán bộ kiểm soát thủ tục khác xem.",
        )
    form.judged_by, form.judged_at = by, at
    form.save()
    item.status = ItemStatus.ACCEPTED
    touch(item)
    record(fact=of_item(item, "ReviewFormAccepted", {}), actor=by.actor, at=at)
    return item


def _owed(item_id: UUID, by: Person, at: datetime, *, seen: int | None = None) -> RoundItem:
    item = lock_item(item_id, seen=seen)
    require_do(by, item, on=local_day(at))
    require_running(item)
    require_item_in(item, *OWED)
    return item


def _judged(item_id: UUID, by: Person, at: datetime, *allowed: ItemStatus) -> RoundItem:
    item = lock_item(item_id)
    require_keep(by, agency_id=item.agency_id, on=local_day(at))
    require_running(item)
    require_item_in(item, *allowed)
    return item


def _begun(item: RoundItem, by: Person, at: datetime) -> ReviewForm:
    assert item.version is not None
    content = content_of(item.version)
    form = ReviewForm(
        item=item,
        version=item.version,
        definition=form_of(on=local_day(at)).code,
        begun_by=by,
        begun_at=at,
        saved_at=at,
    )
    count_year(form, item, at=at)
    form.save(force_insert=True)
    lay_out_parts(form, content, item=item, at=at)
    proposal = begin_proposal(item, content, by=by, at=at)
    if item.scenario_id is not None:
        _follow(proposal, form, item.scenario_id, by, at)
    item.status = ItemStatus.FILLING
    touch(item)
    record(fact=of_item(item, "ReviewFormBegun", {"definition": form.definition}), actor=by.actor, at=at)
    return form


def _follow(
    proposal: SimplificationProposal, form: ReviewForm, scenario_id: UUID, by: Person, at: datetime
) -> None:
    """Take over the trial for which the procedure came into the round; one that cannot be followed any more does not
    keep anybody from reviewing, and the page says so."""
    try:
        put_proposal(proposal, ProposalEntry(scenario_id=scenario_id), form=form, by=by, at=at)
    except Refused:
        proposal.scenario, proposal.followed = None, None


def _require_complete(form: ReviewForm, proposal: SimplificationProposal) -> None:
    missing = gaps_of(form, proposal)
    if not missing:
        return
    said = "; ".join(gap.what for gap in missing[:_GAPS_NAMED])
    more = f" và {len(missing) - _GAPS_NAMED} mục khác" if len(missing) > _GAPS_NAMED else ""
    raise Refused(
        "review-form-incomplete", f"Biểu chưa đủ để nộp. {said}{more}.", gaps=[gap.what for gap in missing]
    )


def _require_open_proposal(item: RoundItem) -> None:
    proposal = SimplificationProposal.objects.select_for_update().filter(item=item).first()
    if proposal is not None and proposal.status != ProposalStatus.DRAFT:
        raise Refused(
            "proposal-decided",
            "Phương án của thủ tục này đã trình duyệt nên không trả lại biểu được. Trả lại phương án trước.",
        )
