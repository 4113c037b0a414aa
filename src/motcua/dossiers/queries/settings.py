"""What an office set for its dossiers: online doors, patterns of codes, rules of late receipt, of all times."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.dossiers.models import CodePattern, LateReceiptRule, OnlineDoor
from motcua.kernel.models import JournalEntry

# Far more than an office ever sets; a page shows no more.
MOST = 200


def doors_of(agencies: Collection[UUID]) -> QuerySet[OnlineDoor]:
    """The doors of the agencies and the general ones: those for all first, each agency's latest first."""
    rows = OnlineDoor.objects.filter(Q(agency=None) | Q(agency__in=agencies)).select_related("agency")
    return rows.order_by(F("agency__sort_key").asc(nulls_first=True), "agency", "kind", "-in_force")[:MOST]


def patterns_of(agencies: Collection[UUID]) -> QuerySet[CodePattern]:
    """The patterns of the agencies and the general ones: those for all first, each agency's latest first."""
    rows = CodePattern.objects.filter(Q(agency=None) | Q(agency__in=agencies)).select_related("agency")
    return rows.order_by(F("agency__sort_key").asc(nulls_first=True), "agency", "-in_force")[:MOST]


def late_receipt_rules_of(agencies: Collection[UUID]) -> QuerySet[LateReceiptRule]:
    """The rules of the agencies and the general ones: those for all first, each agency's latest first."""
    rows = LateReceiptRule.objects.filter(Q(agency=None) | Q(agency__in=agencies)).select_related("agency")
    return rows.order_by(F("agency__sort_key").asc(nulls_first=True), "agency", "-in_force")[:MOST]


def changes_of_settings(*, most: int = 20) -> list[JournalEntry]:
    """Who set what lately, the latest first."""
    rows = JournalEntry.objects.filter(kind__in=["OnlineDoorSet", "CodePatternSet", "LateReceiptRuleSet"])
    return list(rows.order_by("-at", "-seq")[:most])
