"""A department's year, played through the real actions with a moving clock: to try things out, to check figures."""
