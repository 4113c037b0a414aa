"""PDF files: letters and drawn lines by their places, put back into paragraphs and tables."""
