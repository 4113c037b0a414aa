"""The register of business conditions and other rules: lists, one of them, counts."""

from motcua.reviews.queries.conditions.balance import RuleBalance as RuleBalance
from motcua.reviews.queries.conditions.balance import balance as balance
from motcua.reviews.queries.conditions.counting import counts as counts
from motcua.reviews.queries.conditions.counting import cut_and_count as cut_and_count
