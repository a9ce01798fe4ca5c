"""The article: blocks become a document, marks and cursor are drawn under and beside its text.

`document.py` builds the document in the formats of `look.py` (from a `style.PageStyle` and a theme),
`sight.py` knows where on the screen an offset is, `ink.py` what lies under the text (marks, matches,
grounds), `margin.py` what stands beside it, `labels.py` the letters of `f`, and `view.py` is the widget.
All offsets are code points of the article's plain text.
"""
