"""Counting measures and finding the rows behind them."""
