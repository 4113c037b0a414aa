"""Which surveys and questionnaires a person may see.

Who reads surveys of an agency sees its surveys; who types sheets sees those that run, to type and nothing else.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.models import Questionnaire, Survey


def surveys_visible_to(person: Person, on: date) -> QuerySet[Survey]:
    """The surveys of agencies where the person reads or keeps surveys."""
    return Survey.objects.filter(
        Q(agency__in=agencies_where(person, Capability.READ_SURVEYS, on))
        | Q(agency__in=agencies_where(person, Capability.KEEP_SURVEYS, on))
    )


def surveys_to_enter(person: Person, on: date) -> QuerySet[Survey]:
    """The running surveys whose paper sheets the person may type: of an agency where they may, or of the body
    directly above it."""
    places = agencies_where(person, Capability.ENTER_SURVEYS, on)
    above = places.filter(superiors__in_force__contains=on).values("superiors__parent")
    return Survey.objects.filter(Q(agency__in=places) | Q(agency__in=above), status=SurveyStatus.RUNNING)


def questionnaires_visible_to(person: Person, on: date) -> QuerySet[Questionnaire]:
    """The questionnaires of agencies where the person reads or keeps surveys."""
    return Questionnaire.objects.filter(
        Q(agency__in=agencies_where(person, Capability.READ_SURVEYS, on))
        | Q(agency__in=agencies_where(person, Capability.KEEP_SURVEYS, on))
    )
