"""The closed vocabularies of this room, by topic."""

from motcua.feedback.enums.abuse import Gate
from motcua.feedback.enums.dialogues import (
    AsideReason,
    AskedWhen,
    ConferenceStatus,
    PromiseStanding,
    QuestionChannel,
    QuestionStatus,
)
from motcua.feedback.enums.hotlines import CallOutcome
from motcua.feedback.enums.surveys import Population, SurveyChannel, SurveyStatus, SurveySubject

__all__ = [
    "AsideReason",
    "AskedWhen",
    "CallOutcome",
    "ConferenceStatus",
    "Gate",
    "Population",
    "PromiseStanding",
    "QuestionChannel",
    "QuestionStatus",
    "SurveyChannel",
    "SurveyStatus",
    "SurveySubject",
]
