"""Closed vocabularies of reviews, by topic."""

from motcua.reviews.enums.changes import Burden as Burden
from motcua.reviews.enums.changes import CutKind as CutKind
from motcua.reviews.enums.changes import TargetSet as TargetSet
from motcua.reviews.enums.changes import Wish as Wish
from motcua.reviews.enums.conditions import ConditionKind as ConditionKind
from motcua.reviews.enums.conditions import ConditionState as ConditionState
from motcua.reviews.enums.cost import Block as Block
from motcua.reviews.enums.cost import Confidence as Confidence
from motcua.reviews.enums.cost import CostOrigin as CostOrigin
from motcua.reviews.enums.cost import CostPart as CostPart
from motcua.reviews.enums.cost import EstimateStatus as EstimateStatus
from motcua.reviews.enums.cost import Side as Side
from motcua.reviews.enums.findings import Clue as Clue
