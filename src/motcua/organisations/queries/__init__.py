"""Questions about areas and public bodies."""
