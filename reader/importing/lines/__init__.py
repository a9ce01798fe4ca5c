"""What a line of text is made of and what form it has, in the languages that are read."""
