"""Panels over the window: find bar, palette, key sheet, search, export, properties, tags, the line.

Each is a child of the window, knows neither library nor other panels, is given values and tells by
signals. `floating.py` has what those that float share. (line, find, palette, keys, search, about are written by the
main session; SIDE writes export, properties, tags.)
"""
