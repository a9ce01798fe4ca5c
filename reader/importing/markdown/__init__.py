"""Markdown: CommonMark with tables, task lists, footnotes and front matter."""
