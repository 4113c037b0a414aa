"""What is done with dialogue conferences and the questions to them."""
