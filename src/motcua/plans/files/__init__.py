"""Plans as files that offices work on."""
