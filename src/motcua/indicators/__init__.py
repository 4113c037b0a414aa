"""Indicators: measures declared once, counted as of any instant, each opening to the rows behind it."""
