"""Telling people what happened and what is due: templates, channels, preferences, the bell, the outbox."""
