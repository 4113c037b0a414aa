"""Closed vocabularies of reviews, by topic."""

from motcua.reviews.enums.cost import Block as Block
from motcua.reviews.enums.cost import Side as Side
from motcua.reviews.enums.findings import Clue as Clue
