"""Targets: numbers that a plan sets, with what they measure and how firmly."""

from motcua.plans.rules.targets.comparing import (
    Conflict,
    Measured,
    Suggestion,
    conflicting,
    suggest_indicators,
)
from motcua.plans.rules.targets.finding import find_targets

__all__ = ["Conflict", "Measured", "Suggestion", "conflicting", "find_targets", "suggest_indicators"]
