"""From files to articles: one module a format, each a function `read(data, name, encoding) -> Imported`.

`registry` picks the format; `decoding` and `cleaning` make text of bytes. `header`, `bylines` and
`dates` read what stands before the first paragraph, `titles` names what brings no title.

Plain text goes through `plain`: `lines` cuts it into runs between blank lines, `pieces` divides
them where a heading may be, `heads` takes the header block, `headings` chooses (by the form in
`shapes`, the lists in `exclusions` and `phrases`, the numbers in `numbering`), `levels` nests, and
`paragraphs`, `joining` and `listing` make blocks of the rest. Markdown goes through `markdown`.

The notes of other programs are known by their content (`note_formats`) and make `ImportedNotes`, one
module a format: `notes_w3c`, `notes_hypothesis`, `notes_reader` (JSON, by `json_text` and `json_ld`) and
`notes_kindle`; what they share is in `note_values`.

To add a format: a module here and its row in `registry.FORMATS`, or `note_formats.NOTE_FORMATS`. To
add a language: a line in each table of `phrases` and `calendars`, and of `kindle_words`. A text that is
read wrongly: put it into `tests/data/briefings` with what a person reads in it, then change the rule,
not the text.
"""
