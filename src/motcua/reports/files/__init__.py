"""Tables of reports as workbooks, and back."""
