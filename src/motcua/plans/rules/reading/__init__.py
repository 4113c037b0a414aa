"""From the blocks of a document to the plan that it says: header, sections, tasks, targets, findings."""
