"""Passing a gate of the public, and forgetting who did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from motcua.accounts.models import Person
from motcua.feedback.enums import Gate
from motcua.feedback.models import GatePassage
from motcua.feedback.rules.abuse.limits import KEPT, Passage, require_patience
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Sender:
    """From where something of the public comes: `network` is a keyed digest of the neighbourhood of the address for
    the day, `person` who is signed in."""

    network: str
    person: Person | None = None

    @property
    def account(self) -> str:
        """A digest of who is signed in; "" for nobody."""
        return (
            salted_hmac("motcua.gate.account", str(self.person.pk), algorithm="sha256").hexdigest()
            if self.person
            else ""
        )


@transaction.atomic
def pass_gate(*, gate: Gate, sender: Sender, at: datetime, nonce: str = "") -> None:
    """Count one passage of the sender, inside the caller's transaction: what is refused afterwards is not counted.

    :raises Refused: "asked-too-often", "form-sent-already".
    """
    _one_at_a_time(gate, sender)
    require_patience(gate=gate, passages=_lately(gate, sender, at), at=at)
    if nonce and GatePassage.objects.filter(nonce=nonce).exists():
        raise Refused(
            "form-sent-already",
            "Nội dung này đã được gửi rồi. Nếu muốn gửi nội dung khác, hãy mở lại trang từ đầu.",
        )
    GatePassage.objects.create(gate=gate, network=sender.network, account=sender.account, nonce=nonce, at=at)


def require_room(*, gate: Gate, sender: Sender, at: datetime) -> None:
    """Refuse a sender who may not pass the gate now, without counting.

    :raises Refused: "asked-too-often".
    """
    require_patience(gate=gate, passages=_lately(gate, sender, at), at=at)


@transaction.atomic
def forget_passages(*, at: datetime) -> int:
    """Forget what no limit looks back to any more. How many rows went."""
    gone, _each = GatePassage.objects.filter(at__lte=at - KEPT).delete()
    return gone


def _lately(gate: Gate, sender: Sender, at: datetime) -> list[Passage]:
    account = sender.account
    same = Q(network=sender.network) | (Q(account=account) if account else Q(pk__in=[]))
    rows = GatePassage.objects.filter(same, gate=gate, at__gt=at - KEPT)
    return [
        Passage(when, network == sender.network, bool(account) and whose == account)
        for when, network, whose in rows.values_list("at", "network", "account")
    ]


def _one_at_a_time(gate: Gate, sender: Sender) -> None:
    """Passages of one neighbourhood wait for each other, so that the count before each is true."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"gate:{gate.value}:{sender.network}"]
        )
