"""Checks of a plan document: what contradicts itself, is missing or cannot be right."""
