"""What reports are made of: pure rules."""
