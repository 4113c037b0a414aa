"""Questions about ratings."""

from __future__ import annotations

from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier
from motcua.feedback.models import Rating


def find_rating(dossier: Dossier) -> Rating | None:
    """What was said of the dossier; None when nothing was."""
    return Rating.objects.filter(dossier=dossier).first()


def may_be_rated(dossier: Dossier) -> bool:
    """Whether the dossier has come to an end that its applicant can judge: the result is theirs."""
    return dossier.delivery == DeliveryStatus.DELIVERED
