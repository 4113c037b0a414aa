"""The command line: one file per group of commands; each parses, calls an action or a query, prints."""
