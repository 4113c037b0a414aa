"""The closed vocabularies of this room, by topic."""

from motcua.feedback.enums.abuse import Gate
from motcua.feedback.enums.dialogues import (
    AsideReason,
    AskedWhen,
    ConferenceStatus,
    QuestionChannel,
    QuestionStatus,
)
from motcua.feedback.enums.hotlines import CallOutcome

__all__ = [
    "AsideReason",
    "AskedWhen",
    "CallOutcome",
    "ConferenceStatus",
    "Gate",
    "QuestionChannel",
    "QuestionStatus",
]
