"""Rating how dossiers were resolved: what is asked, tickets, doubtful patterns, what is shown."""
