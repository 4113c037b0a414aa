"""What is done with what the public says."""
