"""What the law says of feedback and proposals."""
