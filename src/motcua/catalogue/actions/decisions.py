"""The life of a promulgation decision: drafted, checked, submitted, promulgated by a second person, published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.catalogue.actions.promulgation import put_in_force
from motcua.catalogue.enums import DecisionScope, DecisionStage, VersionState
from motcua.catalogue.models import DecisionItem, ProcedureVersion, PromulgationDecision
from motcua.catalogue.policy import require_approver, require_keeper
from motcua.catalogue.rules.decisions import NEEDS_VERSION, DecisionVerb, next_stage
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency

_STAGE_NAMES = {
    DecisionVerb.EDIT: "sửa",
    DecisionVerb.SEND_TO_CHECK: "gửi kiểm soát",
    DecisionVerb.SEND_BACK: "trả lại",
    DecisionVerb.SUBMIT: "trình ký",
    DecisionVerb.PROMULGATE: "công bố",
    DecisionVerb.WITHDRAW: "rút",
    DecisionVerb.RECORD_PUBLICATION: "ghi nhận công khai",
}


@dataclass(frozen=True, slots=True)
class DecisionData:
    """What is known of a decision itself; the days may come later."""

    title: str
    issuer: str
    scope: DecisionScope = DecisionScope.PROVINCE
    is_shortened: bool = False
    number: str = ""
    signed_on: date | None = None
    act_effective_on: date | None = None
    effective_on: date | None = None


@transaction.atomic
def start_decision(
    *, agency: Agency, data: DecisionData, by: Person, at: datetime, is_sample: bool = False
) -> PromulgationDecision:
    """Begin the draft of a decision kept by `agency`.

    :raises Refused: when `by` does not keep the catalogue there, or the title or issuer is missing.
    """
    require(by, Capability.KEEP_CATALOGUE, agency_id=agency.pk, on=local_day(at))
    _require_complete(data)
    decision = PromulgationDecision.objects.create(
        agency=agency, prepared_by=by, prepared_at=at, is_sample=is_sample, **_columns(data)
    )
    _record(decision, "DecisionDrafted", by, at, title=data.title)
    return decision


@transaction.atomic
def change_decision(
    *, decision: PromulgationDecision, data: DecisionData, by: Person, at: datetime
) -> PromulgationDecision:
    """Change what a draft says of itself.

    :raises Refused: wrong person, wrong stage, or title or issuer missing.
    """
    decision = _lock(decision)
    require_keeper(by, decision=decision, on=local_day(at))
    _move(decision, DecisionVerb.EDIT)
    _require_complete(data)
    before = {name: getattr(decision, name) for name in _columns(data)}
    changed = {name: value for name, value in _columns(data).items() if before[name] != value}
    if changed:
        _save(decision, changed)
        _record(decision, "DecisionChanged", by, at, **changed)
    return decision


@transaction.atomic
def send_to_check(*, decision: PromulgationDecision, by: Person, at: datetime) -> PromulgationDecision:
    """Hand a draft with its items to the control office.

    :raises Refused: wrong person or stage, no items, or an item without the version it needs.
    """
    decision = _lock(decision)
    require_keeper(by, decision=decision, on=local_day(at))
    stage = _move(decision, DecisionVerb.SEND_TO_CHECK)
    _require_items(decision)
    _save(decision, {"stage": stage})
    _record(decision, "DecisionSentToCheck", by, at)
    return decision


@transaction.atomic
def send_back(
    *, decision: PromulgationDecision, reason: str, by: Person, at: datetime
) -> PromulgationDecision:
    """Return a decision to its drafters with a reason; the checker or the approver may.

    :raises Refused: wrong person or stage, or no reason.
    """
    decision = _lock(decision)
    require(by, Capability.APPROVE_DECISION, agency_id=decision.agency_id, on=local_day(at))
    stage = _move(decision, DecisionVerb.SEND_BACK)
    _require_reason(reason)
    _save(decision, {"stage": stage})
    _record(decision, "DecisionSentBack", by, at, reason=reason)
    return decision


@transaction.atomic
def submit_decision(*, decision: PromulgationDecision, by: Person, at: datetime) -> PromulgationDecision:
    """Pass a checked decision on to whoever signs it.

    :raises Refused: wrong person or stage.
    """
    decision = _lock(decision)
    require_keeper(by, decision=decision, on=local_day(at))
    stage = _move(decision, DecisionVerb.SUBMIT)
    _save(decision, {"stage": stage})
    _record(decision, "DecisionSubmitted", by, at)
    return decision


@transaction.atomic
def promulgate(
    *,
    decision: PromulgationDecision,
    number: str,
    signed_on: date,
    effective_on: date,
    by: Person,
    at: datetime,
) -> PromulgationDecision:
    """Enter the signed decision: its versions take effect on `effective_on`, those before them end there.

    A second person does this; the versions of earlier periods stay as they were.

    :raises Refused: wrong person or stage, one of the drafters, a missing number, days that cannot be, or a
        procedure whose periods would overlap.
    """
    decision = _lock(decision)
    require_approver(by, decision=decision, on=local_day(at))
    stage = _move(decision, DecisionVerb.PROMULGATE)
    _require_signature(number, signed_on, effective_on, local_day(at))
    _require_items(decision)
    put_in_force(decision=decision, effective_on=effective_on, number=number.strip(), at=at)
    values = {
        "stage": stage,
        "number": number.strip(),
        "signed_on": signed_on,
        "effective_on": effective_on,
        "approved_by": by,
        "approved_at": at,
    }
    _save(decision, values)
    _record(
        decision, "DecisionPromulgated", by, at, number=number, signed_on=signed_on, effective_on=effective_on
    )
    return decision


@transaction.atomic
def record_publication(
    *,
    decision: PromulgationDecision,
    entered_on: date | None = None,
    published_on: date | None = None,
    posted_on: date | None = None,
    by: Person,
    at: datetime,
) -> PromulgationDecision:
    """Note when a promulgated decision was entered in the national database, published there, and posted.

    :raises Refused: wrong person or stage, a day before the signature or in the future.
    """
    decision = _lock(decision)
    require_keeper(by, decision=decision, on=local_day(at))
    _move(decision, DecisionVerb.RECORD_PUBLICATION)
    days = {"entered_on": entered_on, "published_on": published_on, "posted_on": posted_on}
    given = {name: day for name, day in days.items() if day is not None}
    for name, day in given.items():
        if (decision.signed_on and day < decision.signed_on) or day > local_day(at):
            raise Refused(
                "publication-day-impossible",
                f"Ngày {day:%d/%m/%Y} không thể có: phải từ ngày ký đến hôm nay. Kiểm tra lại ngày đã nhập.",
                field=name,
            )
    if given:
        _save(decision, given)
        _record(decision, "DecisionPublicationRecorded", by, at, **given)
    return decision


@transaction.atomic
def withdraw_decision(
    *, decision: PromulgationDecision, reason: str, by: Person, at: datetime
) -> PromulgationDecision:
    """Give up a decision that is not promulgated; its draft versions are abandoned but kept.

    :raises Refused: wrong person or stage, or no reason.
    """
    decision = _lock(decision)
    require_keeper(by, decision=decision, on=local_day(at))
    stage = _move(decision, DecisionVerb.WITHDRAW)
    _require_reason(reason)
    drafts = ProcedureVersion.objects.filter(decision_item__decision=decision, state=VersionState.DRAFT)
    drafts.update(state=VersionState.ABANDONED)
    _save(decision, {"stage": stage})
    _record(decision, "DecisionWithdrawn", by, at, reason=reason)
    return decision


def lock_for_editing(decision: PromulgationDecision, *, by: Person, at: datetime) -> PromulgationDecision:
    """The locked row of a draft that `by` may edit; for the actions on its items.

    :raises Refused: wrong person or stage.
    """
    locked = _lock(decision)
    require_keeper(by, decision=locked, on=local_day(at))
    _move(locked, DecisionVerb.EDIT)
    return locked


def _lock(decision: PromulgationDecision) -> PromulgationDecision:
    return PromulgationDecision.objects.select_for_update().get(pk=decision.pk)


def _move(decision: PromulgationDecision, verb: DecisionVerb) -> DecisionStage:
    stage = DecisionStage(decision.stage)
    after = next_stage(stage=stage, verb=verb)
    if after is None:
        raise Refused(
            "decision-wrong-stage",
            f"Không thể {_STAGE_NAMES[verb]} khi quyết định đang ở bước “{stage.label}”. "
            "Có thể người khác vừa xử lý: hãy tải lại trang.",
            stage=stage.value,
        )
    return after


def _columns(data: DecisionData) -> dict[str, Any]:
    return {
        "title": data.title.strip(),
        "issuer": data.issuer.strip(),
        "scope": data.scope,
        "is_shortened": data.is_shortened,
        "number": data.number.strip(),
        "signed_on": data.signed_on,
        "act_effective_on": data.act_effective_on,
        "effective_on": data.effective_on,
    }


def _save(decision: PromulgationDecision, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(decision, name, value)
    decision.save(update_fields=list(values))


def _record(decision: PromulgationDecision, kind: str, by: Person, at: datetime, **payload: Any) -> None:
    record(fact=Fact(kind, "decision", str(decision.pk), payload), actor=by.actor, at=at)


def _require_complete(data: DecisionData) -> None:
    wanted = {"trích yếu": data.title, "cơ quan ban hành": data.issuer}
    missing = [label for label, value in wanted.items() if not value.strip()]
    if missing:
        raise Refused("decision-incomplete", f"Quyết định còn thiếu {' và '.join(missing)}.")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason-missing", "Hãy ghi lý do để người soạn biết cần làm gì.")


def _require_items(decision: PromulgationDecision) -> None:
    items = list(DecisionItem.objects.filter(decision=decision).select_related("procedure"))
    if not items:
        raise Refused(
            "decision-empty", "Quyết định chưa có thủ tục nào. Thêm ít nhất một thủ tục rồi gửi lại."
        )
    lacking = [
        item.procedure.code for item in items if item.change in NEEDS_VERSION and item.version_id is None
    ]
    if lacking:
        raise Refused(
            "item-without-version", f"Chưa có nội dung dự thảo cho: {', '.join(lacking)}.", codes=lacking
        )


def _require_signature(number: str, signed_on: date, effective_on: date, today: date) -> None:
    if not number.strip():
        raise Refused(
            "decision-number-missing", "Hãy nhập số, ký hiệu của quyết định đã ký, ví dụ 864/QĐ-UBND."
        )
    if signed_on > today:
        raise Refused(
            "signed-in-future", f"Ngày ký {signed_on:%d/%m/%Y} còn ở tương lai. Kiểm tra lại ngày ký."
        )
    if effective_on < signed_on:
        raise Refused(
            "effective-before-signed",
            f"Ngày áp dụng {effective_on:%d/%m/%Y} trước ngày ký {signed_on:%d/%m/%Y}. Kiểm tra lại hai ngày này.",
        )
