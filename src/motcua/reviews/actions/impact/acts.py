"""Draft acts begun and changed, and the procedures in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.reviews.actions.impact.locking import item_in, needed, note, optional, save_act, worked_on
from motcua.reviews.enums import ActKind, ActStage
from motcua.reviews.models import DraftAct, DraftActProcedure
from motcua.reviews.policy.impact import require_assess
from motcua.reviews.queries.conditions.listing import names_of_procedures, procedures_by_code
from motcua.reviews.rules.impact.life import ActVerb

MOST_PROCEDURES = 200


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What is said of a draft act."""

    title: str
    kind: ActKind
    begun_on: date
    wanted_on: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A procedure in a draft act: what the act does to it, and what it is to ask."""

    change: ChangeKind
    name: str = ""
    code: str = ""
    papers: int | None = None
    limit_amount: Decimal | None = None
    limit_unit: LimitUnit | None = None
    fee_vnd: int | None = None


@transaction.atomic
def begin_draft_act(
    *,
    agency_id: UUID,
    facts: ActFacts,
    by: Person,
    at: datetime,
    stage: ActStage = ActStage.PROPOSAL,
    is_sample: bool = False,
) -> DraftAct:
    """Begin to assess a legal act that the agency proposes or drafts.

    :raises Refused: "do-reviews-not-allowed", "impact-words-missing", "impact-words-too-long", "draft-act-days-wrong".
    """
    require_assess(by, agency_id=agency_id, on=local_day(at))
    act = DraftAct.objects.create(
        agency_id=agency_id, stage=stage, created_by=by, created_at=at, is_sample=is_sample, **_said(facts)
    )
    note(act, "DraftActBegun", {"title": act.title, "stage": stage.value}, by, at)
    return act


@transaction.atomic
def change_draft_act(
    *, act_id: UUID, facts: ActFacts, by: Person, at: datetime, seen: int | None = None
) -> DraftAct:
    """Say something else of the act while it is assessed.

    :raises Refused: as `begin_draft_act`, "draft-act-not-found", "draft-act-changed", "draft-act-not-ready".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at, seen=seen)
    said = _said(facts)
    before = {name: getattr(act, name) for name, value in said.items() if getattr(act, name) != value}
    save_act(act, **said)
    before.pop("folded", None)
    after = {name: said[name] for name in before}
    note(act, "DraftActChanged", {"before": before, "after": after}, by, at)
    return act


@transaction.atomic
def put_draft_procedure(
    *, act_id: UUID, foreseen: Foreseen, by: Person, at: datetime, item_id: UUID | None = None
) -> DraftActProcedure:
    """Put a procedure into the act, or with `item_id` say something else of one in it. Another kind of change asks
    another form, so that an assessment begun by then starts anew.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready",
        "draft-procedure-not-found", "procedure-not-found", "draft-procedure-twice", "impact-words-missing",
        "impact-words-too-long", "draft-procedure-limit-wrong", "too-many-procedures".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at)
    item = DraftActProcedure(act=act, added_at=at) if item_id is None else item_in(act, item_id)
    if item_id is None and act.procedures.count() >= MOST_PROCEDURES:
        raise Refused("too-many-procedures", f"Mỗi dự thảo ghi tối đa {MOST_PROCEDURES} thủ tục.")
    said = _item_said(foreseen)
    _require_once(act, item, said["procedure"])
    if item_id is not None and item.change != said["change"]:
        item.assessments.filter(stage=act.stage).delete()
    for name, value in said.items():
        setattr(item, name, value)
    item.save()
    save_act(act)
    payload = {"title": item.name, "change": item.change, "code": foreseen.code}
    note(act, "DraftProcedurePut", payload, by, at)
    return item


@transaction.atomic
def remove_draft_procedure(*, act_id: UUID, item_id: UUID, by: Person, at: datetime) -> DraftAct:
    """Take a procedure out of the act, with its assessment.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready",
        "draft-procedure-not-found".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at)
    item = item_in(act, item_id)
    payload = {"title": item.name, "change": item.change}
    item.delete()
    save_act(act)
    note(act, "DraftProcedureRemoved", payload, by, at)
    return act


def _said(facts: ActFacts) -> dict[str, Any]:
    if facts.wanted_on is not None and facts.wanted_on < facts.begun_on:
        raise Refused(
            "draft-act-days-wrong", "Ngày dự kiến ban hành trước ngày bắt đầu. Xem lại.", field="wanted_on"
        )
    title = " ".join(needed(facts.title, field="title", what="tên dự thảo", most=500).split())
    return {
        "title": title,
        "kind": facts.kind,
        "begun_on": facts.begun_on,
        "wanted_on": facts.wanted_on,
        "about": optional(facts.about, field="about", what="nội dung", most=4000),
        "folded": fold(title)[:600],
    }


def _item_said(foreseen: Foreseen) -> dict[str, Any]:
    procedure = _procedure(foreseen)
    name = foreseen.name
    if not name.strip() and procedure is not None:
        [(_procedure_row, name)] = names_of_procedures([procedure])
    if (foreseen.limit_amount is None) != (foreseen.limit_unit is None):
        raise Refused(
            "draft-procedure-limit-wrong",
            "Ghi cả số và đơn vị của thời hạn, hoặc để trống cả hai.",
            field="limit_amount",
        )
    return {
        "change": foreseen.change,
        "procedure": procedure,
        "name": " ".join(needed(name, field="name", what="tên thủ tục", most=500).split()),
        "papers": foreseen.papers,
        "limit_amount": foreseen.limit_amount,
        "limit_unit": foreseen.limit_unit or "",
        "fee_vnd": foreseen.fee_vnd,
    }


def _procedure(foreseen: Foreseen) -> Procedure | None:
    code = foreseen.code.strip()
    if not code:
        if foreseen.change is not ChangeKind.NEW:
            raise Refused(
                "procedure-not-found",
                f"Ghi mã thủ tục đang áp dụng mà dự thảo {foreseen.change.label.lower()}.",
                field="code",
            )
        return None
    found = procedures_by_code([code]).get(code)
    if found is None:
        raise Refused("procedure-not-found", f"Danh mục không có thủ tục mã {code[:40]}.", field="code")
    return found


def _require_once(act: DraftAct, item: DraftActProcedure, procedure: Procedure | None) -> None:
    if procedure is not None and act.procedures.filter(procedure=procedure).exclude(pk=item.pk).exists():
        raise Refused("draft-procedure-twice", "Thủ tục này đã có trong dự thảo.", field="code")
