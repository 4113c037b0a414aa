"""What becomes of a result in the making when the dossier goes back a step, or ends."""

from __future__ import annotations

from motcua.dossiers.actions.acting import Act
from motcua.dossiers.actions.result_papers import revoke_result_paper
from motcua.dossiers.enums import ResultState
from motcua.dossiers.models import Result
from motcua.workflow.enums import StepKind
from motcua.workflow.rules.processes import StepContent

_IN_THE_MAKING = (ResultState.PROPOSED, ResultState.APPROVED, ResultState.SIGNED)


def turn_back_result(act: Act, step: StepContent) -> None:
    """Undo what was done to the result after `step`: at approval it is a proposal again, at signing it is approved
    and unsigned, earlier it is sent back. The journal keeps who had approved and signed."""
    if step.kind not in {StepKind.ISSUING, StepKind.RETURNING}:
        _revoke_signature(act, f"Trả về bước “{step.name}” trước khi ban hành")
    if step.kind is StepKind.APPROVAL:
        _unapprove(act)
    elif step.kind is StepKind.SIGNING:
        _unsign(act)
    elif step.kind not in {StepKind.ISSUING, StepKind.RETURNING}:
        drop_result(act)


def drop_result(act: Act) -> None:
    """Send back whatever result is in the making: a new proposal begins anew."""
    _revoke_signature(act, "Không ban hành")
    rows = Result.objects.filter(dossier=act.dossier, state__in=_IN_THE_MAKING)
    rows.update(state=ResultState.SENT_BACK)


def _revoke_signature(act: Act, reason: str) -> None:
    """A paper that was signed and will not be issued holds no longer: whoever verifies it is told so."""
    rows = Result.objects.filter(dossier=act.dossier, state=ResultState.SIGNED).select_related("signed")
    for result in rows:
        assert result.signed is not None
        revoke_result_paper(act, result.signed, reason=reason)


def _unapprove(act: Act) -> None:
    rows = Result.objects.filter(dossier=act.dossier, state__in=[ResultState.APPROVED, ResultState.SIGNED])
    rows.update(
        state=ResultState.PROPOSED,
        approved_by=None,
        approved_at=None,
        signed=None,
        signed_by=None,
        signed_at=None,
    )


def _unsign(act: Act) -> None:
    rows = Result.objects.filter(dossier=act.dossier, state=ResultState.SIGNED)
    rows.update(state=ResultState.APPROVED, signed=None, signed_by=None, signed_at=None)
