"""Pure rules: no tables, clock, settings or network."""
