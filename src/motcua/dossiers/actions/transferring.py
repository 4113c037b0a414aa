"""A dossier received elsewhere travels to the agency that must resolve it; there its time begins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.transfer import TransferBy, transfer_by
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import tell_whose_turn
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.walking import (
    begin_work,
    current_step,
    enter_step,
    recount_step,
)
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Dossier, Passage
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean


def transfer(
    *, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, note: str = ""
) -> Dossier:
    """Send the dossier on to the competent agency. Coming later than the law says is written down, not refused.

    Basis: NĐ 61/2018 art. 18(2)(3); NĐ 309/2026 art. 14(4), 18(2).

    :raises Refused: "transfer-not-needed", "already-transferred", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.TRANSFER, by=by, at=at, seen=seen) as act:
        _require_elsewhere(act.dossier)
        by_when = transfer_term(act.dossier)
        step = current_step(act)
        enter_step(act, step, agency_id=act.dossier.competent_id, note=clean(note))
        act.tell(
            competent=str(act.dossier.competent_id),
            transfer_by=by_when.at,
            is_late=at > by_when.at,
            note=clean(note),
        )
        tell_applicant(act, "dossier_forwarded")
        tell_whose_turn(act, "dossier_forwarded")
    return act.dossier


def accept_transfer(*, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None) -> Dossier:
    """Take the dossier over at the competent agency: from now on its legal time counts.

    Basis: NĐ 309/2026 art. 17(3).

    :raises Refused: "transfer-not-under-way", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.ACCEPT_TRANSFER, by=by, at=at, seen=seen) as act:
        dossier = act.dossier
        on_its_way = dossier.is_transferred and dossier.started_at is None
        if not on_its_way or dossier.holder_agency_id != dossier.competent_id:
            raise Refused(
                "transfer-not-under-way",
                "Hồ sơ này không đang trên đường chuyển tới cơ quan bạn. Nơi tiếp nhận phải chuyển trước.",
            )
        dossier.started_at = at
        act.begin_clock()
        begin_work(act)
        recount_step(act)
        act.tell(started_at=at, due_at=dossier.due_at, competent=str(dossier.competent_id))
        tell_applicant(act, "dossier_received")
    return act.dossier


def transfer_term(dossier: Dossier) -> TransferBy:
    """By when the place of receipt must have sent the dossier on, and why."""
    assert dossier.received_at is not None
    return transfer_by(calendar=calendar_for_agency(dossier.reception.code), received_at=dossier.received_at)


def promise_transfer(act: Act, passage: Passage) -> None:
    """At the counter a dossier of another agency has until the term of its transfer."""
    passage.due_at = act.dossier.step_due_at = transfer_term(act.dossier).at
    if not act.is_new:
        passage.save(update_fields=["due_at"])


def _require_elsewhere(dossier: Dossier) -> None:
    if not dossier.is_transferred:
        raise Refused(
            "transfer-not-needed",
            f"Hồ sơ thuộc thẩm quyền của {dossier.competent.name}, ngay tại nơi tiếp nhận: chuyển bước xử lý, "
            "không cần chuyển cơ quan.",
        )
    if dossier.started_at is not None or dossier.holder_agency_id == dossier.competent_id:
        raise Refused("already-transferred", f"Hồ sơ đã chuyển tới {dossier.competent.name} rồi.")
