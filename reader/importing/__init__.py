"""From files to articles: one module a format, each a function `read(data, name, encoding) -> Imported`.

`registry` picks the format, `decoding` and `cleaning` make text of bytes, `header` and `dates` read
what stands before the first paragraph. Plain text goes through `plain`: `lines` cuts it into runs
between blank lines, `headings` chooses among them (by `shapes`, `exclusions` and `numbering`),
`paragraphs` and `listing` make blocks of the rest. To add a format: a module here and its row in
`registry.FORMATS`.
"""
