"""Every act on a draft begins here: the row, whether it may be worked on, and what the journal is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import ActStatus
from motcua.reviews.models import DraftAct, DraftActProcedure
from motcua.reviews.policy.impact import (
    draft_act_not_found,
    draft_procedure_not_found,
    require_assess,
    require_conclude,
)
from motcua.reviews.rules.impact.life import ActVerb, require_verb

DRAFT_ACT = "draft_act"


def lock_act(act_id: UUID, *, seen: int | None = None) -> DraftAct:
    """The act, locked; its revision goes on with the caller's `save_act`.

    :raises Refused: "draft-act-not-found", "draft-act-changed".
    """
    rows = DraftAct.objects.select_for_update(of=("self",)).select_related("agency")
    act = rows.filter(pk=act_id).first()
    if act is None:
        raise draft_act_not_found()
    if seen is not None and seen != act.revision:
        raise Refused(
            "draft-act-changed",
            "Dự thảo vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=act.revision,
        )
    return act


def worked_on(act_id: UUID, verb: ActVerb, by: Person, at: datetime, *, seen: int | None = None) -> DraftAct:
    """The act, locked, for whoever assesses it, while the verb is possible.

    :raises Refused: "draft-act-not-found", "draft-act-changed", "do-reviews-not-allowed", "draft-act-not-ready".
    """
    act = lock_act(act_id, seen=seen)
    require_assess(by, agency_id=act.agency_id, on=local_day(at))
    require_verb(verb, ActStatus(act.status))
    return act


def concluded(act_id: UUID, verb: ActVerb, by: Person, at: datetime, *, seen: int | None = None) -> DraftAct:
    """The act, locked, for whoever hands it over and records what became of it, while the verb is possible.

    :raises Refused: "draft-act-not-found", "draft-act-changed", "keep-reviews-not-allowed", "draft-act-not-ready".
    """
    act = lock_act(act_id, seen=seen)
    require_conclude(by, agency_id=act.agency_id, on=local_day(at))
    require_verb(verb, ActStatus(act.status))
    return act


def item_in(act: DraftAct, item_id: UUID) -> DraftActProcedure:
    """The procedure of the act.

    :raises Refused: "draft-procedure-not-found".
    """
    found = act.procedures.select_related("procedure").filter(pk=item_id).first()
    if found is None:
        raise draft_procedure_not_found()
    return found


def save_act(act: DraftAct, **values: Any) -> None:
    """Write these values and the next revision."""
    for name, value in values.items():
        setattr(act, name, value)
    act.revision += 1
    act.save(update_fields=[*values, "revision"])


def needed(text: str, *, field: str, what: str, most: int) -> str:
    """The words, cleaned.

    :raises Refused: "impact-words-missing", "impact-words-too-long".
    """
    said = optional(text, field=field, what=what, most=most)
    if not said:
        raise Refused("impact-words-missing", f"Thiếu {what}.", field=field)
    return said


def optional(text: str, *, field: str, what: str, most: int) -> str:
    """The words, cleaned, or "".

    :raises Refused: "impact-words-too-long".
    """
    said = clean(text)
    if len(said) > most:
        raise Refused(
            "impact-words-too-long", f"Phần {what} dài quá {most} ký tự. Viết gọn lại.", field=field
        )
    return said


def note(act: DraftAct, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    """Tell the journal."""
    record(fact=Fact(kind, DRAFT_ACT, str(act.pk), payload), actor=by.actor, at=at)
