"""What the journal says of dossiers: the kinds of facts, who may see each, and how they replay into a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from motcua.dossiers.enums import Audience, DeliveryStatus, Status, Verb
from motcua.dossiers.rules.moves import status_after

A, V = Audience, Verb

SUBJECT = "dossier"
SUBMITTED = "DossierSubmitted"
# A question asked of an absent officer passes to another; the dossier itself does not move.
CONSULTATION_HANDED_OVER = "ConsultationHandedOver"
# A question needs no answer any more: the dossier ended, or its result was issued.
CONSULTATION_CLOSED = "ConsultationClosed"
# An agency was succeeded by another, which has its open dossiers from now on.
PASSED_ON = "DossierPassedOn"
PAPER_GIVEN = "PaperGiven"

KIND_OF: Mapping[Verb, str] = MappingProxyType(
    {
        V.RECEIVE: "DossierReceived",
        V.REFUSE_INTAKE: "IntakeRefused",
        V.REQUEST_INTAKE_SUPPLEMENT: "IntakeSupplementRequested",
        V.TRANSFER: "DossierTransferred",
        V.ACCEPT_TRANSFER: "TransferAccepted",
        V.FORWARD: "DossierForwarded",
        V.TAKE_BACK: "DossierTakenBack",
        V.START_WORK: "WorkStarted",
        V.ASSIGN: "DossierAssigned",
        V.CONSULT: "ConsultationAsked",
        V.ANSWER_CONSULTATION: "ConsultationAnswered",
        V.REQUEST_SUPPLEMENT: "SupplementRequested",
        V.RECEIVE_SUPPLEMENT: "SupplementReceived",
        V.RETURN_INELIGIBLE: "ReturnedIneligible",
        V.REQUIRE_PAYMENT: "PaymentRequired",
        V.CONFIRM_PAYMENT: "PaymentConfirmed",
        V.EXTEND: "TermExtended",
        V.APOLOGISE: "ApologySent",
        V.PROPOSE: "ResultProposed",
        V.APPROVE: "ResultApproved",
        V.SEND_BACK: "DossierSentBack",
        V.SIGN: "ResultSigned",
        V.ISSUE: "ResultIssued",
        V.STOP: "DossierStopped",
        V.WITHDRAW: "DossierWithdrawn",
        V.RETURN_RESULT: "ResultReturned",
        V.REOPEN: "ResultReopened",
        V.WRITE_MESSAGE: "MessageWritten",
    }
)
VERB_OF: Mapping[str, Verb] = MappingProxyType({kind: verb for verb, kind in KIND_OF.items()})

# Who may read an entry. What happens inside the office stays there; the rest the applicant sees as well.
# Basis: NĐ 224/2026 art. 15(1g): the person is told of each change, who has it, and the times.
_INSIDE_ONLY = frozenset(
    {V.START_WORK, V.TAKE_BACK, V.PROPOSE, V.APPROVE, V.SEND_BACK, V.SIGN, V.WRITE_MESSAGE}
)
AUDIENCE: Mapping[str, Audience] = MappingProxyType(
    {
        SUBMITTED: A.APPLICANT,
        CONSULTATION_HANDED_OVER: A.STAFF,
        CONSULTATION_CLOSED: A.STAFF,
        PASSED_ON: A.APPLICANT,
        PAPER_GIVEN: A.STAFF,
        **{kind: A.STAFF if verb in _INSIDE_ONLY else A.APPLICANT for verb, kind in KIND_OF.items()},
    }
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A dossier's state as its journal tells it."""

    status: Status
    delivery: DeliveryStatus
    step_key: str
    holder: str | None
    is_paused: bool
    acts: int


def replay(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> Replayed | None:
    """The state after the entries (kind, payload) in order; None without any.

    Each payload names the verb's consequences as {"step": …, "holder": …} when they changed.

    :raises Refused: when the entries contradict the table of moves.
    """
    state: Replayed | None = None
    for kind, payload in entries:
        if kind == SUBMITTED:
            state = Replayed(Status.REGISTERED, DeliveryStatus.NOT_READY, "", None, False, 0)
        elif state is not None and kind in VERB_OF:
            state = _after(state, VERB_OF[kind], payload)
    return state


def _after(state: Replayed, verb: Verb, payload: Mapping[str, Any]) -> Replayed:
    status = status_after(state.status, verb)
    return Replayed(
        status=status,
        delivery=_delivery(state.delivery, verb),
        step_key=payload.get("step", state.step_key),
        holder=payload.get("holder", state.holder),
        is_paused=status in {Status.SUPPLEMENT_REQUIRED, Status.RETURNED_INELIGIBLE, Status.PAYMENT_REQUIRED},
        acts=state.acts + 1,
    )


def _delivery(before: DeliveryStatus, verb: Verb) -> DeliveryStatus:
    if verb is V.ISSUE:
        return DeliveryStatus.READY
    if verb is V.REOPEN:
        return DeliveryStatus.NOT_READY
    return DeliveryStatus.DELIVERED if verb is V.RETURN_RESULT else before
