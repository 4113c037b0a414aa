"""What the public says of how it is served."""

from motcua.feedback.models.abuse import GatePassage
from motcua.feedback.models.dialogues import DialogueConference, DialogueQuestion
from motcua.feedback.models.feedback import (
    BookNumber,
    Feedback,
    FeedbackFile,
    FeedbackObject,
    Moderation,
    PublishedText,
)
from motcua.feedback.models.feedback_work import (
    AnonymousAllowance,
    FollowUp,
    OpinionAsked,
    OwnTerm,
    Reply,
    Satisfaction,
    Supplement,
    Transfer,
)
from motcua.feedback.models.hotlines import HotlineEntry, HotlineNumber
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
    "BookNumber",
    "DialogueConference",
    "DialogueQuestion",
    "Feedback",
    "FeedbackFile",
    "FeedbackObject",
    "FollowUp",
    "GatePassage",
    "HotlineEntry",
    "HotlineNumber",
    "Kiosk",
    "Moderation",
    "OpinionAsked",
    "OwnTerm",
    "PublishedText",
    "Questionnaire",
    "QuestionnaireVersion",
    "Rating",
    "RatingAnswer",
    "RatingFlag",
    "RatingSummary",
    "RatingTicket",
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
