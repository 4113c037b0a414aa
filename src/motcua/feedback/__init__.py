"""What the public says of how it was served: so far ratings of single dossiers."""
