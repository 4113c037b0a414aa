"""Targets: numbers that a plan sets, with what they measure and how firmly."""

from motcua.plans.rules.targets.finding import find_targets

__all__ = ["find_targets"]
