"""What is measured and how a figure follows from what was counted."""
