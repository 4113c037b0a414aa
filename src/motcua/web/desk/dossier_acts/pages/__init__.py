"""The acts that have a page, by topic; each module lists its own in PAGES."""
