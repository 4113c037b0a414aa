"""Impact assessment: the forms, what is still missing, what may follow on what, what came of it."""
