"""The smallest set of changes that reaches targets."""
