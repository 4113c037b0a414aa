"""The tables of reviews, by topic."""

from motcua.reviews.models.conditions import BusinessCondition as BusinessCondition
from motcua.reviews.models.conditions import ConditionMark as ConditionMark
from motcua.reviews.models.conditions import ConditionWording as ConditionWording
from motcua.reviews.models.costs import ActivityNorm as ActivityNorm
from motcua.reviews.models.costs import CostEstimate as CostEstimate
from motcua.reviews.models.costs import CostEstimateLine as CostEstimateLine
from motcua.reviews.models.costs import CostLineValue as CostLineValue
from motcua.reviews.models.costs import HourlyIncome as HourlyIncome
from motcua.reviews.models.findings import FindingDismissal as FindingDismissal
from motcua.reviews.models.rounds import HandIn as HandIn
from motcua.reviews.models.rounds import ReviewRound as ReviewRound
from motcua.reviews.models.rounds import RoundItem as RoundItem
