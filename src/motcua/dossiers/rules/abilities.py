"""Which capability each act asks for, and at which of the dossier's agencies."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from motcua.accounts.enums import Capability, Role
from motcua.dossiers.enums import Verb

V, C = Verb, Capability


class Where(Enum):
    """At which of a dossier's agencies a capability is asked for."""

    RECEPTION = "reception"
    HOLDER = "holder"
    COMPETENT = "competent"


# Acts of the step at hand ask for the step's own role instead; see STEP_CAPABILITY.
ASKED: Mapping[Verb, tuple[Capability, Where]] = MappingProxyType(
    {
        V.RECEIVE: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.REFUSE_INTAKE: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.REQUEST_INTAKE_SUPPLEMENT: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.TRANSFER: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.ACCEPT_TRANSFER: (C.RECEIVE_DOSSIERS, Where.COMPETENT),
        V.RECEIVE_SUPPLEMENT: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.CONFIRM_PAYMENT: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.ASSIGN: (C.DECIDE_DOSSIERS, Where.HOLDER),
        V.EXTEND: (C.DECIDE_DOSSIERS, Where.COMPETENT),
        V.APOLOGISE: (C.DECIDE_DOSSIERS, Where.COMPETENT),
        V.SIGN: (C.DECIDE_DOSSIERS, Where.COMPETENT),
        V.ISSUE: (C.ISSUE_RESULTS, Where.COMPETENT),
        V.STOP: (C.DECIDE_DOSSIERS, Where.COMPETENT),
        V.WITHDRAW: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.RETURN_RESULT: (C.RECEIVE_DOSSIERS, Where.RECEPTION),
        V.REOPEN: (C.DECIDE_DOSSIERS, Where.COMPETENT),
    }
)

# What an applicant, or who lodged for them, may do to their own dossier.
# Fetching the result online is the only way of returning that they have (actions.results).
OWN_ACTS = frozenset({V.RECEIVE_SUPPLEMENT, V.WITHDRAW, V.WRITE_MESSAGE, V.RETURN_RESULT})

STEP_CAPABILITY: Mapping[Role, Capability] = MappingProxyType(
    {
        Role.RECEPTION_OFFICER: C.RECEIVE_DOSSIERS,
        Role.HANDLER: C.HANDLE_DOSSIERS,
        Role.HEAD: C.DECIDE_DOSSIERS,
        Role.RECORDS_OFFICER: C.ISSUE_RESULTS,
        Role.FINANCE_OFFICER: C.COLLECT_PAYMENTS,
        Role.CONTROL_FOCAL_OFFICER: C.READ_DOSSIERS,
        Role.INSPECTOR: C.READ_DOSSIERS,
    }
)
