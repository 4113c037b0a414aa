"""Rounds of review of the sample department: one of the summer that ended and was measured, one on its way with
procedures in every state, and next year's plan."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import Procedure
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import document
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.reviews.actions.rounds.deciding import approve_proposals, submit_proposals
from motcua.reviews.actions.rounds.forms import (
    FormEntry,
    PartEntry,
    accept_form,
    begin_form,
    hand_in_form,
    save_form,
)
from motcua.reviews.actions.rounds.grouping import GroupEntry, put_group
from motcua.reviews.actions.rounds.hand_ins import hand_in
from motcua.reviews.actions.rounds.items import Choice, Given, put_items
from motcua.reviews.actions.rounds.planning import (
    RoundFacts,
    approve_round,
    begin_round,
    close_round,
    start_round,
)
from motcua.reviews.actions.rounds.proposing import ProposalEntry
from motcua.reviews.actions.rounds.tracking import carry_out_proposal, measure_carried_out
from motcua.reviews.enums.proposals import AnswerKind, GroupWish, ProposalKind, Verdict, YesNoAnswer
from motcua.reviews.enums.rounds import HandInProduct, HandInStep, ItemSource, RoundKind
from motcua.reviews.models import ReviewedPart, ReviewForm, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.choosing import versions_in_force
from motcua.reviews.queries.rounds.forms import questions_about
from motcua.reviews.rules.rounds.completeness import ChangeSaid, StepSaid
from motcua.reviews.rules.rounds.dates import DueStep

_HOME = "MAU-SGDDT"
_CONTROL = "MAU-VP"
_PART_SAID = "Theo quy định chuyên ngành, phòng đã đối chiếu (mẫu)."
_COST_SOURCE = "Phòng ước tính theo hồ sơ đã giải quyết (mẫu)"
_DONE = {"approved", "handed_in", "submitted", "kept", "carried_out"}
_ACCEPTED = _DONE - {"handed_in"}
_SUBMITTED = {"approved", "submitted", "carried_out"}
_DECIDED = {"approved", "carried_out"}
# How long before its loading the round of the summer was where the running one is now.
_EARLIER = timedelta(days=75)


def load_reviews(*, at: datetime) -> None:
    """A round begun six weeks ago, some of it decided, some late; a plan for next year that waits for procedures and
    approval."""
    said = document("review_rounds")
    held = _running(said, at)
    for row in said["items"]:
        item = held.items.filter(procedure__code=row["code"]).first()
        if item is not None:
            _worked(item, row, said, at)
    _grouped(held, said["group"], at - timedelta(days=20))
    _next_year(said["next_year"], at)


def load_ended_round(*, at: datetime) -> None:
    """A round that ended in the summer; what it changed is old enough to be measured from the dossiers since. Only
    where the months before were played; without what it reviews in force then, there is none."""
    said = document("review_rounds")["ended"]
    then = at - _EARLIER
    held = _running(said, then)
    items = {item.procedure.code: item for item in held.items.select_related("procedure")}
    for row in said["items"]:
        if row["code"] in items:
            _worked(items[row["code"]], row, said, then)
    days = zip(held.hand_ins.filter(unit__isnull=True).order_by("due_on"), (17, 16, 15), strict=True)
    for row, ago in days:
        sent = then - timedelta(days=ago)
        hand_in(hand_in_id=row.pk, done_on=local_day(sent), by=_person("kiemsoat"), at=sent)
    close_round(round_id=held.pk, note=said["closing"], by=_person("kiemsoat"), at=then + timedelta(days=1))
    measure_carried_out(agency_id=held.agency_id, by=_person("kiemsoat"), at=at - timedelta(days=2))


def _running(said: dict[str, Any], at: datetime) -> ReviewRound:
    begun, today = _at(local_day(at) - timedelta(days=42)), local_day(at)
    keeper = _person("kiemsoat")
    facts = RoundFacts(
        kind=RoundKind.FOCUSED,
        year=today.year,
        title=said["title"],
        period=Period(local_day(begun), today + timedelta(days=90)),
        scope=said["scope"],
        basis=said["basis"],
        goals=said["goals"],
        control_unit_id=agency_on(_CONTROL, today).pk,
        appraiser=said["appraiser"],
        approver=said["approver"],
        chain=(
            DueStep(HandInStep.UNIT, HandInProduct.RESULT, today - timedelta(days=5)),
            DueStep(HandInStep.CONTROL, HandInProduct.RESULT, today + timedelta(days=4)),
            DueStep(HandInStep.APPRAISER, HandInProduct.RESULT, today + timedelta(days=20)),
            DueStep(HandInStep.CHAIRMAN, HandInProduct.RESULT, today + timedelta(days=30)),
        ),
    )
    held = start_round(agency_id=agency_on(_HOME, today).pk, facts=facts, by=keeper, at=begun, is_sample=True)
    for row in said["items"]:
        late = row["state"] in {"late", *_DONE}
        due = today - timedelta(days=5) if late else today + timedelta(days=3)
        _choose(held, row["code"], row["unit"], row["reason"], due, said["product"], begun)
    approve_round(
        round_id=held.pk,
        document_number=said["number"],
        issued_on=local_day(begun),
        by=_person("giamdoc"),
        at=begun + timedelta(hours=3),
    )
    return begin_round(round_id=held.pk, by=keeper, at=begun + timedelta(hours=5))


def _choose(
    held: ReviewRound, code: str, unit: str, reason: str, due: date, product: str, at: datetime
) -> None:
    """What the sample's catalogue has in force on the day; the rest is left out."""
    procedure = Procedure.objects.filter(code=code).order_by("-jurisdiction").first()
    if procedure is None or not versions_in_force([procedure.pk], on=local_day(at)):
        return
    put_items(
        round_id=held.pk,
        choices=[Choice(procedure.pk, reason, ItemSource.CHOSEN)],
        given=Given(agency_on(unit, local_day(at)).pk, due, product),
        by=_person("kiemsoat"),
        at=at + timedelta(hours=1),
    )


def _worked(item: RoundItem, row: dict[str, Any], said: dict[str, Any], at: datetime) -> None:
    """The form filled in as far as the sample says, and what followed."""
    state, officer = row["state"], _person(row["by"])
    day = _at(local_day(at) - timedelta(days=24))
    if state == "open":
        return
    form = begin_form(item_id=item.pk, by=officer, at=day)
    if state == "late":
        save_form(item_id=item.pk, entry=FormEntry({"goal": said["answers"]["goal"]}), by=officer, at=day)
        return
    proposal = SimplificationProposal.objects.get(item=item)
    save_form(item_id=item.pk, entry=_entry(form, proposal, row, said), by=officer, at=day)
    hand_in_form(item_id=item.pk, by=officer, at=day + timedelta(hours=2))
    if state in _ACCEPTED:
        accept_form(item_id=item.pk, by=_person("kiemsoat"), at=day + timedelta(days=2))
    if state in _SUBMITTED:
        submit_proposals(proposal_ids=[proposal.pk], by=_person("kiemsoat"), at=day + timedelta(days=6))
    if state in _DECIDED:
        approve_proposals(
            proposal_ids=[proposal.pk],
            decision_number=said["decision"],
            decided_on=local_day(day + timedelta(days=10)),
            by=_person("giamdoc"),
            at=day + timedelta(days=10, hours=1),
        )
    if state == "carried_out":
        carry_out_proposal(
            proposal_id=proposal.pk,
            carried_out_on=local_day(day + timedelta(days=15)),
            note=row["carried"],
            by=_person("kiemsoat"),
            at=day + timedelta(days=16),
        )


def _entry(
    form: ReviewForm, proposal: SimplificationProposal, row: dict[str, Any], said: dict[str, Any]
) -> FormEntry:
    kept = row["state"] == "kept"
    parts = {
        part.position: PartEntry(Verdict.KEEP, "Cần để giải quyết", answers=_answers_about(form, part))
        for part in form.parts.all()
    }
    if kept:
        offer = ProposalEntry((ProposalKind.KEEP,), reason="Ít hồ sơ, giấy tờ đã gọn; xem cùng nhóm.")
        return FormEntry(said["answers_kept"], parts, offer)
    papers = [part for part in form.parts.all() if part.constituent == Constituent.COMPONENTS]
    for part in papers[len(papers) - row["drop"] :]:
        answers = {**_answers_about(form, part), "by_data": YesNoAnswer.YES.value}
        answers["database"] = part.answers.get("database") or "Kết quả đã cấp, lưu tại cơ quan."
        parts[part.position] = PartEntry(
            Verdict.DATA, "Đối chiếu", "Cơ quan đã có dữ liệu, không đòi bản giấy.", answers
        )
    act, article, change, responsible = row["change"]
    before, after, often = row["cost"]
    limit, day = proposal.limit_before, local_day(form.begun_at)
    offer = ProposalEntry(
        kinds=tuple(ProposalKind(kind) for kind in row["kinds"]),
        content=row["content"],
        reason=row["why"],
        limit_after=None if limit is None else limit * Decimal(row["limit_share"]),
        cost_before_vnd=before,
        cost_after_vnd=after,
        dossiers_per_year=Decimal(often),
        cost_source=_COST_SOURCE,
        changes=(ChangeSaid(act, change, responsible, article, day + timedelta(days=90)),),
        roadmap=(
            StepSaid(f"Trình sửa {act}", responsible, day + timedelta(days=90)),
            StepSaid(
                "Công bố lại thủ tục, sửa quy trình điện tử và biểu mẫu.",
                "Văn phòng",
                day + timedelta(days=120),
            ),
        ),
    )
    return FormEntry(said["answers"], parts, offer)


def _answers_about(form: ReviewForm, part: ReviewedPart) -> dict[str, str]:
    """Plain answers where the catalogue gives none."""
    said = {AnswerKind.YES_NO: YesNoAnswer.NO.value, AnswerKind.NUMBER: "1", AnswerKind.TEXT: _PART_SAID}
    return {
        question.key: part.answers.get(question.key) or said[question.kind]
        for question in questions_about(form, part)
    }


def _grouped(held: ReviewRound, said: dict[str, Any], at: datetime) -> None:
    items = held.items.filter(procedure__code__in=said["codes"])
    if items.count() > 1:
        entry = GroupEntry(
            said["title"],
            tuple(items.values_list("pk", flat=True)),
            said["interactions"],
            GroupWish.INTERCONNECT,
            said["content"],
        )
        put_group(round_id=held.pk, entry=entry, by=_person("kiemsoat"), at=at)


def _next_year(said: dict[str, Any], at: datetime) -> None:
    today = local_day(at)
    begun, year = _at(today - timedelta(days=3)), today.year + 1
    facts = RoundFacts(
        kind=RoundKind.YEARLY,
        year=year,
        title=said["title"].format(year=year),
        period=Period(date(year, 1, 1), date(year + 1, 1, 1)),
        control_unit_id=agency_on(_CONTROL, today).pk,
        approver=document("review_rounds")["approver"],
        chain=(DueStep(HandInStep.UNIT, HandInProduct.RESULT, date(year, 6, 30)),),
    )
    held = start_round(
        agency_id=agency_on(_HOME, today).pk, facts=facts, by=_person("kiemsoat"), at=begun, is_sample=True
    )
    for code, unit, reason in said["items"]:
        _choose(held, code, unit, reason, date(year, 6, 30), "", begun)


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(8, 0), tzinfo=VIETNAM)
