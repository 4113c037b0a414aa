"""What is done with questionnaires and surveys."""
