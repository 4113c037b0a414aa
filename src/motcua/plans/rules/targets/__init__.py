"""Targets: numbers that a plan sets, with what they measure and how firmly."""
