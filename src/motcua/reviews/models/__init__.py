"""The tables of reviews, by topic."""

from motcua.reviews.models.findings import FindingDismissal

__all__ = ["FindingDismissal"]
