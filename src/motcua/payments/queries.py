"""Questions about money: how matters stand, what is owed where, what came in on a day."""

from __future__ import annotations

from collections.abc import Collection as Many
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.payments.enums import PaymentWay
from motcua.payments.models import (
    AgencyAccount,
    Charge,
    Collection,
    Exemption,
    OnlineRequest,
    Reconciliation,
    Refund,
)
from motcua.payments.rules.standing import NOTHING, Money, Sums, standing
from motcua.payments.rules.transfer_qr import transfer_code, transfer_message

_OPEN = Q(left_vnd__gt=0) | Q(excess_vnd__gt=0)


def status_of(subject_kind: str, subject_ids: Many[str]) -> dict[str, Money]:
    """How each of these matters stands with money, also those that owe nothing; one query for a whole page."""
    rows: dict[str, list[Sums]] = {subject: [] for subject in subject_ids}
    found = Charge.objects.filter(subject_kind=subject_kind, subject_id__in=list(rows)).values_list(
        "subject_id", "amount_vnd", "collected_vnd", "exempt_vnd", "refunded_vnd", "cancelled_at"
    )
    for subject, amount, collected, exempt, refunded, cancelled_at in found:
        rows[subject].append(Sums(amount, collected, exempt, refunded, cancelled_at is not None))
    return {subject: standing(sums) if sums else NOTHING for subject, sums in rows.items()}


def charges_of(subject_kind: str, subject_id: str) -> QuerySet[Charge]:
    """All charges of one matter, oldest first; who may see the matter is the asking room's care."""
    found = Charge.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return found.select_related("agency", "desk").order_by("owed_at", "id")


def charges_visible_to(person: Person, on: date) -> QuerySet[Charge]:
    """The charges of the agencies and desks where `person` takes money or receives dossiers on the day."""
    collects = agencies_where(person, Capability.COLLECT_PAYMENTS, on)
    receives = agencies_where(person, Capability.RECEIVE_DOSSIERS, on)
    return Charge.objects.filter(
        Q(agency__in=collects) | Q(agency__in=receives) | Q(desk__in=collects) | Q(desk__in=receives)
    )


def charges_matching(charges: QuerySet[Charge], text: str) -> QuerySet[Charge]:
    """Those of `charges` whose matter's code begins with or holds the text, however it was typed."""
    folded = fold(text)
    return charges.filter(subject_folded__contains=folded) if folded else charges


def open_charges(charges: QuerySet[Charge]) -> QuerySet[Charge]:
    """Those of `charges` for which money is still to come or to be given back."""
    return charges.filter(_OPEN)


def page_of_charges(
    charges: QuerySet[Charge], *, after: tuple[datetime, UUID] | None = None, size: int = 50
) -> list[Charge]:
    """Up to `size` + 1 of `charges`, the newest first, following the key (owed_at, id) `after`."""
    if after is not None:
        moment, last = after
        charges = charges.filter(Q(owed_at__lt=moment) | Q(owed_at=moment, id__lt=last))
    return list(charges.select_related("agency").order_by("-owed_at", "-id")[: size + 1])


def find_collection(person: Person, collection_id: UUID, on: date) -> Collection | None:
    """A collection of a charge that `person` may see on the day."""
    visible = charges_visible_to(person, on)
    found = Collection.objects.filter(pk=collection_id, charge__in=visible)
    return found.select_related("charge", "agency", "taken_by").first()


@dataclass(frozen=True, slots=True)
class Events:
    """What happened to some charges, oldest first."""

    collections: list[Collection]
    exemptions: list[Exemption]
    refunds: list[Refund]


def events_of(charges: Many[Charge]) -> Events:
    """Collections, exemptions and refunds of these charges; three queries."""
    return Events(
        list(Collection.objects.filter(charge__in=charges).select_related("taken_by").order_by("id")),
        list(Exemption.objects.filter(charge__in=charges).select_related("by").order_by("id")),
        list(Refund.objects.filter(charge__in=charges).select_related("by").order_by("id")),
    )


@dataclass(frozen=True, slots=True)
class Takings:
    """One way's money of an agency and day in whole đồng, and its closing where it was closed."""

    way: PaymentWay
    collected_vnd: int
    refunded_vnd: int
    count: int
    closing: Reconciliation | None

    @property
    def expected_vnd(self) -> int:
        """What should be there when it is counted; less than nought when more was given back than came in."""
        return self.collected_vnd - self.refunded_vnd


def takings_of(agency_id: UUID, day: date) -> list[Takings]:
    """The agency's takings of the day, way by way, all ways; three queries."""
    came = _sums(Collection, agency_id, day)
    went = _sums(Refund, agency_id, day)
    closed = Reconciliation.objects.filter(agency=agency_id, day=day).select_related("closed_by")
    closings = {PaymentWay(row.way): row for row in closed}
    return [
        Takings(
            way,
            came.get(way, (0, 0))[0],
            went.get(way, (0, 0))[0],
            came.get(way, (0, 0))[1] + went.get(way, (0, 0))[1],
            closings.get(way),
        )
        for way in PaymentWay
    ]


def _sums(
    model: type[Collection] | type[Refund], agency_id: UUID, day: date
) -> dict[PaymentWay, tuple[int, int]]:
    rows = model._default_manager.filter(agency=agency_id, on=day).values_list("way")
    found = rows.annotate(total=Sum("amount_vnd"), count=Count("id"))
    return {PaymentWay(way): (int(total), count) for way, total, count in found}


def collections_of_day(agency_id: UUID, day: date) -> QuerySet[Collection]:
    """The agency's collections of the day in the order of their receipts."""
    found = Collection.objects.filter(agency=agency_id, on=day)
    return found.select_related("charge", "taken_by").order_by("series", "number")


def refunds_of_day(agency_id: UUID, day: date) -> QuerySet[Refund]:
    """The agency's refunds of the day, oldest first."""
    return Refund.objects.filter(agency=agency_id, on=day).select_related("charge", "by").order_by("id")


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day and way with money that nobody has counted and closed."""

    agency_id: UUID
    day: date
    way: PaymentWay
    expected_vnd: int


_UNRECONCILED = """
    SELECT moved.agency_id, moved."on", moved.way, sum(moved.amount)::bigint
    FROM (
        SELECT agency_id, "on", way, amount_vnd AS amount FROM payments_collection
        UNION ALL
        SELECT agency_id, "on", way, -amount_vnd FROM payments_refund
    ) moved
    WHERE moved.agency_id = ANY(%s) AND moved."on" <= %s AND moved."on" > %s::date - 400
      AND NOT EXISTS (
        SELECT 1 FROM payments_reconciliation closed
        WHERE closed.agency_id = moved.agency_id AND closed.day = moved."on" AND closed.way = moved.way)
    GROUP BY moved.agency_id, moved."on", moved.way
    ORDER BY moved."on" DESC, moved.agency_id, moved.way
    LIMIT 200
"""


def unreconciled(agency_ids: Many[UUID], until: date) -> list[OpenDay]:
    """Days up to `until` (of the last 400) with money not yet counted at these agencies, latest first; 200 at most."""
    with connection.cursor() as cursor:
        cursor.execute(_UNRECONCILED, [list(agency_ids), until, until])
        rows: Sequence[tuple[UUID, date, str, int]] = cursor.fetchall()
    return [OpenDay(agency, day, PaymentWay(way), total) for agency, day, way, total in rows]


def account_of(agency_id: UUID, on: date) -> AgencyAccount | None:
    """The agency's bank account on the day."""
    return (
        AgencyAccount.objects.filter(agency=agency_id, in_force__contains=on).select_related("agency").first()
    )


@dataclass(frozen=True, slots=True)
class Transfer:
    """How to transfer what is left to pay to one agency: the account, the sum, the message, the QR code's text."""

    account: AgencyAccount
    amount_vnd: int
    message: str
    code: str


def transfers_of(charges: Many[Charge], on: date) -> list[Transfer]:
    """One transfer for each agency that has an account on the day and is still owed something; one query."""
    left: dict[UUID, int] = {}
    for charge in charges:
        left[charge.agency_id] = left.get(charge.agency_id, 0) + charge.left_vnd
    message = transfer_message(next((charge.subject_label for charge in charges), ""))
    found = AgencyAccount.objects.filter(agency__in=left, in_force__contains=on).select_related("agency")
    return [
        Transfer(
            account,
            left[account.agency_id],
            message,
            transfer_code(
                bank_bin=account.bank_bin,
                account_number=account.account_number,
                amount_vnd=left[account.agency_id],
                message=message,
            ),
        )
        for account in found.order_by("agency_id")
        if left[account.agency_id]
    ]


def agencies_with_money(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies of the day where `person` counts the takings."""
    found = agencies_where(person, Capability.COLLECT_PAYMENTS, on).filter(held__contains=on)
    return found.order_by("sort_key", "id")


def find_online_request(reference: str) -> OnlineRequest | None:
    """The asking for money online with this reference."""
    return OnlineRequest.objects.filter(reference=reference).first()


def surpluses(agency_ids: Many[UUID]) -> QuerySet[OnlineRequest]:
    """Online payments at these agencies that found nothing to pay and are to be given back, oldest first."""
    waiting = OnlineRequest.objects.filter(surplus_vnd__gt=0, surplus_settled_at__isnull=True)
    return waiting.filter(parts__charge__agency__in=agency_ids).distinct().order_by("confirmed_at")
