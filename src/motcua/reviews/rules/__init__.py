"""What a procedure costs and how a saving is counted."""
