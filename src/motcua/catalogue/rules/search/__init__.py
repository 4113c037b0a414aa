"""Finding a procedure from what a person types: reading the words, an index in memory, ranking, the reasons.

Everything here is pure: rows and text in, rows and text out.
"""
