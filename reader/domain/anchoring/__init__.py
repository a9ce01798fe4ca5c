"""How a note finds its passage or section again, in a newer revision or in a text from elsewhere."""
