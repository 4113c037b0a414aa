"""Django's PostgreSQL, which Django looks for in `base`."""
