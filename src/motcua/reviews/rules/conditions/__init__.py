"""Rules on doing business: how they may stand, how many were cut, what they cost, what a workbook says of them."""
