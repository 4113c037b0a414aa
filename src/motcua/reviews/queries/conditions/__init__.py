"""The register of business conditions: lists, one condition, counts."""

from motcua.reviews.queries.conditions.counting import counts as counts
from motcua.reviews.queries.conditions.counting import cut_and_count as cut_and_count
