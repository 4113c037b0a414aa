"""A proposed result is approved, then signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.enums import SigningAuthority
from motcua.dossiers.actions.acting import acting
from motcua.dossiers.actions.result_papers import sign_result_paper
from motcua.dossiers.actions.results.going_on import result_in, walk_on
from motcua.dossiers.actions.walking import begin_work, next_step, require_step_act
from motcua.dossiers.enums import ResultState, Verb
from motcua.dossiers.models import Result
from motcua.kernel.text import clean
from motcua.workflow.enums import Act as StepAct


def approve(
    *, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, note: str = "", to: str = ""
) -> Result:
    """Approve the proposed result: it goes on to whoever signs.

    :raises Refused: "result-wrong-state", "step-act-wrong-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.APPROVE, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.APPROVE)
        result = result_in(act, ResultState.PROPOSED)
        begin_work(act)
        result.state = ResultState.APPROVED
        result.approved_by, result.approved_at = by, at
        result.save(update_fields=["state", "approved_by", "approved_at"])
        act.tell(result=str(result.pk), note=clean(note))
        walk_on(act, next_step(act, StepAct.APPROVE, key=to), note=clean(note))
    return result


def sign(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    authority: SigningAuthority = SigningAuthority.OWN,
    head_title: str = "",
    to: str = "",
) -> Result:
    """Sign the result: from here on it is a paper that can be verified. `authority` and `head_title` say in whose
    place it is signed, when not by own power.

    :raises Refused: "result-wrong-state", "step-act-wrong-step", and what the signing itself refuses.
    """
    with acting(dossier_id=dossier_id, verb=Verb.SIGN, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.SIGN)
        result = result_in(act, ResultState.APPROVED, ResultState.PROPOSED)
        begin_work(act)
        result.signed = sign_result_paper(act, result, authority=authority, head_title=clean(head_title))
        result.state = ResultState.SIGNED
        result.signed_by, result.signed_at = by, at
        result.save(update_fields=["signed", "state", "signed_by", "signed_at"])
        act.tell(result=str(result.pk), verification=result.signed.verification_code)
        walk_on(act, next_step(act, StepAct.SIGN, key=to))
    return result
