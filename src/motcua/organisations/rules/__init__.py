"""What the law says of public bodies and areas, as pure functions."""
