"""Word documents (DOCX): the text as Word shows it, with its automatic numbers, in the order of the document."""
