"""Questions about completing a dossier: its check-list, what was asked before, what waits for an answer."""

from __future__ import annotations

from motcua.dossiers.models import Dossier, SubmittedPaper, SupplementRequest


def check_list_of(dossier: Dossier) -> list[SubmittedPaper]:
    """The papers of the dossier in their order."""
    return list(SubmittedPaper.objects.filter(dossier=dossier).order_by("position"))


def latest_request(dossier: Dossier) -> SupplementRequest | None:
    """The request that waits for its answer; None when none does."""
    return SupplementRequest.objects.filter(dossier=dossier, answered_at__isnull=True).first()


def asked_before(dossier: Dossier) -> list[SupplementRequest]:
    """The requests made so far, the latest first."""
    return list(SupplementRequest.objects.filter(dossier=dossier).order_by("-requested_at"))
