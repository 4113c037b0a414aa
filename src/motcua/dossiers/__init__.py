"""One applicant's case, from lodging to result."""
