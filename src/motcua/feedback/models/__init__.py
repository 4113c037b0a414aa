"""What the public says of how it is served."""

from motcua.feedback.models.abuse import GatePassage
from motcua.feedback.models.ratings import Rating

__all__ = ["GatePassage", "Rating"]
