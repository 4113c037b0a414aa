"""What the public says of how it is served."""

from motcua.feedback.models.abuse import GatePassage
from motcua.feedback.models.dialogues import DialogueConference, DialogueQuestion, QuestionObject
from motcua.feedback.models.feedback import (
    Feedback,
    FeedbackObject,
    Moderation,
    PublishedText,
)
from motcua.feedback.models.feedback_work import (
    AnonymousAllowance,
    FeedbackFile,
    FollowUp,
    OpinionAsked,
    OwnTerm,
    PublishedFile,
    Reopening,
    Reply,
    Satisfaction,
    Supplement,
    Transfer,
)
from motcua.feedback.models.hotlines import HotlineEntry, HotlineNumber, HotlineObject
from motcua.feedback.models.promises import DialoguePromise
from motcua.feedback.models.ratings import (
    Kiosk,
    Rating,
    RatingAnswer,
    RatingFlag,
    RatingSummary,
    RatingTicket,
)
from motcua.feedback.models.surveys import (
    Questionnaire,
    QuestionnaireVersion,
    SecondTyping,
    Survey,
    SurveyDraft,
    SurveyMember,
    SurveyResponse,
    SurveyStratum,
    SurveyTally,
    SurveyTheme,
    SurveyVerbatim,
)

__all__ = [
    "AnonymousAllowance",
    "DialogueConference",
    "DialoguePromise",
    "DialogueQuestion",
    "Feedback",
    "FeedbackFile",
    "FeedbackObject",
    "FollowUp",
    "GatePassage",
    "HotlineEntry",
    "HotlineNumber",
    "HotlineObject",
    "Kiosk",
    "Moderation",
    "OpinionAsked",
    "OwnTerm",
    "PublishedFile",
    "PublishedText",
    "QuestionObject",
    "Questionnaire",
    "QuestionnaireVersion",
    "Rating",
    "RatingAnswer",
    "RatingFlag",
    "RatingSummary",
    "RatingTicket",
    "Reopening",
    "Reply",
    "Satisfaction",
    "SecondTyping",
    "Supplement",
    "Survey",
    "SurveyDraft",
    "SurveyMember",
    "SurveyResponse",
    "SurveyStratum",
    "SurveyTally",
    "SurveyTheme",
    "SurveyVerbatim",
    "Transfer",
]
