"""The command line: everything but reading itself, without a display and without Qt.

`table.py` has a row for each command, `cli.py` runs one; a module here holds a group of them. A command is
a function that adds its options to a parser and returns what runs it. To add one: that function, its row
in `table.py`, its line in README and guide.
"""
