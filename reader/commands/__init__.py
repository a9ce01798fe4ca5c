"""The command line: everything but reading itself, without a display and without Qt.

`cli.py` has a row for each command and runs one; a module here holds a group of them. A command is a
function that adds its options to a parser and returns what runs it. To add one: that function, its row
in `cli.py`, its line in the guide.
"""
