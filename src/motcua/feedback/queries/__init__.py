"""Questions about what the public says."""
