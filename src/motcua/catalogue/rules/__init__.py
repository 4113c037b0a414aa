"""What the law and the catalogue's order say, as pure functions and tables."""
