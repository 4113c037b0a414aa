"""Draft acts, how much of their assessment stands, what came of them."""
