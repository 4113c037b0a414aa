"""What an applicant is asked to fill in: form schemas by version, their checks, and what is known already."""
