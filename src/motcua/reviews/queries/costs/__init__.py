"""Kept cost sheets, by topic."""

from motcua.reviews.queries.costs.listing import CurrentCost as CurrentCost
from motcua.reviews.queries.costs.listing import current_costs as current_costs
from motcua.reviews.queries.costs.sheets import as_lines as as_lines
from motcua.reviews.queries.costs.sheets import as_sheet as as_sheet
from motcua.reviews.queries.costs.sheets import find_current as find_current
