"""Documents that an office sends out, in the State's layout, as Word file and as PDF with the same content."""
