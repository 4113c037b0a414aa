"""What charges say, how money stands, what a transfer code holds, as pure functions."""
