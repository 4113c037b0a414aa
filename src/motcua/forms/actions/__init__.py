"""The verbs of online forms."""
