"""Reading the files people bring into records; no database. A file that cannot be read is refused whole."""
