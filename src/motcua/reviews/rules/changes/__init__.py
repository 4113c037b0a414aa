"""What would change if a procedure asked for less."""
