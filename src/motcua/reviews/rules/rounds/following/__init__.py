"""What a proposal takes over from the trial it follows, and what of that changed since."""
