"""Papers out: rendering of posters and other printed matter, and the codes that lead back to a page."""
