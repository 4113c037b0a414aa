"""A signed result is numbered, sealed and issued: the dossier is resolved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import tell_whose_turn
from motcua.dossiers.actions.closing import close_consultations
from motcua.dossiers.actions.numbering import number_of_result
from motcua.dossiers.actions.result_papers import revoke_result_paper, seal_result_paper
from motcua.dossiers.actions.results.going_on import result_in
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.walking import begin_work, enter_step, next_step, require_step_act
from motcua.dossiers.enums import DeliveryStatus, ResultKind, ResultState, Verb
from motcua.dossiers.models import Leg, Result
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.rules.processes import StepContent


def issue(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    number: int | None = None,
    symbol: str,
) -> Result:
    """Number the signed result, sign it for the organisation and issue it: the dossier is resolved, its clock stops,
    and the result waits where it is handed over. Without a `number` the next of the year is taken.

    :raises Refused: "result-wrong-state", "result-number-taken", "result-number-wrong", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.ISSUE, by=by, at=at, seen=seen) as act:
        step = require_step_act(act, StepAct.ISSUE)
        result = result_in(act, ResultState.SIGNED)
        begin_work(act)
        result.number = number_of_result(agency_id=result.agency_id, on=act.on, number=number, symbol=symbol)
        result.register_year, result.issued_on = act.on.year, act.on
        result.issued_by, result.issued_at = by, at
        result.signed = seal_result_paper(act, result)
        result.state = ResultState.ISSUED
        result.save()
        _replace_faulty(act, result)
        _resolve(act, result)
        _to_the_counter(act, step)
        _tell_ready(act, result)
    return result


def _replace_faulty(act: Act, result: Result) -> None:
    """The paper that this one mends is revoked, naming its replacement."""
    faulty = Result.objects.filter(dossier=act.dossier, state=ResultState.ISSUED).exclude(pk=result.pk)
    for old in faulty.select_related("signed"):
        old.state = ResultState.REPLACED
        old.save(update_fields=["state"])
        result.replaces = old
        result.save(update_fields=["replaces"])
        assert old.signed is not None
        revoke_result_paper(act, old.signed, reason=old.fault, replaced_by=result.signed)


def _resolve(act: Act, result: Result) -> None:
    act.finish()
    close_consultations(act)
    act.dossier.result_kind = result.kind
    act.dossier.delivery = DeliveryStatus.READY
    Leg.objects.filter(dossier=act.dossier, started_at__isnull=False, finished_at__isnull=True).update(
        finished_at=act.at
    )
    act.tell(
        result=str(result.pk), number=result.number, kind=result.kind, finished_at=act.dossier.finished_at
    )


def _to_the_counter(act: Act, step: StepContent) -> None:
    """On to the step that hands over, unless the counter itself issues (the express process)."""
    if step.allows(StepAct.RETURN_RESULT):
        return
    target = next_step(act, StepAct.ISSUE)
    enter_step(act, target)


def _tell_ready(act: Act, result: Result) -> None:
    if result.kind == ResultKind.REJECTED:
        tell_applicant(act, "refused_with_reason", reason=result.reasons)
    else:
        tell_applicant(act, "result_ready")
    tell_whose_turn(act, "result_ready")
