"""Panels over the window, and the line at its foot.

They are: the find bar, the palette (the sheet of keys is one too), search, export, properties, tags,
footnotes, the settings of page and keys, and About.

Each is a child of the window, knows neither library nor other panels, is given values and tells by
signals or the callables it was given. `floating.py` has what those that float share, `pick_list.py` the
list below a field, `form.py` and `controls.py` what dialogs are made of.
"""
