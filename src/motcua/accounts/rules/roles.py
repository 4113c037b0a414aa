"""The closed table of roles and what each lets a person do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.accounts.enums import Capability, Role

# Everybody who works at a public body may have a part in its plans, and may read what it reports.
_PLANS = frozenset({Capability.READ_PLANS, Capability.DO_PLAN_TASKS, Capability.READ_REPORTS})

CAPABILITIES: Mapping[Role, frozenset[Capability]] = MappingProxyType(
    {
        Role.CITIZEN: frozenset(),
        Role.RECEPTION_OFFICER: frozenset(
            {
                Capability.RECEIVE_DOSSIERS,
                Capability.READ_DOSSIERS,
                Capability.RECEIVE_FEEDBACK,
                Capability.ENTER_SURVEYS,
            }
        )
        | _PLANS,
        Role.HANDLER: frozenset(
            {
                Capability.HANDLE_DOSSIERS,
                Capability.READ_DOSSIERS,
                Capability.DO_REVIEWS,
                Capability.ANSWER_FEEDBACK,
                Capability.ENTER_SURVEYS,
            }
        )
        | _PLANS,
        Role.HEAD: frozenset(
            {
                Capability.DECIDE_DOSSIERS,
                Capability.READ_DOSSIERS,
                Capability.APPROVE_DECISION,
                Capability.READ_JOURNAL,
                Capability.KEEP_PLANS,
                Capability.APPROVE_PLANS,
                Capability.KEEP_REPORTS,
                Capability.APPROVE_REPORTS,
                Capability.READ_REVIEWS,
                Capability.DO_REVIEWS,
                Capability.APPROVE_REVIEWS,
                Capability.READ_FEEDBACK,
                Capability.ANSWER_FEEDBACK,
                Capability.APPROVE_FEEDBACK,
                Capability.READ_SURVEYS,
            }
        )
        | _PLANS,
        Role.RECORDS_OFFICER: frozenset({Capability.ISSUE_RESULTS, Capability.READ_DOSSIERS}) | _PLANS,
        Role.CONTROL_FOCAL_OFFICER: frozenset(
            {
                Capability.KEEP_CATALOGUE,
                Capability.IMPORT_CATALOGUE,
                Capability.APPROVE_DECISION,
                Capability.KEEP_CALENDARS,
                Capability.READ_DOSSIERS,
                Capability.KEEP_PLANS,
                Capability.KEEP_INSPECTIONS,
                Capability.KEEP_REPORTS,
                Capability.KEEP_REVIEWS,
                Capability.READ_REVIEWS,
                Capability.DO_REVIEWS,
                Capability.RECEIVE_FEEDBACK,
                Capability.KEEP_FEEDBACK,
                Capability.ANSWER_FEEDBACK,
                Capability.READ_FEEDBACK,
                Capability.KEEP_SURVEYS,
                Capability.ENTER_SURVEYS,
                Capability.READ_SURVEYS,
            }
        )
        | _PLANS,
        Role.FINANCE_OFFICER: frozenset({Capability.COLLECT_PAYMENTS}) | _PLANS,
        Role.INSPECTOR: frozenset(
            {
                Capability.READ_DOSSIERS,
                Capability.READ_JOURNAL,
                Capability.KEEP_INSPECTIONS,
                Capability.READ_REVIEWS,
                Capability.READ_FEEDBACK,
                Capability.READ_SURVEYS,
            }
        )
        | _PLANS,
        Role.BUSINESS_ADMINISTRATOR: frozenset(
            {
                Capability.KEEP_ORGANISATIONS,
                Capability.KEEP_CALENDARS,
                Capability.KEEP_PEOPLE,
                Capability.KEEP_SIGN_INS,
                Capability.IMPORT_CATALOGUE,
                Capability.KEEP_NOTICES,
            }
        )
        | _PLANS,
        # Keeps the machine running and people able to sign in; sees neither dossiers nor what is done with them,
        # and may not set another's password, which would let them in by another's name.
        Role.TECHNICAL_ADMINISTRATOR: frozenset({Capability.KEEP_SIGN_INS}),
    }
)

DOSSIER_CAPABILITIES = frozenset(
    {
        Capability.RECEIVE_DOSSIERS,
        Capability.HANDLE_DOSSIERS,
        Capability.DECIDE_DOSSIERS,
        Capability.ISSUE_RESULTS,
        Capability.READ_DOSSIERS,
    }
)


def capabilities_of_role(role: Role) -> frozenset[Capability]:
    """What `role` lets a person do."""
    return CAPABILITIES[role]


def roles_with(capability: Capability) -> frozenset[Role]:
    """The roles that carry `capability`."""
    return frozenset(role for role, able in CAPABILITIES.items() if capability in able)


def clashes(role: Role, *, held: frozenset[Role]) -> frozenset[Role]:
    """The roles among `held` that the same person may not hold beside `role`.

    A technical administrator can never read dossiers, so this role stands beside no role that can.
    """
    if role is Role.TECHNICAL_ADMINISTRATOR:
        return frozenset(other for other in held if CAPABILITIES[other] & DOSSIER_CAPABILITIES)
    if CAPABILITIES[role] & DOSSIER_CAPABILITIES:
        return held & {Role.TECHNICAL_ADMINISTRATOR}
    return frozenset()
