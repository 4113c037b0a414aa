"""Settings, root urls, the embedded database: where everything is wired together."""
