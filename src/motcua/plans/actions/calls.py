"""Calls for initiatives: opened with what is scored, given a council, brought to scoring, closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.telling import subject_told, tell
from motcua.plans.enums import InitiativeStatus, UnitGroup
from motcua.plans.models import CouncilMember, Initiative, InitiativeCall
from motcua.plans.policy import initiative_not_found, require_decide_on_initiatives, require_keep
from motcua.plans.queries.people import heads_of
from motcua.plans.queries.units import members_of
from motcua.plans.rules.initiatives import Criterion, checked_criteria

CALL = "initiative_call"
_MOST_MEMBERS = 30


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is said of the call as a whole."""

    year: int
    title: str
    criteria: Sequence[Criterion]
    passing: Decimal
    due_on: date | None = None


@transaction.atomic
def open_call(
    *, agency_id: UUID, facts: CallFacts, by: Person, at: datetime, is_sample: bool = False
) -> InitiativeCall:
    """Open the call; the heads of divisions and attached units are told.

    :raises Refused: "keep-plans-not-allowed", "call-title-missing", "call-year-wrong", "call-exists", and as
        `rules.initiatives.checked_criteria`.
    """
    on = local_day(at)
    require_keep(by, agency_id=agency_id, on=on)
    said = _checked(facts, agency_id)
    call = InitiativeCall.objects.create(
        agency_id=agency_id, created_by=by, created_at=at, is_sample=is_sample, **said
    )
    _note(call, "InitiativeCallOpened", {"title": call.title}, by, at)
    units = members_of(UnitGroup.ALL_UNITS, owner_id=agency_id, on=on).values_list("pk", flat=True)
    heads = heads_of(list(units), on)
    people = {person.pk: person for found in heads.values() for person in found}
    tell([_told(call, "initiative_called", list(people.values()), "called", by)], at=at)
    return call


@transaction.atomic
def change_call(*, call_id: UUID, facts: CallFacts, by: Person, at: datetime) -> InitiativeCall:
    """Say something else of the call; what is scored and the passing score stay once somebody has scored.

    :raises Refused: as `open_call`, and "initiative-not-found", "call-closed", "call-scored".
    """
    call = kept_call(call_id, by, at)
    said = _checked(facts, call.agency_id, call.pk)
    changed = {name for name, value in said.items() if getattr(call, name) != value}
    if changed & {"criteria", "passing"} and call.initiatives.filter(scores__isnull=False).exists():
        raise Refused(
            "call-scored",
            "Đã có người chấm nên tiêu chí và điểm công nhận không đổi được nữa.",
            field="criteria",
        )
    before = {name: getattr(call, name) for name in changed}
    for name, value in said.items():
        setattr(call, name, value)
    call.save()
    after = {name: said[name] for name in changed}
    _note(call, "InitiativeCallChanged", {"before": before, "after": after}, by, at)
    return call


@transaction.atomic
def set_council(
    *,
    call_id: UUID,
    person_ids: Collection[UUID],
    chair_id: UUID,
    document: str,
    by: Person,
    at: datetime,
) -> list[CouncilMember]:
    """Who scores the initiatives, who presides, by which decision. Whoever has scored stays.

    :raises Refused: "keep-plans-not-allowed", "initiative-not-found", "call-closed", "council-missing",
        "chair-missing", "council-person-wrong", "member-has-scored".
    """
    call = kept_call(call_id, by, at)
    wanted = {*person_ids, chair_id}
    if not 2 <= len(wanted) <= _MOST_MEMBERS:
        raise Refused("council-missing", f"Hội đồng có từ 2 đến {_MOST_MEMBERS} người.", field="people")
    known = set(
        Person.objects.filter(pk__in=wanted, is_active=True, is_staff_member=True).values_list(
            "pk", flat=True
        )
    )
    if wanted - known:
        raise Refused(
            "council-person-wrong", "Có người không còn làm việc. Tải lại trang rồi chọn lại.", field="people"
        )
    leaving = call.council.exclude(person__in=wanted)
    if stays := leaving.filter(scores__isnull=False).select_related("person").first():
        raise Refused(
            "member-has-scored",
            f"{stays.person.full_name} đã chấm điểm nên không ra khỏi hội đồng được.",
            field="people",
        )
    leaving.delete()
    call.council.update(is_chair=False)
    present = set(call.council.values_list("person", flat=True))
    new = sorted(wanted - present)
    insert_all([CouncilMember(call=call, person_id=person) for person in new])
    call.council.filter(person=chair_id).update(is_chair=True)
    call.council_document = clean(document)[:120]
    call.save(update_fields=["council_document"])
    payload = {"people": sorted(wanted), "chair": chair_id, "document": call.council_document}
    _note(call, "InitiativeCouncilSet", payload, by, at)
    return list(call.council.order_by("id"))


@transaction.atomic
def begin_scoring(*, call_id: UUID, by: Person, at: datetime) -> int:
    """All initiatives registered so far go to the council; how many. Its members are told.

    :raises Refused: "keep-plans-not-allowed", "initiative-not-found", "call-closed", "council-missing",
        "initiatives-missing".
    """
    call = kept_call(call_id, by, at)
    if not call.council.filter(is_chair=True).exists():
        raise Refused("council-missing", "Lập hội đồng và chọn Chủ tịch trước khi bắt đầu chấm.")
    number = call.initiatives.filter(status=InitiativeStatus.REGISTERED).update(
        status=InitiativeStatus.SCORING
    )
    if not number:
        raise Refused("initiatives-missing", "Chưa có sáng kiến nào mới đăng ký để đưa ra chấm.")
    _note(call, "InitiativeScoringBegun", {"initiatives": number}, by, at)
    members = Person.objects.filter(pk__in=call.council.values("person")).order_by("sort_key", "id")
    tell([_told(call, "initiative_scoring", list(members), f"scoring:{at.isoformat()}", by)], at=at)
    return number


@transaction.atomic
def close_scoring(*, call_id: UUID, by: Person, at: datetime) -> InitiativeCall:
    """Nobody scores any more; the scores that are there count, and are seen.

    :raises Refused: "decide-initiatives-not-allowed", "initiative-not-found", "call-closed", "scoring-not-begun".
    """
    call = lock_call(call_id)
    chair = call.council.filter(is_chair=True).values_list("person", flat=True).first()
    require_decide_on_initiatives(by, agency_id=call.agency_id, chair_id=chair, on=local_day(at))
    require_call_open(call)
    rows = call.initiatives
    if rows.filter(status=InitiativeStatus.REGISTERED).exists():
        raise Refused(
            "scoring-not-begun",
            "Còn sáng kiến đã đăng ký mà chưa đưa ra chấm. Đưa ra chấm, hoặc rút các sáng kiến đó trước.",
        )
    if not rows.filter(scores__isnull=False).exists():
        raise Refused("scoring-not-begun", "Chưa có ai chấm điểm nên chưa kết thúc chấm được.")
    call.closed_at = at
    call.save(update_fields=["closed_at"])
    _note(call, "InitiativeScoringClosed", {}, by, at)
    return call


def lock_call(call_id: UUID) -> InitiativeCall:
    """The call, held until the transaction ends.

    :raises Refused: "initiative-not-found".
    """
    rows = InitiativeCall.objects.select_for_update(of=("self",)).select_related("agency")
    call = rows.filter(pk=call_id).first()
    if call is None:
        raise initiative_not_found()
    return call


def lock_initiative(initiative_id: UUID) -> Initiative:
    """The initiative with its call, both held; always the call first.

    :raises Refused: "initiative-not-found".
    """
    call_id = Initiative.objects.filter(pk=initiative_id).values_list("call", flat=True).first()
    if call_id is None:
        raise initiative_not_found()
    call = lock_call(call_id)
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("unit", "registered_by")
    initiative = rows.get(pk=initiative_id)
    initiative.call = call
    return initiative


def kept_call(call_id: UUID, by: Person, at: datetime) -> InitiativeCall:
    """The open call, held, for who keeps the plans of its agency.

    :raises Refused: "initiative-not-found", "keep-plans-not-allowed", "call-closed".
    """
    call = lock_call(call_id)
    require_keep(by, agency_id=call.agency_id, on=local_day(at))
    require_call_open(call)
    return call


def require_call_open(call: InitiativeCall) -> None:
    """Refuse a call whose scoring has ended.

    :raises Refused: "call-closed".
    """
    if call.closed_at is not None:
        raise Refused("call-closed", f"Đợt “{call.title}” đã kết thúc chấm nên không làm được việc này nữa.")


def _checked(facts: CallFacts, agency_id: UUID, call_id: UUID | None = None) -> dict[str, Any]:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("call-title-missing", "Ghi tên đợt sáng kiến.", field="title")
    if not 2000 <= facts.year <= 2100:
        raise Refused("call-year-wrong", "Năm của đợt sáng kiến không hợp lý.", field="year")
    same = InitiativeCall.objects.filter(agency=agency_id, year=facts.year, title=title)
    if (same.exclude(pk=call_id) if call_id else same).exists():
        raise Refused("call-exists", f"Năm {facts.year} đã có đợt sáng kiến tên này.", field="title")
    criteria = checked_criteria(
        [Criterion(clean(one.name), one.most) for one in facts.criteria], facts.passing
    )
    return {
        "year": facts.year,
        "title": title,
        "criteria": [one.as_dict() for one in criteria],
        "passing": facts.passing,
        "due_on": facts.due_on,
    }


def _note(call: InitiativeCall, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, CALL, str(call.pk), payload), actor=by.actor, at=at)


def _told(call: InitiativeCall, event: str, people: Sequence[Person], key: str, by: Person) -> Any:
    return subject_told(
        CALL,
        call.pk,
        event,
        people,
        key=key,
        but=by,
        facts={"drive": call.title, "agency": call.agency.name, "until": call.due_on},
        url=f"/ban-lam-viec/sang-kien/{call.pk}/",
    )
