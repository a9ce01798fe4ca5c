"""Notes to text, one module a format; no format knows another.

To add one: a module here with `export(notes, articles, options)` that yields the text piece by piece,
its row in `registry.py`, its name in the contract `exports` of `pyproject.toml`, a golden file in
`tests/data/exports/`. `whole_file.py` writes files whole or not at all, `file_names.py` names them,
`layout.py` is what the formats for people share.
"""
