"""Questions about feedback. Doors of the public need the names here; the desk asks the modules."""

from motcua.feedback.queries.feedback.following import (
    SenderView,
    find_by_tracking,
    find_own_feedback,
    own_feedback,
    sender_view,
)
from motcua.feedback.queries.feedback.published import (
    Shown,
    find_published,
    published,
    published_by_procedure,
)
from motcua.feedback.queries.feedback.settings import may_be_anonymous

__all__ = [
    "SenderView",
    "Shown",
    "find_by_tracking",
    "find_own_feedback",
    "find_published",
    "may_be_anonymous",
    "own_feedback",
    "published",
    "published_by_procedure",
    "sender_view",
]
