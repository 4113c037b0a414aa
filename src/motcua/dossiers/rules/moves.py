"""The state machine of a dossier: one closed table. What is not in it is refused.

Basis: the ten statuses of the national portal; NĐ 61/2018 art. 17–20, NĐ 118/2025 as amended by NĐ 309/2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.dossiers.enums import ClockState, DeliveryStatus, Status, Verb
from motcua.kernel.refusals import Refused

S, V = Status, Verb

# What leaves a dossier where it stands: the work inside an office.
_INSIDE = (
    V.FORWARD,
    V.TAKE_BACK,
    V.START_WORK,
    V.ASSIGN,
    V.CONSULT,
    V.ANSWER_CONSULTATION,
    V.PROPOSE,
    V.APPROVE,
    V.SEND_BACK,
    V.SIGN,
)
_TALK = tuple((status, V.WRITE_MESSAGE) for status in Status)

MOVES: Mapping[tuple[Status, Verb], Status] = MappingProxyType(
    {
        **{place: place[0] for place in _TALK},
        (S.REGISTERED, V.RECEIVE): S.RECEIVED,
        (S.REGISTERED, V.REFUSE_INTAKE): S.NOT_ACCEPTED,
        (S.REGISTERED, V.REQUEST_INTAKE_SUPPLEMENT): S.INTAKE_SUPPLEMENT,
        (S.REGISTERED, V.WITHDRAW): S.WITHDRAWN,
        (S.INTAKE_SUPPLEMENT, V.RECEIVE_SUPPLEMENT): S.REGISTERED,
        (S.INTAKE_SUPPLEMENT, V.RECEIVE): S.RECEIVED,
        (S.INTAKE_SUPPLEMENT, V.STOP): S.STOPPED,
        (S.INTAKE_SUPPLEMENT, V.WITHDRAW): S.WITHDRAWN,
        (S.RECEIVED, V.TRANSFER): S.RECEIVED,
        (S.RECEIVED, V.ACCEPT_TRANSFER): S.RECEIVED,
        (S.RECEIVED, V.FORWARD): S.PROCESSING,
        (S.RECEIVED, V.ASSIGN): S.RECEIVED,
        (S.RECEIVED, V.EXTEND): S.RECEIVED,
        (S.RECEIVED, V.APOLOGISE): S.RECEIVED,
        (S.RECEIVED, V.STOP): S.STOPPED,
        (S.RECEIVED, V.WITHDRAW): S.WITHDRAWN,
        **{(S.PROCESSING, verb): S.PROCESSING for verb in _INSIDE},
        (S.PROCESSING, V.REQUEST_SUPPLEMENT): S.SUPPLEMENT_REQUIRED,
        (S.PROCESSING, V.RETURN_INELIGIBLE): S.RETURNED_INELIGIBLE,
        (S.PROCESSING, V.REQUIRE_PAYMENT): S.PAYMENT_REQUIRED,
        (S.PROCESSING, V.EXTEND): S.PROCESSING,
        (S.PROCESSING, V.APOLOGISE): S.PROCESSING,
        (S.PROCESSING, V.ISSUE): S.RESOLVED,
        (S.PROCESSING, V.STOP): S.STOPPED,
        (S.PROCESSING, V.WITHDRAW): S.WITHDRAWN,
        (S.SUPPLEMENT_REQUIRED, V.RECEIVE_SUPPLEMENT): S.PROCESSING,
        (S.SUPPLEMENT_REQUIRED, V.ANSWER_CONSULTATION): S.SUPPLEMENT_REQUIRED,
        (S.SUPPLEMENT_REQUIRED, V.ASSIGN): S.SUPPLEMENT_REQUIRED,
        (S.SUPPLEMENT_REQUIRED, V.STOP): S.STOPPED,
        (S.SUPPLEMENT_REQUIRED, V.WITHDRAW): S.WITHDRAWN,
        (S.RETURNED_INELIGIBLE, V.RECEIVE_SUPPLEMENT): S.PROCESSING,
        (S.RETURNED_INELIGIBLE, V.ANSWER_CONSULTATION): S.RETURNED_INELIGIBLE,
        (S.RETURNED_INELIGIBLE, V.ASSIGN): S.RETURNED_INELIGIBLE,
        (S.RETURNED_INELIGIBLE, V.STOP): S.STOPPED,
        (S.RETURNED_INELIGIBLE, V.WITHDRAW): S.WITHDRAWN,
        (S.PAYMENT_REQUIRED, V.CONFIRM_PAYMENT): S.PROCESSING,
        (S.PAYMENT_REQUIRED, V.ANSWER_CONSULTATION): S.PAYMENT_REQUIRED,
        (S.PAYMENT_REQUIRED, V.ASSIGN): S.PAYMENT_REQUIRED,
        (S.PAYMENT_REQUIRED, V.STOP): S.STOPPED,
        (S.PAYMENT_REQUIRED, V.WITHDRAW): S.WITHDRAWN,
        (S.RESOLVED, V.RETURN_RESULT): S.RESOLVED,
        (S.RESOLVED, V.APOLOGISE): S.RESOLVED,
        (S.RESOLVED, V.REOPEN): S.CORRECTING,
        **{(S.CORRECTING, verb): S.CORRECTING for verb in _INSIDE},
        (S.CORRECTING, V.ISSUE): S.RESOLVED,
    }
)

CLOCKS: Mapping[Status, ClockState] = MappingProxyType(
    {
        S.REGISTERED: ClockState.NOT_STARTED,
        S.INTAKE_SUPPLEMENT: ClockState.NOT_STARTED,
        S.RECEIVED: ClockState.RUNNING,
        S.NOT_ACCEPTED: ClockState.STOPPED,
        S.PROCESSING: ClockState.RUNNING,
        S.SUPPLEMENT_REQUIRED: ClockState.PAUSED,
        S.RETURNED_INELIGIBLE: ClockState.PAUSED,
        S.PAYMENT_REQUIRED: ClockState.PAUSED,
        S.WITHDRAWN: ClockState.STOPPED,
        S.STOPPED: ClockState.STOPPED,
        S.RESOLVED: ClockState.STOPPED,
        S.CORRECTING: ClockState.STOPPED,
    }
)

# Nothing follows but words.
ENDED = frozenset({S.NOT_ACCEPTED, S.WITHDRAWN, S.STOPPED})
# Somebody of the office has something to do, or waits for the applicant.
OPEN = frozenset(set(Status) - ENDED - {S.RESOLVED})
# Taken in and not yet ended or resolved: what a report counts as in process.
IN_PROCESS = frozenset(
    {S.RECEIVED, S.PROCESSING, S.SUPPLEMENT_REQUIRED, S.RETURNED_INELIGIBLE, S.PAYMENT_REQUIRED}
)
WAITS_FOR_APPLICANT = frozenset(
    {S.INTAKE_SUPPLEMENT, S.SUPPLEMENT_REQUIRED, S.RETURNED_INELIGIBLE, S.PAYMENT_REQUIRED}
)

_NATIONAL: Mapping[Status, int] = MappingProxyType(
    {
        S.REGISTERED: 1,
        S.INTAKE_SUPPLEMENT: 5,
        S.RECEIVED: 2,
        S.NOT_ACCEPTED: 3,
        S.PROCESSING: 4,
        S.SUPPLEMENT_REQUIRED: 5,
        S.RETURNED_INELIGIBLE: 5,
        S.PAYMENT_REQUIRED: 6,
        S.WITHDRAWN: 7,
        S.STOPPED: 8,
        S.RESOLVED: 9,
        S.CORRECTING: 4,
    }
)


def may_move(status: Status, verb: Verb) -> bool:
    """Whether `verb` is possible at all where the dossier stands."""
    return (status, verb) in MOVES


def status_after(status: Status, verb: Verb) -> Status:
    """Where the dossier stands after `verb`.

    :raises Refused: "dossier-wrong-moment".
    """
    after = MOVES.get((status, verb))
    if after is None:
        raise Refused(
            "dossier-wrong-moment",
            f"Hồ sơ đang ở trạng thái “{status.label}” nên không thể thực hiện “{verb.label}”. "
            "Tải lại trang để xem các việc có thể làm lúc này.",
            status=status.value,
            verb=verb.value,
        )
    return after


def verbs_at(status: Status) -> frozenset[Verb]:
    """What is possible at all where a dossier stands."""
    return frozenset(verb for place, verb in MOVES if place is status)


def national_code(status: Status, delivery: DeliveryStatus) -> int:
    """The status as the national portal counts it, 1 to 10: 10 once the result is with the applicant."""
    if status is S.RESOLVED and delivery is DeliveryStatus.DELIVERED:
        return 10
    return _NATIONAL[status]
