"""What the public says: feedback and proposals, ratings of dossiers, surveys, dialogues."""
