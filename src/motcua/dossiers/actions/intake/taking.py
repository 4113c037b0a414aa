"""The three ways in: taken in at a counter, lodged from outside, received after lodging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act, acting, acting_on_new, actor_of
from motcua.dossiers.actions.answering import close_request
from motcua.dossiers.actions.intake.beginning import acknowledge, ask_fees, begin, note_papers
from motcua.dossiers.actions.intake.handing_in import (
    HandedIn,
    first_fact,
    handed_in,
    number_handed_in,
    rows_of,
)
from motcua.dossiers.actions.intake.submissions import find_sent, won_by_another
from motcua.dossiers.actions.papers import paper_series
from motcua.dossiers.actions.telling import Lodging, tell_applicant, tell_staff
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.policy import require_receiver
from motcua.dossiers.queries.offers import Offer, find_offer, get_offer, offer_of
from motcua.dossiers.queries.people import people_of_step
from motcua.dossiers.rules.intake import Intake, SeenPaper
from motcua.kernel.actions import insert_all, record
from motcua.kernel.clock import local_day


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

    :raises Refused: "intake-incomplete", "file-not-found", "procedure-not-in-force", "no-competent-agency",
        "papers-missing", "receive-dossiers-not-allowed", "submission-of-another-not-allowed".
    """
    require_receiver(by, agency_id=intake.reception_id, on=local_day(at))
    if existing := find_sent(intake, by):
        return existing
    try:
        with transaction.atomic():
            handed = handed_in(intake, by=by, at=arrived_at or at, person=None)
            return _received_at_once(
                handed, by=by, at=at, limit=limit, is_express=is_express, asks_fees=asks_fees
            )
    except IntegrityError as error:
        return won_by_another(intake, by, error)


def lodge(*, intake: Intake, by: Person, at: datetime) -> Dossier:
    """Lodge a dossier from outside (online, kiosk): registered, acknowledged at once, waiting for the desk. Idempotent
    like `take_in`. Whether the online door is open is asked where drafts are lodged.

    Basis: NĐ 310/2026: who lodges online is told at once that it came, and when.

    :raises Refused: "intake-incomplete", "procedure-not-in-force", "no-competent-agency",
        "submission-of-another-not-allowed".
    """
    if existing := find_sent(intake, by):
        return existing
    try:
        with transaction.atomic():
            handed = handed_in(intake, by=by, at=at, person=by)
            number_handed_in(handed)
            insert_all([handed.dossier, *rows_of(handed, by=by)])
            record(fact=first_fact(handed), actor=by.actor, at=at)
            _tell_lodged(Lodging(handed.dossier, by, at, handed.parts))
            return handed.dossier
    except IntegrityError as error:
        return won_by_another(intake, by, error)


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
    clock starts when it has the dossier. `papers` is what the desk saw of each line of the check-list. Where no
    version is in force any more, the one of the day of lodging holds: who lodged in time is not sent away.

    :raises Refused: "limit-unread", "papers-missing", "dossier-wrong-moment", "receive-dossiers-not-allowed", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.RECEIVE, by=by, at=at, seen=seen) as act:
        offer = find_offer(act.dossier.procedure_id, act.on) or offer_of(act.dossier.version_id)
        note_papers(act.dossier, papers, at=at)
        close_request(act, note="Đủ giấy tờ khi tiếp nhận")
        begin(act, offer, limit, is_express)
        ask_fees(act, asks_fees)
        acknowledge(act, is_express)
    return act.dossier


def _tell_lodged(lodging: Lodging) -> None:
    """The automatic acknowledgement, and a word to the people of the desk that it now waits for."""
    dossier, event = lodging.dossier, "dossier_submitted"
    tell_applicant(lodging, event)
    tell_staff(
        lodging,
        event,
        people_of_step(dossier.reception_id, Role.RECEPTION_OFFICER, local_day(lodging.at)),
    )


def _received_at_once(
    handed: HandedIn,
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
        begin(act, _offer_at(handed, act.on), limit, is_express)
        receipts = paper_series(PaperKind.RECEIPT, act.on)
        act.numbers = number_handed_in(handed, also=[] if is_express else [receipts])
        act.add(*rows_of(handed, by=by))
        _note_lodging(act, handed)
        ask_fees(act, asks_fees)
        acknowledge(act, is_express)
    return handed.dossier


def _note_lodging(act: Act, handed: HandedIn) -> None:
    """The first fact goes to the journal with that of the receipt, or before it where the dossier came earlier."""
    if handed.dossier.submitted_at == act.at:
        act.facts.append(first_fact(handed))
    else:
        record(fact=first_fact(handed), actor=actor_of(act.by), at=handed.dossier.submitted_at)


def _offer_at(handed: HandedIn, on: date) -> Offer:
    """What is asked and promised on the day of receipt, which may be later than that of arrival."""
    if local_day(handed.dossier.submitted_at) == on:
        return handed.offer
    return get_offer(handed.offer.procedure_id, on)
