"""How an office works on a matter: processes with their versions, steps, responsible roles and shares of time."""
