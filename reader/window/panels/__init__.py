"""Panels over the window: find bar, palette and key sheet, search, export, properties, tags, the line.

Each is a child of the window, knows neither library nor other panels, is given values and tells by
signals or the callables it was given. `floating.py` has what those that float share.
"""
