"""The article: blocks become a document, marks and cursor are drawn under and beside its text.

`document.py` builds the document, block by block (`shaping.py`), in the formats of `look.py`, which come
from a `style.PageStyle` and a theme. The widget is three layers: `surface.py` puts the page on the screen
and keeps its place, `cursor_view.py` adds the reading cursor (`moving.py`), `view.py` keys, mouse, marks
and labels. `sight.py` knows where on the screen an offset is, `ink.py` what lies under the text (marks,
matches), `under.py` draws it, `margin.py` what stands beside it, `labels.py` the letters of `f`.
`header.py`, `marks.py` and `pictures.py` are what is shown with the text, `parts.py` and `abilities.py` what
a screen reader finds on the page, `printing.py` the article on paper.
All offsets are code points of the article's plain text.
"""
