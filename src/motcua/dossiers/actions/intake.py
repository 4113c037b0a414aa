"""Dossiers come in: lodged online, or taken in at a counter in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act, acting, acting_on_new, actor_of
from motcua.dossiers.actions.codes import allocate_code
from motcua.dossiers.actions.money import owe_for
from motcua.dossiers.actions.papers import give_out
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.transferring import promise_transfer
from motcua.dossiers.actions.walking import enter_step
from motcua.dossiers.enums import Door, PaperForm, PartyRole, Status, Verb
from motcua.dossiers.models import Dossier, Leg, PaperFile, Party, SubmittedPaper
from motcua.dossiers.policy import require_receiver
from motcua.dossiers.queries.clocks import limit_of
from motcua.dossiers.queries.money import usual_charges
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.clock import is_same_day
from motcua.dossiers.rules.events import SUBJECT, SUBMITTED
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty, SeenPaper, problems_of, search_text
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agency_with_area
from motcua.organisations.queries.powers import find_competent_agency
from motcua.workflow.queries import find_process
from motcua.workflow.rules.processes import ProcessContent

NO_LIMIT = Limit(Decimal(0), LimitUnit.NONE)


def take_in(
    *,
    intake: Intake,
    by: Person,
    at: datetime,
    arrived_at: datetime | None = None,
    limit: Limit | None = None,
    is_express: bool = False,
    asks_fees: bool = False,
) -> Dossier:
    """Take in a dossier at a counter: lodged and received in one act. The same submission gives the same dossier.

    `arrived_at` is when it really came (the arrival postmark, a home visit); `limit` is what a person read where the
    procedure's limit is only words; `is_express` asks for the process that ends at the counter; `asks_fees` enters
    the fees that the procedure states.

    :raises Refused: "intake-incomplete", "procedure-not-in-force", "no-competent-agency", "papers-missing",
        "receive-dossiers-not-allowed", "submission-of-another-not-allowed".
    """
    require_receiver(by, agency_id=intake.reception_id, on=local_day(at))
    if existing := _already(intake, by):
        return existing
    try:
        with transaction.atomic():
            handed = _handed_in(intake, at=arrived_at or at, person=None)
            return _received_at_once(
                handed, by=by, at=at, limit=limit, is_express=is_express, asks_fees=asks_fees
            )
    except IntegrityError as error:
        return _won_by_another(intake, by, error)


def lodge(*, intake: Intake, by: Person, at: datetime) -> Dossier:
    """Lodge a dossier from outside (online, kiosk): registered, waiting for the desk. Idempotent like `take_in`.

    :raises Refused: as `take_in`, and "online-door-shut".
    """
    if existing := _already(intake, by):
        return existing
    try:
        with transaction.atomic():
            handed = _handed_in(intake, at=at, person=by)
            _write(handed, by=by)
            insert_all([handed.dossier])
            return handed.dossier
    except IntegrityError as error:
        return _won_by_another(intake, by, error)


def receive(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    limit: Limit | None = None,
    is_express: bool = False,
    asks_fees: bool = False,
    papers: Sequence[SeenPaper] = (),
) -> Dossier:
    """Receive a lodged dossier: it is complete, the promise is made, the process begins.

    The version of the procedure in force now is kept from here on. Where the competent agency is elsewhere, its
    clock starts when it has the dossier. `papers` is what the desk saw of each line of the check-list.

    :raises Refused: "limit-unread", "papers-missing", "dossier-wrong-moment", "receive-dossiers-not-allowed", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.RECEIVE, by=by, at=at, seen=seen) as act:
        offer = get_offer(act.dossier.procedure_id, act.on)
        _note_papers(act.dossier, papers)
        _begin(act, offer, limit, is_express)
        _ask_fees(act, asks_fees)
        _acknowledge(act, is_express)
    return act.dossier


def _ask_fees(act: Act, asks_fees: bool) -> None:
    """Enter the fees that the procedure states as amounts, when the desk says that they are due now."""
    if asks_fees and (charges := usual_charges(act.dossier)):
        owe_for(act, charges)


def _received_at_once(
    handed: _HandedIn,
    *,
    by: Person,
    at: datetime,
    limit: Limit | None,
    is_express: bool,
    asks_fees: bool,
) -> Dossier:
    """Lodged and received in one go. What may refuse comes before the code, for whose number others wait."""
    verb, parts = Verb.RECEIVE, handed.parts
    with acting_on_new(dossier=handed.dossier, parts=parts, verb=verb, by=by, at=at) as act:
        _begin(act, _offer_at(handed, act.on), limit, is_express)
        _write(handed, by=by)
        _ask_fees(act, asks_fees)
        _acknowledge(act, is_express)
    return handed.dossier


def _offer_at(handed: _HandedIn, on: date) -> Offer:
    """What is asked and promised on the day of receipt, which may be later than that of arrival."""
    if local_day(handed.dossier.submitted_at) == on:
        return handed.offer
    return get_offer(handed.offer.procedure_id, on)


def _begin(act: Act, offer: Offer, limit: Limit | None, is_express: bool) -> None:
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


def _acknowledge(act: Act, is_express: bool) -> None:
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
        act.recount()


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


def _note_papers(dossier: Dossier, papers: Sequence[SeenPaper]) -> None:
    """What the desk saw of each paper, in one statement."""
    seen = {paper.position: paper for paper in papers}
    rows = list(SubmittedPaper.objects.filter(dossier=dossier, position__in=list(seen)))
    for row in rows:
        said = seen[row.position]
        row.form, row.count, row.note = said.form or "", said.count, said.note.strip()
        row.reused_from = said.reused_from.strip()
        row.is_missing = said.form is None
    if rows:
        SubmittedPaper.objects.bulk_update(rows, ["form", "count", "note", "reused_from", "is_missing"])


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


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """A dossier put together and judged, of which nothing is written yet."""

    dossier: Dossier
    offer: Offer
    parts: Parts
    files: Sequence[PaperFile]
    found_by: str


def _handed_in(intake: Intake, *, at: datetime, person: Person | None) -> _HandedIn:
    """Put together what is handed in.

    :raises Refused: "intake-incomplete", "procedure-not-in-force", "no-competent-agency".
    """
    if problems := problems_of(intake):
        raise Refused(
            "intake-incomplete",
            "Hồ sơ chưa ghi đủ: " + " ".join(problem.message for problem in problems),
            problems=[{"place": one.place, "message": one.message} for one in problems],
        )
    on = local_day(at)
    offer = get_offer(intake.procedure_id, on)
    reception = agency_with_area(intake.reception_id)
    competent = _competent(offer, intake, reception, on)
    dossier = _new_dossier(intake, offer, competent_id=competent, person=person, at=at)
    dossier.reception = reception
    dossier.competent = reception if competent == reception.pk else Agency.objects.get(pk=competent)
    listed = _papers(intake, offer)
    papers, files = _paper_rows(dossier, listed, at=at)
    parties = [_party(dossier, party) for party in _everybody(intake)]
    words = " ".join([*_found_by(intake, listed), offer.code])
    return _HandedIn(dossier, offer, Parts.of_new(dossier, parties=parties, papers=papers), files, words)


def _write(handed: _HandedIn, *, by: Person) -> None:
    """Give it its code, and write its people, its papers and its first entry; the dossier's own row comes last.

    Writers of one agency wait for each other from the code to the commit, so nothing slow belongs here.
    """
    dossier, at = handed.dossier, handed.dossier.submitted_at
    dossier.code = allocate_code(agency=dossier.reception, on=local_day(at))
    dossier.search_text = search_text(dossier.code, handed.found_by)
    insert_all(handed.parts.parties)
    insert_all(handed.parts.papers)
    for file in handed.files:
        file.added_by = by.actor
    if handed.files:
        PaperFile.objects.bulk_create(handed.files)
    payload = {
        "code": dossier.code,
        "procedure": handed.offer.code,
        "door": dossier.door,
        "revision": 0,
        "reception": str(dossier.reception_id),
    }
    record(fact=Fact(SUBMITTED, SUBJECT, str(dossier.pk), payload), actor=actor_of(by), at=at)


def _new_dossier(
    intake: Intake, offer: Offer, *, competent_id: UUID, person: Person | None, at: datetime
) -> Dossier:
    applicant = intake.party(PartyRole.APPLICANT)
    assert applicant is not None
    agencies = [intake.reception_id, competent_id, intake.help_point_id]
    return Dossier(
        submission_key=intake.submission_key,
        procedure_id=offer.procedure_id,
        version_id=offer.version_id,
        case_name=intake.case_name,
        form_id=intake.form_id,
        answers=intake.answers,
        summary=intake.summary.strip(),
        door=intake.door,
        help_point_id=intake.help_point_id,
        reception_id=intake.reception_id,
        competent_id=competent_id,
        applicant_name=applicant.name.strip(),
        submitted_by=person,
        sets_count=intake.sets_count,
        return_way=intake.return_way,
        return_address=intake.return_address.strip(),
        outside_code=intake.outside_code.strip(),
        outside_system=intake.outside_system.strip(),
        status=Status.REGISTERED,
        submitted_at=at,
        holder_agency_id=intake.reception_id,
        involved=list(dict.fromkeys(one for one in agencies if one is not None)),
    )


def _competent(offer: Offer, intake: Intake, reception: Agency, on: date) -> UUID:
    """Who must resolve it: from the procedure, the place and the day, never from the counter."""
    area = reception.area
    if intake.area_id is not None and intake.area_id != reception.area_id:
        area = Area.objects.filter(pk=intake.area_id).first()
    found = find_competent_agency(offer.matter, area, on) if area is not None else None
    if found is None:
        raise Refused(
            "no-competent-agency",
            f"Chưa ghi cơ quan có thẩm quyền giải quyết thủ tục {offer.code} tại nơi này vào ngày {on:%d/%m/%Y}. "
            "Quản trị nghiệp vụ cần bổ sung thẩm quyền ở trang cơ quan trước khi nhận hồ sơ.",
        )
    return found.agency_id


def _is_elsewhere(dossier: Dossier) -> bool:
    """Whether the dossier must first travel: another place is competent than that of the counter.

    Basis: NĐ 309/2026 art. 17(3), 18(2): the clock of a boundary-free dossier starts at the competent agency.
    """
    return dossier.reception.area_id != dossier.competent.area_id


def _everybody(intake: Intake) -> Sequence[NewParty]:
    """The people named; who brings their own dossier is not written twice."""
    return [party for party in intake.parties if party.name.strip()]


def _party(dossier: Dossier, party: NewParty) -> Party:
    return Party(
        dossier=dossier,
        role=party.role,
        kind=party.kind,
        person_id=party.person_id,
        name=party.name.strip(),
        identity_number=party.identity_number.replace(" ", "").upper(),
        born_on=party.born_on,
        phone=party.phone.strip(),
        email=party.email.strip(),
        area_id=party.area_id,
        address=party.address.strip(),
        representation=party.representation,
        proof_id=party.proof_file_id,
        proof_note=party.proof_note.strip(),
    )


def _papers(intake: Intake, offer: Offer) -> list[NewPaper]:
    """The check-list: every paper of the case in the procedure's order, said to be missing where nothing was given,
    then what else was handed in."""
    given = {paper.component_id: paper for paper in intake.papers if paper.component_id is not None}
    asked = offer.papers_of(intake.case_name)
    listed = [
        given.get(paper.component_id) or NewPaper(paper.name, paper.component_id, count=0, is_missing=True)
        for paper in asked
    ]
    return [*listed, *(paper for paper in intake.papers if paper.component_id is None)]


def _paper_rows(
    dossier: Dossier, papers: Sequence[NewPaper], *, at: datetime
) -> tuple[list[SubmittedPaper], list[PaperFile]]:
    rows = [
        SubmittedPaper(
            dossier=dossier,
            component_id=paper.component_id,
            position=place,
            name=paper.name.strip(),
            form=paper.form or ("" if paper.is_missing else PaperForm.ELECTRONIC if paper.file_ids else ""),
            count=paper.count,
            is_missing=paper.is_missing,
            reused_from=paper.reused_from.strip(),
            note=paper.note.strip(),
        )
        for place, paper in enumerate(papers, start=1)
    ]
    files = [
        PaperFile(id=new_id(), paper=row, file_id=file, added_at=at)
        for row, paper in zip(rows, papers, strict=True)
        for file in paper.file_ids
    ]
    return rows, files


def _found_by(intake: Intake, papers: Sequence[NewPaper]) -> list[str]:
    people = [word for party in intake.parties for word in (party.name, party.identity_number, party.phone)]
    return [
        intake.outside_code,
        intake.summary,
        *people,
        *(paper.name for paper in papers if not paper.is_missing),
    ]


def _already(intake: Intake, by: Person) -> Dossier | None:
    """The dossier that this very submission made before.

    :raises Refused: "submission-of-another-not-allowed" when it was somebody else's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dossiers_dossier WHERE submission_key = %s", [intake.submission_key])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Dossier.objects.defer("words").get(pk=row[0])
    if found.procedure_id != intake.procedure_id or by.pk not in {
        found.submitted_by_id,
        found.received_by_id,
    }:
        raise Refused(
            "submission-of-another-not-allowed",
            "Lần nộp này đã được dùng cho một hồ sơ khác. Mở lại trang nộp hồ sơ để bắt đầu lần nộp mới.",
        )
    return found


def _won_by_another(intake: Intake, by: Person, error: IntegrityError) -> Dossier:
    """Two sendings of one submission at once: the other has just been written."""
    found = _already(intake, by)
    if found is None:
        raise error
    return found
