"""Keeping calendars, and taking over what the program ships.

Who may do it is decided above this room, which knows no people: a door asks `accounts.policy` first and passes
in `by`, the actor as the journal names it ("person:<id>", "operator").
"""
