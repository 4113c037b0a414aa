"""What the public says of how it is served."""

from motcua.feedback.models.ratings import Rating

__all__ = ["Rating"]
