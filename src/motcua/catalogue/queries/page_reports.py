"""Questions about what the public reported of our pages."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.catalogue.models import PageReport


def reports_sent_since(*, sender: str, since: datetime) -> int:
    """How many reports came from `sender` at or after the instant."""
    return PageReport.objects.filter(sender=sender, at__gte=since).count()


def open_page_reports() -> QuerySet[PageReport]:
    """Reports that nobody has settled yet, oldest first, each with its procedure."""
    return PageReport.objects.filter(settled_at__isnull=True).select_related("procedure").order_by("at", "id")
