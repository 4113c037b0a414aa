"""By what an answer in own words is named on a page: a key that says nothing of when it came."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.feedback.models import Survey, SurveyVerbatim


def verbatim_key(verbatim_id: int) -> str:
    """The key of an answer in own words, the same each time; its growing number is not to be read from it."""
    return salted_hmac("motcua.survey.verbatim", str(verbatim_id), algorithm="sha256").hexdigest()[:32]


def find_verbatim(survey: Survey, key: str) -> int:
    """The number of the survey's answer with this key; 0 where there is none. One query."""
    known = SurveyVerbatim.objects.filter(response__survey=survey).values_list("pk", flat=True)
    return next((pk for pk in known if constant_time_compare(verbatim_key(pk), key)), 0)
