"""Points given for measures: the service index, and the evaluation of one-stop service."""
