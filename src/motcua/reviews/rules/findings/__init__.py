"""Where to look first: signs that a procedure is worth reviewing, each with its evidence."""
