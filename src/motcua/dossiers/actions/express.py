"""The short way of same-day procedures: received, decided and handed over at the counter.

Who holds all the needed roles does it in one act; else the counter prepares everything, the signer signs from the
inbox, and the counter numbers the result and hands it over. Basis: NĐ 61/2018 art. 17(4); NĐ 23/2015 art. 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may_at_every
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import SigningAuthority
from motcua.dossiers.actions.acting import acting
from motcua.dossiers.actions.choosing import tell_whose_turn
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.actions.results import Proposal, issue, put_result, return_result, sign
from motcua.dossiers.actions.walking import enter_step, next_step, require_step_act
from motcua.dossiers.enums import ReturnWay, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.intake import Intake
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act as StepAct


@dataclass(frozen=True, slots=True)
class Finish:
    """How a dossier ends at the counter: signed in whose place, under which symbol, taken by whom with what proof.

    `number` None takes the next of the year.
    """

    symbol: str
    taken_by: str
    proof: str
    number: int | None = None
    authority: SigningAuthority = SigningAuthority.OWN
    head_title: str = ""


def take_in_express(
    *, intake: Intake, proposal: Proposal, by: Person, at: datetime, limit: Limit | None = None
) -> Dossier:
    """Take in a same-day dossier with its result written: it goes straight to whoever signs.

    The same submission gives the same dossier, and its result once.

    :raises Refused: "express-not-possible", "result-incomplete", and what `take_in` refuses.
    """
    with transaction.atomic():
        dossier = take_in(intake=intake, by=by, at=at, limit=limit, is_express=True)
        if dossier.revision > 1:  # sent again: all of this was done before
            return dossier
        prepare_at_counter(dossier_id=dossier.pk, proposal=proposal, by=by, at=at)
        return Dossier.objects.defer("words").get(pk=dossier.pk)


def prepare_at_counter(
    *, dossier_id: UUID, proposal: Proposal, by: Person, at: datetime, seen: int | None = None
) -> Dossier:
    """Write the result of a dossier on the short way and pass it to whoever signs; also again, after it came back.

    :raises Refused: "not-on-express-way", "result-incomplete", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.FORWARD, by=by, at=at, seen=seen) as act:
        if not act.process.is_express:
            raise Refused(
                "not-on-express-way",
                f"Hồ sơ {act.dossier.code} không đi đường giải quyết ngay tại quầy. "
                "Chuyển hồ sơ theo các bước của quy trình.",
            )
        require_step_act(act, StepAct.FORWARD)
        put_result(act, proposal)
        enter_step(act, next_step(act, StepAct.FORWARD))
        tell_whose_turn(act, "dossier_forwarded")
    return act.dossier


def finish_at_counter(
    *,
    intake: Intake,
    proposal: Proposal,
    finish: Finish,
    by: Person,
    at: datetime,
    limit: Limit | None = None,
) -> Dossier:
    """The whole way in one act: received, signed, numbered, handed over, by one person with all the roles.

    All of it is done or none of it; the journal tells each act apart. The same submission is done once.

    :raises Refused: "finish-at-counter-not-allowed", and what each of the acts refuses.
    """
    with transaction.atomic():
        dossier = take_in(intake=intake, by=by, at=at, limit=limit, is_express=True)
        if dossier.revision > 1:  # sent again: all of this was done before
            return dossier
        return finish_received(dossier_id=dossier.pk, proposal=proposal, finish=finish, by=by, at=at)


def finish_received(
    *,
    dossier_id: UUID,
    proposal: Proposal,
    finish: Finish,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Dossier:
    """The rest of the way for a dossier that the counter has received: all in one act, or nothing of it.

    :raises Refused: "finish-at-counter-not-allowed", and what each of the acts refuses.
    """
    with transaction.atomic():
        dossier = prepare_at_counter(dossier_id=dossier_id, proposal=proposal, by=by, at=at, seen=seen)
        _require_all_roles(by, dossier, at)
        sign(dossier_id=dossier_id, by=by, at=at, authority=finish.authority, head_title=finish.head_title)
        issue(dossier_id=dossier_id, by=by, at=at, number=finish.number, symbol=finish.symbol)
        return_result(
            dossier_id=dossier_id,
            by=by,
            at=at,
            way=ReturnWay.DESK,
            taken_by=finish.taken_by,
            proof=finish.proof,
        )
        return Dossier.objects.defer("words").get(pk=dossier_id)


def may_finish_at_counter(person: Person, *, reception_id: UUID, competent_id: UUID, at: datetime) -> bool:
    """Whether the person receives at the counter and decides for the competent agency."""
    on = local_day(at)
    return may_at_every(
        person, Capability.RECEIVE_DOSSIERS, agency_ids=[reception_id], on=on
    ) and may_at_every(person, Capability.DECIDE_DOSSIERS, agency_ids=[competent_id], on=on)


def _require_all_roles(by: Person, dossier: Dossier, at: datetime) -> None:
    if not may_finish_at_counter(
        by, reception_id=dossier.reception_id, competent_id=dossier.competent_id, at=at
    ):
        raise Refused(
            "finish-at-counter-not-allowed",
            "Chỉ người vừa tiếp nhận vừa có quyền ký tại cơ quan có thẩm quyền mới hoàn tất ngay được. "
            "Soạn kết quả rồi chuyển người ký; ký xong quầy trả kết quả.",
        )
