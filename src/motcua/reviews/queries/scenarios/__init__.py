"""Kept scenarios, where they are kept, and what they would save."""

from motcua.reviews.queries.scenarios.kept import results_of as results_of
