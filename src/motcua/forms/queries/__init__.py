"""Questions about online forms, and about the places and schools that their answers name."""
