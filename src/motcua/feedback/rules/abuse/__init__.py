"""Against abuse of what anybody may do without an account: how often, and whether a person asks at all."""
