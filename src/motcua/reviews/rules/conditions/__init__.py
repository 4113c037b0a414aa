"""Business conditions: how they may stand, how many were cut, what a workbook says of them."""
