"""The facts in which findings are found, each kind in one or two statements."""
