"""Notes to text, one module or template a format; no format knows another.

To add one: a template in `resources/templates/`, or a module here with `export(notes, articles, options)`
that yields the text piece by piece and has its name in the contract `exports` in `pyproject.toml`; its row
in `registry.py`, a golden file in `tests/data/exports/`. What formats share stands beside them: `layout.py`
for people, `escaping.py`, `body.py` and `front_matter.py` for Markdown, `rendering.py` and `page.py` for
HTML, `table.py` for CSV, `sources.py` for citing, `annotated.py` for whole articles. `vault.py` merges with
what a person wrote.
`whole_file.py` writes files whole or not at all, `file_names.py` names them.

    documents   DOCX, ODT and PDF, from one list of paragraphs
    templating  `templates` renders the formats that are templates, with the variables of `view` and the
                filters of `filters`; `own_formats` finds a person's own, `own_templates` renders them apart
"""
