"""The cost of complying with a procedure, counted by the standard cost model."""
