"""What the procedure says is to be paid for a dossier, and what is still owed."""

from __future__ import annotations

from motcua.dossiers.enums import Door
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import OfferedFee, offer_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.payments.enums import FeeKind
from motcua.payments.models import Charge
from motcua.payments.queries import charges_of
from motcua.payments.rules.charges import NewCharge


def usual_charges(dossier: Dossier) -> list[NewCharge]:
    """The fees of the dossier's way of lodging that the procedure states as amounts and that were not entered yet."""
    way = offer_of(dossier.version_id).way(Door(dossier.door))
    entered = {charge.fee_name for charge in charges_of(SUBJECT, str(dossier.pk))}
    found = [
        NewCharge(_name(fee), fee.amount_vnd, FeeKind(fee.kind.value))
        for fee in (way.fees if way is not None else ())
        if fee.amount_vnd
    ]
    return [one for one in found if one.fee_name not in entered]


def _name(fee: OfferedFee) -> str:
    """As people call it: Lệ phí (mỗi văn bằng)."""
    return f"{fee.kind.label} ({fee.text})" if fee.text else fee.kind.label


def charges_left(dossier: Dossier) -> list[Charge]:
    """The charges of the dossier of which something is still to be paid."""
    return [charge for charge in charges_of(SUBJECT, str(dossier.pk)) if charge.left_vnd]
