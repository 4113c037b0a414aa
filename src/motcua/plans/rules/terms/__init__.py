"""Terms: from the words of a plan to days, periods, recurrences and conditions."""
