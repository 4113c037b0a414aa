"""What the law and the practice of the counters say of feedback, ratings and surveys."""
