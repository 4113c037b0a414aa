"""The papers of a review round in the layout of the State."""
