"""Cost sheets as files."""
