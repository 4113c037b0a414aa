"""A dossier begins: its papers are there, the promise is made, the process starts, the receipt is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.actions.money import owe_for
from motcua.dossiers.actions.papers import give_out
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.transferring import promise_transfer
from motcua.dossiers.actions.walking import enter_step
from motcua.dossiers.enums import Door, PaperForm
from motcua.dossiers.models import Dossier, Leg, SubmittedPaper
from motcua.dossiers.queries.clocks import limit_of
from motcua.dossiers.queries.money import usual_charges
from motcua.dossiers.queries.offers import Offer
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.clock import is_same_day
from motcua.dossiers.rules.intake import SeenPaper
from motcua.kernel.refusals import Refused
from motcua.workflow.queries import find_process
from motcua.workflow.rules.processes import ProcessContent

NO_LIMIT = Limit(Decimal(0), LimitUnit.NONE)


def begin(act: Act, offer: Offer, limit: Limit | None, is_express: bool) -> None:
    """The dossier is complete: what it was promised, and the first step of its process.

    :raises Refused: "papers-missing", "limit-unread", "express-not-possible", "process-not-found".
    """
    _require_papers(act.parts)
    _promise(act, offer, limit)
    _start_process(act, offer, is_express)
    act.tell(
        procedure=offer.code,
        version=str(offer.version_id),
        reception=str(act.dossier.reception_id),
        competent=str(act.dossier.competent_id),
        due_at=act.dossier.due_at,
    )


def acknowledge(act: Act, is_express: bool) -> None:
    """The receipt with its promise. What is finished at the counter at once has one only when it is asked for.

    Basis: NĐ 61/2018 art. 17(3), (4).
    """
    if is_express:
        return
    give_out(act, PaperKind.RECEIPT)
    tell_applicant(act, "dossier_received")


def _promise(act: Act, offer: Offer, limit: Limit | None) -> None:
    """The legal time, and from when it counts."""
    dossier, way = act.dossier, offer.way(Door(act.dossier.door))
    offered = way.limit if way is not None else NO_LIMIT
    if way is not None and way.needs_person:
        offered = _read_by_person(limit, way.limit_text)
    dossier.version_id = offer.version_id
    dossier.limit_amount, dossier.limit_unit = offered.amount, offered.unit
    dossier.limit_text = way.limit_text if way is not None else ""
    dossier.received_at, dossier.received_by = act.at, act.by
    dossier.is_transferred = _is_elsewhere(dossier)
    dossier.started_at = None if dossier.is_transferred else act.at
    if dossier.started_at is not None:
        act.begin_clock()


def _is_elsewhere(dossier: Dossier) -> bool:
    """Whether the dossier must first travel: another place is competent than that of the counter.

    Basis: NĐ 309/2026 art. 17(3), 18(2): the clock of a boundary-free dossier starts at the competent agency.
    """
    return dossier.reception.area_id != dossier.competent.area_id


def _start_process(act: Act, offer: Offer, is_express: bool) -> None:
    process = _process_for(act, offer, is_express)
    act.dossier.process_id = process.version_id
    _make_legs(act, process)
    passage = enter_step(act, act.process.first(), person=act.by)
    if act.dossier.is_transferred:
        promise_transfer(act, passage)


def _process_for(act: Act, offer: Offer, is_express: bool) -> ProcessContent:
    limit = limit_of(act.dossier)
    if is_express and not is_same_day(limit):
        raise Refused(
            "express-not-possible",
            f"Thời hạn của thủ tục là {limit}, không phải trả trong ngày, nên không đi đường nhanh tại quầy.",
        )
    process = find_process(offer.matter, act.dossier.competent_id, act.on, express=is_express)
    if process is None:
        raise Refused(
            "process-not-found",
            f"Chưa có quy trình nội bộ cho thủ tục {offer.code}. Đầu mối kiểm soát thủ tục cần ban hành quy trình.",
        )
    return process


def _make_legs(act: Act, process: ProcessContent) -> None:
    """Each agency's share of an interconnected dossier."""
    rows = [
        Leg(
            dossier=act.dossier,
            position=leg.position,
            key=leg.key,
            title=leg.title,
            agency_id=leg.agency_id or act.dossier.competent_id,
            is_lead=leg.is_lead,
            limit_amount=leg.limit.amount,
            limit_unit=leg.limit.unit,
        )
        for leg in process.legs
        if leg.limit is not None
    ]
    if not rows:
        return
    Leg.objects.bulk_create(rows)
    act.parts.__dict__.pop("legs", None)
    act.dossier.involved = list(dict.fromkeys([*act.dossier.involved, *(row.agency_id for row in rows)]))
    act.recount()


def _read_by_person(limit: Limit | None, text: str) -> Limit:
    if limit is None:
        raise Refused(
            "limit-unread",
            f"Thời hạn của thủ tục ghi bằng lời: “{text}”. Đọc rồi chọn thời hạn đúng cho trường hợp này.",
        )
    return limit


def note_papers(dossier: Dossier, papers: Sequence[SeenPaper], *, at: datetime) -> None:
    """What the desk saw of each paper, in one statement."""
    seen = {paper.position: paper for paper in papers}
    rows = list(SubmittedPaper.objects.filter(dossier=dossier, position__in=list(seen)))
    for row in rows:
        said = seen[row.position]
        row.form, row.count, row.note = said.form or "", said.count, said.note.strip()
        row.reused_from = said.reused_from.strip()
        if said.form is PaperForm.REUSED:
            row.reused_at = row.reused_at or at
        row.is_missing = said.form is None
    if rows:
        SubmittedPaper.objects.bulk_update(
            rows, ["form", "count", "note", "reused_from", "reused_at", "is_missing"]
        )


def _require_papers(parts: Parts) -> None:
    names = [paper.name for paper in parts.papers if paper.is_missing and not paper.note]
    if names:
        raise Refused(
            "papers-missing",
            "Chưa đủ giấy tờ để tiếp nhận: "
            + "; ".join(f"“{name}”" for name in names)
            + ". Yêu cầu hoàn thiện một lần, hoặc ghi lý do nếu trường hợp này không cần giấy đó.",
            papers=names,
        )


def ask_fees(act: Act, asks_fees: bool) -> None:
    """Enter the fees that the procedure states as amounts, when the desk says that they are due now."""
    if asks_fees and (charges := usual_charges(act.dossier)):
        owe_for(act, charges)
