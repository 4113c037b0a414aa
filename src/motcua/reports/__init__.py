"""Periodic reports: forms and texts whose every figure can be counted again as of its closing instant."""
