"""The right column: notes as cards in reading order, edited in place.

`model` has the rows, `card` the layout and painting of one, `delegate` measures and keeps them, `editor` is
the field in one, `view` the list, `filter` the field above it, `column` what the window sees.
"""
