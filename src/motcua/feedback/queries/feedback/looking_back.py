"""Earlier feedback that is alike: suggested to whoever takes one in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.visible import FeedbackReach, feedback_visible_to
from motcua.feedback.rules.feedback.likeness import most_alike

_LOOKED_BACK = timedelta(days=365)
_MOST_COMPARED = 300


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier one, and how alike it is: 0 to 1."""

    feedback: Feedback
    share: float


def alike_before(feedback: Feedback, reach: FeedbackReach) -> list[Alike]:
    """Earlier feedback that says nearly the same about the same procedure, or at the same agency where none is named,
    as far as the person may see it; the most alike first. Three queries."""
    rows = feedback_visible_to(reach.person, reach.on, reach=reach).exclude(pk=feedback.pk)
    rows = rows.filter(sent_at__lte=feedback.sent_at, sent_at__gte=feedback.sent_at - _LOOKED_BACK)
    same = Q(agency=feedback.agency_id)
    if feedback.procedure_id is not None:
        same = Q(procedure=feedback.procedure_id) | (same & Q(procedure=None))
    folded = Feedback.objects.values_list("folded", flat=True).get(pk=feedback.pk)
    earlier = rows.filter(same).order_by("-sent_at").values_list("pk", "folded")[:_MOST_COMPARED]
    found = most_alike(folded, earlier)
    known = Feedback.objects.defer("folded").in_bulk([one.id for one in found])
    return [Alike(known[one.id], one.share) for one in found]
