"""What holds in a review round: days, states, questions."""
