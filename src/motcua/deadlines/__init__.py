"""Working calendars and the arithmetic of due instants, each result explained day by day."""
