"""Who may do what with what the public says, by topic: import from the topic's own file."""
