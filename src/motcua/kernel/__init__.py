"""The ground every room stands on: clock, periods, refusals, identifiers, the journal, Vietnamese text."""
