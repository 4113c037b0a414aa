"""Text messages to telephones."""
