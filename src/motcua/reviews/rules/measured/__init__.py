"""What was saved once a change was in force, as dossiers show it."""
