"""Values and rules, pure Python, no I/O.

What an article is: `article` and its row in a list, made of `blocks`, whose `plain_text` all positions count;
`sections` and `pages` are derived from them. What a person adds: `notes` with their anchors. `units` and
`motions` move the reading cursor, `links` lead to a place, `objects` are the JSON that programs read.

Rules that take more than a module:

    anchoring  `placing` anchors a note and finds its passage in a newer revision: `quotes` where it stands to
               the letter, `likeness` and `evidence` where it was changed; `introducing` places what was noted
               elsewhere, `section_places` notes on a section
    searching  `query` reads a search, `hits` are its answers; `finding` in one text, `places` and `fuzzy` by
               a few letters of a name
    sentences  `sentences` in a block's text, from `proposals`, `rules` and `speech`
"""
