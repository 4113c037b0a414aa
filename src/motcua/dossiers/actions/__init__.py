"""The verbs of dossiers, each one transaction: lock, ask the policy, apply the rules, save, record."""
