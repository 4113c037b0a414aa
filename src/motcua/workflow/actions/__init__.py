"""The verbs of internal processes."""
