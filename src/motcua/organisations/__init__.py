"""Which public body exists, since when, under whom, with which powers, succeeded by whom; and the areas."""
