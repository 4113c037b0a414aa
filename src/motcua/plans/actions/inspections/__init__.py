"""Inspections: rounds and their lots, going to a unit, what was found, what must be put right."""
