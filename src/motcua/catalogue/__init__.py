"""Procedures and their dated versions; promulgation decisions; import, quality and search."""
