"""Tasks in the sentences of a plan: labelled blocks, assignments to units, hand-ins by a day."""
