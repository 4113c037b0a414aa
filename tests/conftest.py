"""Shared fixtures. The cast of people stands in tests/cast.py."""
