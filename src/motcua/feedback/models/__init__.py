"""What the public says of how it is served."""

from motcua.feedback.models.abuse import GatePassage
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
from motcua.feedback.models.ratings import (
    Kiosk,
    Rating,
    RatingAnswer,
    RatingFlag,
    RatingSummary,
    RatingTicket,
)

__all__ = [
    "AnonymousAllowance",
    "BookNumber",
    "Feedback",
    "FeedbackFile",
    "FeedbackObject",
    "FollowUp",
    "GatePassage",
    "Kiosk",
    "Moderation",
    "OpinionAsked",
    "OwnTerm",
    "PublishedText",
    "Rating",
    "RatingAnswer",
    "RatingFlag",
    "RatingSummary",
    "RatingTicket",
    "Reply",
    "Satisfaction",
    "Supplement",
    "Transfer",
]
