"""What stands before the first paragraph: title, writer, date, source, front matter."""
