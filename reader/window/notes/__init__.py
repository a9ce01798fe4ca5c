"""The right column: notes as cards in reading order, edited in place.

`model` has the rows, `card` the layout and painting of one, `editor` the field in it, `view` the list,
`column` what the window sees.
"""
