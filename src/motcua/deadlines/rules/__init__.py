"""The arithmetic of time limits: pure, exact, explained; no database, no clock."""
