"""From files to articles and notes.

`registry` knows the formats of articles and picks one, `note_formats` those of notes; `files` reads from
disk. A format is a module with `read(data, name, encoding) -> Imported` in a folder of its own:

    plain     `article`: `heads` takes the header block, `pieces` divides the text where a heading may be,
              `headings` chooses, `levels` nests, `paragraphs` makes blocks of the rest
    markdown  `article`: markdown-it's tokens become `blocks`, by `inline` the text of each
    notes     what other programs noted: `w3c`, `hypothesis`, `kindle`, `reader`; known by their content

What they share:

    encoding  bytes to text: `decoding`
    header    what stands before the first paragraph: `header`, `bylines`, `dates`, `frontmatter`, `titles`
    lines     what a line is: `runs` between blank lines, `shapes` of headings, `phrases` in many languages

To add a format: a module here and its row in `registry.FORMATS`, or `note_formats.NOTE_FORMATS`. To
add a language: a line in each table of `phrases` and `calendars`, and of `kindle_words`. A text that is
read wrongly: put it into `tests/data/briefings` with what a person reads in it, then change the rule,
not the text.
"""
