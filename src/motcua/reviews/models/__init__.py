"""The tables of reviews, by topic."""

from motcua.reviews.models.costs import ActivityNorm as ActivityNorm
from motcua.reviews.models.costs import CostEstimate as CostEstimate
from motcua.reviews.models.costs import CostEstimateLine as CostEstimateLine
from motcua.reviews.models.costs import CostLineValue as CostLineValue
from motcua.reviews.models.costs import HourlyIncome as HourlyIncome
from motcua.reviews.models.findings import FindingDismissal as FindingDismissal
