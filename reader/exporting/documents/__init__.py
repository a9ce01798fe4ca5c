"""Notes as a document to restyle or to print: DOCX, ODT and PDF, from one list of paragraphs."""
