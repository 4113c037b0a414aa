"""Questions about review rounds."""
