"""The statutory forms as dated definitions."""
