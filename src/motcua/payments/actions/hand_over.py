"""What passes on with an agency: charges nobody has finished paying, and its bank account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems
from motcua.payments.models import AgencyAccount, Charge
from motcua.payments.queries import open_charges

_LABEL = "khoản phí, lệ phí chưa nộp xong"


class OpenCharges:
    """Open charges pass to the successor, bank accounts end; receipts stay those of the agency that wrote them
    (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many charges are open at the predecessors."""
        return [OpenItems(_LABEL, _open_at(predecessors).count())]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Owe them to the successor from now on."""
        _end_bank_accounts(predecessors, on, at, actor)
        rows = list(_open_at(predecessors).select_for_update().order_by("id"))
        Charge.objects.filter(pk__in=[row.pk for row in rows]).update(agency_id=successor)
        Charge.objects.filter(pk__in=[row.pk for row in rows], desk_id__in=predecessors).update(
            desk_id=successor
        )
        record_all(
            facts=[
                Fact(
                    "ChargeHandedOver",
                    row.subject_kind,
                    row.subject_id,
                    {"charge": str(row.pk), "successor": str(successor)},
                )
                for row in rows
            ],
            actor=actor,
            at=at,
        )
        return [OpenItems(_LABEL, len(rows))]

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """The bank accounts end; open charges do not: somebody owes, or is owed."""
        _end_bank_accounts(predecessors, on, at, actor)
        left = _open_at(predecessors).count()
        return [OpenItems(_LABEL, left)] if left else []


def _open_at(agencies: Collection[UUID]) -> QuerySet[Charge]:
    return open_charges(Charge.objects.filter(agency__in=agencies))


def _end_bank_accounts(agencies: Collection[UUID], on: date, at: datetime, actor: str) -> None:
    """Nobody transfers to a body that is no more. An account that would only begin then goes away."""
    reaching = Q(in_force__endswith__gt=on) | Q(in_force__endswith__isnull=True)
    rows = list(AgencyAccount.objects.select_for_update().filter(reaching, agency__in=agencies))
    planned = [row.pk for row in rows if row.in_force.lower >= on]
    AgencyAccount.objects.filter(pk__in=planned).delete()
    ended = [row for row in rows if row.pk not in set(planned)]
    for row in ended:
        row.in_force = DateRange(row.in_force.lower, on)
    AgencyAccount.objects.bulk_update(ended, ["in_force"])
    facts = [
        Fact("BankAccountEnded", "agency", str(pk), {"on": on}) for pk in {row.agency_id for row in rows}
    ]
    record_all(facts=facts, actor=actor, at=at)
