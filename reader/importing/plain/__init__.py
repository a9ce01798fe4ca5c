"""Plain text: sections, paragraphs, lists and tables as a person finds them."""
