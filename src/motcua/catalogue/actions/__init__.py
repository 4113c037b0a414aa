"""The verbs of the catalogue: the only code that writes its tables."""
