"""Pure rules of plans: terms, targets, reading a document, checking it, drawing lots, recurrence."""
