"""Which role may do what, and when a sign-in is locked, as pure functions."""
