"""Reading documents that people bring: DOCX, PDF, XLSX, HTML, Markdown and plain text become the same blocks."""
