"""What is owed, and what happened to it. Collections, exemptions, refunds and closed days are never changed.

The sums on a charge are kept by the database itself as the records come in (migration 0002), so that they cannot
part from them.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest

from motcua.accounts.models import Person
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.payments.enums import FeeKind, PaymentMoment, PaymentWay
from motcua.payments.rules.charges import receipt_number
from motcua.payments.rules.standing import Sums

_WANTED = F("amount_vnd") - F("exempt_vnd")
_KEPT = F("collected_vnd") - F("refunded_vnd")
_CANCELLED = Q(cancelled_at__isnull=False)


class Charge(Entity):
    """One fee that somebody owes an agency for a matter; a dossier is ("dossier", its id)."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=60)
    subject_folded = models.CharField(max_length=60)
    payer_name = models.CharField(max_length=250, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="charges")
    desk = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    fee_name = models.CharField(max_length=250)
    fee_kind = models.CharField(max_length=10, choices=FeeKind.choices)
    fee_code = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=500, blank=True)
    moment = models.CharField(max_length=20, choices=PaymentMoment.choices)
    amount_vnd = models.BigIntegerField()
    owed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, blank=True)
    collected_vnd = models.BigIntegerField(default=0)
    exempt_vnd = models.BigIntegerField(default=0)
    refunded_vnd = models.BigIntegerField(default=0)
    left_vnd = models.GeneratedField(
        expression=Case(
            When(_CANCELLED, then=Value(0)),
            default=Greatest(Value(0), _WANTED - _KEPT),
            output_field=models.BigIntegerField(),
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    excess_vnd = models.GeneratedField(
        expression=Case(
            When(_CANCELLED, then=_KEPT),
            default=Greatest(Value(0), _KEPT - _WANTED),
            output_field=models.BigIntegerField(),
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="charge_not_negative"),
            models.CheckConstraint(
                condition=Q(exempt_vnd__gte=0, exempt_vnd__lte=F("amount_vnd")),
                name="charge_exempt_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(collected_vnd__gte=0, collected_vnd__lte=F("amount_vnd") + F("refunded_vnd")),
                name="charge_collected_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(refunded_vnd__gte=0, refunded_vnd__lte=F("collected_vnd")),
                name="charge_refunded_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="charge_cancelled_for_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="charge_subject"),
            models.Index(
                fields=["owed_at", "id"],
                name="charge_open",
                condition=Q(left_vnd__gt=0) | Q(excess_vnd__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fee_name} ({self.subject_label})"

    @property
    def sums(self) -> Sums:
        """The charge as the rules see it."""
        return Sums(
            amount_vnd=self.amount_vnd,
            collected_vnd=self.collected_vnd,
            exempt_vnd=self.exempt_vnd,
            refunded_vnd=self.refunded_vnd,
            is_cancelled=self.cancelled_at is not None,
        )


class ReceiptCounter(models.Model):
    """The last number given in one series of an agency and year; its row is the lock that leaves no gap."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    series = models.CharField(max_length=10)
    last = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "series"], name="receipt_counter_once"),
        ]


class Collection(Entity):
    """Money that came in for one charge, and the number of its receipt. `on` is the day of whose takings it is."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="collections")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()
    way = models.CharField(max_length=10, choices=PaymentWay.choices)
    reference = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=120, unique=True)
    on = models.DateField()
    paid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    series = models.CharField(max_length=10)
    year = models.SmallIntegerField()
    number = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="collection_of_something"),
            models.UniqueConstraint(
                fields=["agency", "year", "series", "number"], name="receipt_number_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "on", "way", "id"], name="collection_day")]

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def receipt_number(self) -> str:
        """As printed on the receipt."""
        return receipt_number(series=self.series, year=self.year, number=self.number)


class Exemption(Entity):
    """A charge, or a part of it, that need not be paid."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="exemptions")
    amount_vnd = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="exemption_of_something"),
        ]


class Refund(Entity):
    """Money given back. `on` is the day whose takings it lessens."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="refunds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    way = models.CharField(max_length=10, choices=PaymentWay.choices)
    reference = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="refund_of_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "on", "way", "id"], name="refund_day")]


class Reconciliation(Entity):
    """The takings of one agency, day and way, counted and closed: nothing more goes into that day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    way = models.CharField(max_length=10, choices=PaymentWay.choices)
    expected_vnd = models.BigIntegerField()
    counted_vnd = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "day", "way"], name="day_closed_once"),
            models.CheckConstraint(
                condition=Q(expected_vnd=F("counted_vnd")) | ~Q(note=""), name="difference_is_explained"
            ),
        ]


class AgencyAccount(models.Model):
    """The bank account into which an agency's fees are transferred, from when to when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="bank_accounts")
    bank_bin = models.CharField(max_length=6)
    account_number = models.CharField(max_length=19)
    holder_name = models.CharField(max_length=120)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_bank_account_at_a_time",
                expressions=[("agency", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
        ]


class OnlineRequest(Entity):
    """One asking for money online: for what, and what the gateway said. The reference cannot be guessed.

    Where a charge was paid in another way meanwhile, the money that found nothing to pay is `surplus_vnd`, to be
    given back.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    reference = models.CharField(max_length=40, unique=True)
    amount_vnd = models.BigIntegerField()
    gateway = models.CharField(max_length=60)
    is_trial = models.BooleanField()
    return_path = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    transaction = models.CharField(max_length=120, blank=True)
    surplus_vnd = models.BigIntegerField(default=0)
    surplus_note = models.CharField(max_length=500, blank=True)
    surplus_settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="online_request_for_something"),
            models.CheckConstraint(
                condition=Q(surplus_vnd__gte=0, surplus_vnd__lte=F("amount_vnd")), name="surplus_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(transaction=""), name="confirmed_by_transaction"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "asked_at"], name="online_request_subject"),
            models.Index(
                fields=["confirmed_at"],
                name="online_request_surplus",
                condition=Q(surplus_vnd__gt=0, surplus_settled_at__isnull=True),
            ),
        ]


class OnlinePart(models.Model):
    """How much of an online payment is meant for which charge."""

    request = models.ForeignKey(OnlineRequest, on_delete=models.CASCADE, related_name="parts")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "charge"], name="online_part_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="online_part_of_something"),
        ]
