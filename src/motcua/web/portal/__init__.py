"""The public's door."""
