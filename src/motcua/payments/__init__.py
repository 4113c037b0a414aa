"""What is owed for a matter, what was paid, exempted, refunded and reconciled."""
