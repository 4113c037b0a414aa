"""Work in the background: what is done again and again, and long jobs whose progress somebody watches."""
