"""Procedures as changes see them, and what is known beside them."""
