"""Initiatives: registered by units, scored by each member alone, recognised or not, rewarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.actions.calls import lock_call, lock_initiative, require_call_open
from motcua.plans.actions.telling import shortened, subject_told, tell
from motcua.plans.enums import InitiativeStatus, RecognitionLevel
from motcua.plans.models import CouncilMember, Initiative, InitiativeCall, InitiativeScore
from motcua.plans.policy import (
    may_keep,
    require_decide_on_initiatives,
    require_enter,
    require_keep,
)
from motcua.plans.queries.councils import places_of, tallies_of
from motcua.plans.queries.units import units_taking_part
from motcua.plans.rules.initiatives import checked_points, criteria_from, is_author, passes, why_not_score

INITIATIVE = "initiative"
DECIDED = (InitiativeStatus.RECOGNISED, InitiativeStatus.NOT_RECOGNISED)
MOST_REWARD_VND = 10**10


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    """What a unit says of an initiative."""

    title: str
    authors: str
    summary: str
    field: str = ""
    is_about_reform: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an initiative is recognised, by which decision, at which level, with which reward; `reason` where it
    goes against the score."""

    recognised: bool
    decision_number: str
    decided_on: date
    level: RecognitionLevel | None = None
    reason: str = ""
    reward: str = ""
    reward_vnd: int | None = None


@transaction.atomic
def register_initiative(
    *,
    call_id: UUID,
    unit_id: UUID,
    facts: InitiativeFacts,
    by: Person,
    at: datetime,
    file: Brought | None = None,
    is_sample: bool = False,
) -> Initiative:
    """Register an initiative of the unit. After the last day only the keeper of the call registers.

    :raises Refused: "initiative-not-found", "do-plan-tasks-not-allowed", "call-closed", "call-due-past",
        "unit-not-there", "initiative-incomplete", "initiative-exists", and as documents' `keep_file`.
    """
    call, on = lock_call(call_id), local_day(at)
    require_enter(by, unit_id=unit_id, owner_id=call.agency_id, on=on)
    require_call_open(call)
    if call.due_on and on > call.due_on and not may_keep(by, agency_id=call.agency_id, on=on):
        raise Refused(
            "call-due-past",
            f"Đã hết hạn đăng ký ngày {call.due_on:%d/%m/%Y}. Liên hệ người phụ trách đợt sáng kiến để bổ sung.",
        )
    if not units_taking_part(call.agency_id, on).filter(pk=unit_id).exists():
        raise Refused(
            "unit-not-there",
            f"Đơn vị này không thuộc đợt sáng kiến của {call.agency.name}, hoặc không còn hoạt động.",
            field="unit",
        )
    said = _checked(facts, call, unit_id)
    stored = keep_file(data=file.data, name=file.name, by=by.actor, at=at) if file else None
    made = Initiative.objects.create(
        call=call,
        unit_id=unit_id,
        file=stored,
        registered_by=by,
        registered_at=at,
        is_sample=is_sample,
        **said,
    )
    _note(made, "InitiativeRegistered", {"title": made.title, "unit": unit_id}, by, at)
    return made


@transaction.atomic
def change_initiative(
    *, initiative_id: UUID, facts: InitiativeFacts, by: Person, at: datetime, file: Brought | None = None
) -> Initiative:
    """Say something else of an initiative that is not yet with the council.

    :raises Refused: "initiative-not-found", "do-plan-tasks-not-allowed", "call-closed", "initiative-status-wrong",
        "initiative-incomplete", "initiative-exists", and as documents' `keep_file`.
    """
    row = _entered(initiative_id, by, at)
    _require_status(row, InitiativeStatus.REGISTERED)
    said = _checked(facts, row.call, row.unit_id, row.pk)
    before = {name: getattr(row, name) for name, value in said.items() if getattr(row, name) != value}
    for name, value in said.items():
        setattr(row, name, value)
    if file is not None:
        row.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    row.save()
    before.pop("folded", None)
    _note(row, "InitiativeChanged", {"before": before, "file": file is not None}, by, at)
    return row


@transaction.atomic
def withdraw_initiative(*, initiative_id: UUID, by: Person, at: datetime) -> Initiative:
    """Take an initiative back before it is decided on.

    :raises Refused: "initiative-not-found", "do-plan-tasks-not-allowed", "initiative-status-wrong".
    """
    row = lock_initiative(initiative_id)
    require_enter(by, unit_id=row.unit_id, owner_id=row.call.agency_id, on=local_day(at))
    _require_status(row, InitiativeStatus.REGISTERED, InitiativeStatus.SCORING)
    row.status = InitiativeStatus.WITHDRAWN
    row.save(update_fields=["status"])
    _note(row, "InitiativeWithdrawn", {}, by, at)
    return row


@transaction.atomic
def score_initiative(
    *, initiative_id: UUID, points: Sequence[Decimal], by: Person, at: datetime, note: str = ""
) -> Decimal:
    """A member's points, one for each criterion in order; their earlier ones are replaced. The total comes back.

    :raises Refused: "initiative-not-found", "score-not-allowed", "own-initiative-not-allowed", "call-closed",
        "initiative-status-wrong", "points-missing", "points-wrong", "scores-known".
    """
    row, on = lock_initiative(initiative_id), local_day(at)
    member = CouncilMember.objects.filter(call=row.call_id, person=by).first()
    if member is None:
        raise Refused("score-not-allowed", "Chỉ thành viên hội đồng của đợt này chấm được sáng kiến.")
    places = places_of([by.pk], on)[by.pk]
    if why := why_not_score(full_name=by.full_name, places=places, authors=row.authors, unit_id=row.unit_id):
        raise Refused("own-initiative-not-allowed", f"{why} nên bạn không chấm được.")
    require_call_open(row.call)
    _require_status(row, InitiativeStatus.SCORING)
    given = checked_points(points, criteria_from(row.call.criteria))
    if tallies_of(row.call, [row], on)[row.pk].is_whole:
        raise Refused(
            "scores-known",
            "Mọi thành viên đã chấm và điểm đã hiện cho hội đồng, nên không chấm lại được nữa.",
        )
    InitiativeScore.objects.filter(initiative=row, member=member).delete()
    insert_all(
        [
            InitiativeScore(
                initiative=row,
                member=member,
                criterion=place,
                points=each,
                note=clean(note)[:500] if place == 0 else "",
                at=at,
            )
            for place, each in enumerate(given)
        ]
    )
    # The journal says that somebody scored, not how: it is read before the scores may be.
    _note(row, "InitiativeScored", {}, by, at)
    return sum(given, Decimal(0))


@transaction.atomic
def decide_initiative(*, initiative_id: UUID, decision: Decision, by: Person, at: datetime) -> Initiative:
    """Recognise the initiative or not, once all have scored or scoring is closed. Whoever registered it is told.

    :raises Refused: "initiative-not-found", "decide-initiatives-not-allowed", "own-initiative-not-allowed",
        "initiative-status-wrong", "scoring-open", "not-scored", "decision-number-missing", "decision-day-wrong",
        "level-missing", "reason-missing", "reward-wrong".
    """
    row, on = lock_initiative(initiative_id), local_day(at)
    chair = row.call.council.filter(is_chair=True).values_list("person", flat=True).first()
    require_decide_on_initiatives(by, agency_id=row.call.agency_id, chair_id=chair, on=on)
    if is_author(by.full_name, row.authors):
        raise Refused(
            "own-initiative-not-allowed", "Bạn là tác giả của sáng kiến này. Người khác cần quyết định."
        )
    _require_status(row, InitiativeStatus.SCORING)
    mean = _mean_when_over(row, on)
    _require_decision(decision, passes(mean, row.call.passing), on)
    row.status = InitiativeStatus.RECOGNISED if decision.recognised else InitiativeStatus.NOT_RECOGNISED
    row.decision_number, row.decided_on = clean(decision.decision_number)[:60], decision.decided_on
    if decision.recognised:
        assert decision.level is not None
        row.level, row.reward, row.reward_vnd = (
            decision.level,
            clean(decision.reward)[:300],
            decision.reward_vnd,
        )
    row.save()
    kind = "InitiativeRecognised" if decision.recognised else "InitiativeNotRecognised"
    payload = {
        "mean": mean,
        "decision": row.decision_number,
        "level": row.level,
        "reason": clean(decision.reason),
    }
    _note(row, kind, payload, by, at)
    _tell_registrar(row, by, at)
    return row


@transaction.atomic
def reward_initiative(
    *, initiative_id: UUID, reward: str, reward_vnd: int | None, by: Person, at: datetime
) -> Initiative:
    """Note which reward a recognised initiative was given, in words and whole đồng.

    :raises Refused: "initiative-not-found", "keep-plans-not-allowed", "initiative-status-wrong", "reward-wrong".
    """
    row = lock_initiative(initiative_id)
    require_keep(by, agency_id=row.call.agency_id, on=local_day(at))
    _require_status(row, InitiativeStatus.RECOGNISED)
    _require_reward(reward_vnd)
    before = {"reward": row.reward, "reward_vnd": row.reward_vnd}
    row.reward, row.reward_vnd = clean(reward)[:300], reward_vnd
    row.save(update_fields=["reward", "reward_vnd"])
    after = {"reward": row.reward, "reward_vnd": row.reward_vnd}
    _note(row, "InitiativeRewarded", {"before": before, "after": after}, by, at)
    return row


def _entered(initiative_id: UUID, by: Person, at: datetime) -> Initiative:
    row = lock_initiative(initiative_id)
    require_enter(by, unit_id=row.unit_id, owner_id=row.call.agency_id, on=local_day(at))
    require_call_open(row.call)
    return row


def _checked(
    facts: InitiativeFacts, call: InitiativeCall, unit_id: UUID, own_id: UUID | None = None
) -> dict[str, Any]:
    title, authors = (" ".join(clean(text).split()) for text in (facts.title, facts.authors))
    for name, value, what in (
        ("title", title, "tên sáng kiến"),
        ("authors", authors, "tác giả"),
        ("summary", clean(facts.summary), "tóm tắt nội dung và hiệu quả"),
    ):
        if not value:
            raise Refused("initiative-incomplete", f"Ghi {what}.", field=name)
    if len(authors) > 500 or len(title) > 500:
        raise Refused("initiative-incomplete", "Tên sáng kiến và tác giả dài tối đa 500 chữ.", field="title")
    same = call.initiatives.filter(unit=unit_id, title=title).exclude(status=InitiativeStatus.WITHDRAWN)
    if (same.exclude(pk=own_id) if own_id else same).exists():
        raise Refused("initiative-exists", "Đơn vị đã đăng ký sáng kiến tên này trong đợt.", field="title")
    return {
        "title": title,
        "authors": authors,
        "summary": clean(facts.summary),
        "field": clean(facts.field)[:200],
        "is_about_reform": facts.is_about_reform,
        "folded": fold(f"{title} {authors}")[:700],
    }


def _require_status(row: Initiative, *allowed: InitiativeStatus) -> None:
    if row.status not in allowed:
        raise Refused(
            "initiative-status-wrong",
            f"Sáng kiến đang ở bước “{InitiativeStatus(row.status).label}” nên chưa hoặc không làm được việc này.",
            status=row.status,
        )


def _mean_when_over(row: Initiative, on: date) -> Decimal:
    """The mean, once nobody may score any more or everybody has."""
    found = tallies_of(row.call, [row], on)[row.pk]
    if row.call.closed_at is None and not found.is_whole:
        raise Refused(
            "scoring-open",
            "Hội đồng chưa chấm xong sáng kiến này. Chờ đủ điểm, hoặc Chủ tịch hội đồng kết thúc chấm.",
            missing=len(found.missing),
        )
    if found.mean is None:
        raise Refused("not-scored", "Sáng kiến chưa có điểm của thành viên nào nên chưa xét được.")
    return found.mean


def _require_decision(decision: Decision, is_passed: bool, on: date) -> None:
    if not clean(decision.decision_number):
        raise Refused("decision-number-missing", "Ghi số quyết định.", field="decision_number")
    if decision.decided_on > on:
        raise Refused("decision-day-wrong", "Ngày quyết định chưa tới.", field="decided_on")
    if decision.recognised and decision.level is None:
        raise Refused("level-missing", "Chọn cấp công nhận.", field="level")
    if decision.recognised != is_passed and not clean(decision.reason):
        against = (
            "chưa đạt điểm mà được công nhận" if decision.recognised else "đạt điểm mà không được công nhận"
        )
        raise Refused("reason-missing", f"Sáng kiến {against}: ghi rõ lý do.", field="reason")
    _require_reward(decision.reward_vnd)


def _require_reward(reward_vnd: int | None) -> None:
    if reward_vnd is not None and not 0 <= reward_vnd <= MOST_REWARD_VND:
        raise Refused("reward-wrong", "Tiền thưởng là số đồng từ 0 trở lên.", field="reward_vnd")


def _tell_registrar(row: Initiative, by: Person, at: datetime) -> None:
    facts = {
        "initiative": shortened(row.title),
        "agency": row.unit.name,
        "answer": "Sáng kiến " + InitiativeStatus(row.status).label.lower(),
    }
    told = subject_told(
        INITIATIVE,
        row.pk,
        "initiative_decided",
        [row.registered_by],
        key=row.status,
        but=by,
        facts=facts,
        url=f"/ban-lam-viec/sang-kien/sang-kien/{row.pk}/",
    )
    tell([told], at=at)


def _note(row: Initiative, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, INITIATIVE, str(row.pk), payload), actor=by.actor, at=at)
