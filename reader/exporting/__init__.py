"""Notes to text, one module a format; no format knows another.

To add one: a module here with `export(notes, articles, options)` that yields the text piece by piece,
its row in `registry.py`, its name in the contract `exports` in `pyproject.toml`, a golden file in
`tests/data/exports/`. What formats share stands beside them: `layout.py` for people, `escaping.py`,
`body.py` and `front_matter.py` for Markdown, `rendering.py` and `page.py` for HTML, `table.py` for CSV,
`sources.py` for citing, `annotated.py` for whole articles. `vault.py` merges with what a person wrote.
`whole_file.py` writes files whole or not at all, `file_names.py` names them.
"""
