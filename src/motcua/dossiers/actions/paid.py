"""What a dossier hears of its money: the status kept beside it, and the end of a wait."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from motcua.dossiers.actions.timing import confirm_payment
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.events import SUBJECT
from motcua.kernel.refusals import Refused
from motcua.payments.models import Charge
from motcua.payments.queries import status_of


def hear_of_money(*, subject_kind: str, subject_id: str, at: datetime) -> None:
    """Money of a matter moved (payments.ports.MoneyListener): a dossier keeps how it stands, and goes on when
    nothing is left to pay."""
    if subject_kind != SUBJECT:
        return
    money = status_of(SUBJECT, [subject_id])[subject_id]
    waits = Dossier.objects.filter(pk=UUID(subject_id), status=Status.PAYMENT_REQUIRED).exists()
    if waits and not money.left_vnd:
        _go_on(UUID(subject_id), at)
    else:
        with transaction.atomic():
            Dossier.objects.filter(pk=UUID(subject_id)).update(payment=money.status)


def go_on_with_paid(*, at: datetime, most: int = 200) -> int:
    """Let dossiers go on that wait for money although nothing is left to pay (a listener that was killed); how many."""
    owed = Charge.objects.filter(
        subject_kind=SUBJECT, subject_id=Cast(OuterRef("pk"), CharField()), left_vnd__gt=0
    )
    waiting = Dossier.objects.filter(~Exists(owed), status=Status.PAYMENT_REQUIRED)
    return sum(_go_on(pk, at) for pk in waiting.order_by("id").values_list("pk", flat=True)[:most])


def _go_on(dossier_id: UUID, at: datetime) -> bool:
    """Whether it went on; somebody may have been faster."""
    try:
        confirm_payment(dossier_id=dossier_id, by=None, at=at)
    except Refused:
        return False
    return True
