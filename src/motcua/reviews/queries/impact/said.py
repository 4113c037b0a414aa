"""Who was asked about a draft act, and what they said."""

from __future__ import annotations

from django.db.models import Count

from motcua.reviews.models import Appraisal, Consultation, DraftAct, Opinion


def consultations_of(act: DraftAct) -> list[Consultation]:
    """Each time opinions were asked for, the first one first, with `opinions_count`."""
    counts = {"opinions_count": Count("opinions")}
    found = act.consultations.select_related("by").annotate(**counts)
    return list(found.order_by("began_on", "id"))


def opinions_of(act: DraftAct) -> list[Opinion]:
    """What was said of the act, in the order in which it came."""
    found = act.opinions.select_related("consultation", "item", "answered_by")
    return list(found.order_by("received_on", "id"))


def appraisals_of(act: DraftAct) -> list[Appraisal]:
    """Each time the act was handed over, the last one first."""
    return list(act.appraisals.select_related("sent_by", "recorded_by").order_by("-sent_on", "-id"))
