"""How a dossier stands with money, as the room of payments tells it."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.dossiers.actions.acting import Act, actor_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.payments.actions.charges import cancel_charges, owe
from motcua.payments.queries import status_of
from motcua.payments.rules.charges import NewCharge
from motcua.payments.rules.standing import Money


def owe_for(act: Act, charges: Sequence[NewCharge]) -> Money:
    """Enter what the dossier is to pay, and keep how it stands; the sums."""
    dossier = act.dossier
    owe(
        subject_kind=SUBJECT,
        subject_id=str(dossier.pk),
        subject_label=dossier.code,
        agency_id=dossier.competent_id,
        desk_id=dossier.reception_id,
        payer_name=dossier.applicant_name,
        charges=charges,
        by=actor_of(act.by),
        at=act.at,
    )
    return read_payment(act)


def read_payment(act: Act) -> Money:
    """Keep on the dossier how it stands with money; the sums."""
    subject = str(act.dossier.pk)
    money = status_of(SUBJECT, [subject])[subject]
    act.dossier.payment = money.status
    return money


def ask_no_more(act: Act, *, reason: str, refunds: bool = False) -> None:
    """Nothing more is to be paid; with `refunds` what was paid is to be given back."""
    cancel_charges(
        subject_kind=SUBJECT,
        subject_id=str(act.dossier.pk),
        reason=reason,
        paid_too=refunds,
        by=actor_of(act.by),
        at=act.at,
    )
    read_payment(act)
