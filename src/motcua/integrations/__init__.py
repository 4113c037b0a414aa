"""The only code that talks to other systems; each stands behind a port of the room that needs it."""
