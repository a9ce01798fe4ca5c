"""OpenDocument (ODT): the notes as a document whose look is in its styles, for a person to change.

The whole document is held in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from reader.domain.links import article_link
from reader.exporting.documents.archive import repacked
from reader.exporting.documents.document import Document, document
from reader.exporting.documents.odt_styles import (
    BULLETS,
    CONTENT,
    NUMBERS,
    automatic_style,
    style_id,
    styles_part,
)
from reader.exporting.documents.paper import style_of
from reader.exporting.documents.paragraphs import Item, Paragraph, Run

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_LOOKS = (
    ("bold", "Strong Emphasis"),
    ("italic", "Emphasis"),
    ("struck", "Reader Struck"),
    ("code", "Reader Code Text"),
)
# What a reader of the file would fold or drop: more than one space, and one that no letter stands beside.
_SPACE = re.compile(r"\t|\n| {2,}|(?<!\S) | (?!\S)")


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[bytes]:
    """Yield the file."""
    import odfdo

    content = document(notes, articles, options)
    file = odfdo.Document("text")
    file.set_part("styles.xml", styles_part(content.language))
    file.set_part("content.xml", CONTENT)
    _set_properties(file, content)
    writer = _Writer(file.body)
    for paragraph in content.paragraphs:
        writer.write(paragraph)
    automatic: Any = file.content.get_element("//office:automatic-styles")
    for xml in writer.styles.values():
        automatic.append(odfdo.Element.from_tag(xml))
    for part in ("Thumbnails/thumbnail.png", "manifest.rdf"):  # the template's picture, and who made it
        file.del_part(part)
    packed = BytesIO()
    file.save(packed)
    yield repacked(packed.getvalue(), ("mimetype", "meta.xml"))


def _set_properties(file: Any, content: Document) -> None:
    at = datetime.fromisoformat(content.at).replace(tzinfo=None)
    file.meta.title = content.title
    file.meta.language = content.language or "en"
    file.meta.creation_date = file.meta.date = at
    file.meta.set_generator("Reader")
    if content.article_id:
        file.meta.set_user_defined_metadata("article", article_link(content.article_id))


class _Open(NamedTuple):
    """A list that is being written: the place in it, its element and that of the item."""

    item: Item
    list: Any
    element: Any


class _Writer:
    """Puts paragraphs at the end of `body`; `styles` are the automatic ones they needed, as XML."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._lists: list[_Open] = []
        self.styles: dict[tuple[str, bool, bool], str] = {}

    def write(self, paragraph: Paragraph) -> None:
        """Write one paragraph."""
        import odfdo

        style = style_of(paragraph)
        if paragraph.is_rtl or paragraph.keep:
            style = self._automatic((style, paragraph.is_rtl, paragraph.keep))
        runs = paragraph.runs if paragraph.kind != "rule" else (Run("* * *"),)
        content = "".join(_run(run) for run in runs)
        kind, level = "p", ""
        if paragraph.kind == "heading":
            kind, level = "h", f' text:outline-level="{paragraph.level}"'
        # As XML, since odfdo's own way looks at all that a paragraph holds again for each run.
        xml = f'<text:{kind} text:style-name="{style_id(style)}"{level}>{content}</text:{kind}>'
        self._holder(paragraph.items).append(odfdo.Element.from_tag(xml))

    def _automatic(self, key: tuple[str, bool, bool]) -> str:
        """Return the name of the automatic style of a named one, from right to left, kept with the next."""
        if key not in self.styles:
            self.styles[key] = automatic_style(f"P{len(self.styles) + 1}", *key)
        return f"P{list(self.styles).index(key) + 1}"

    def _holder(self, items: tuple[Item, ...]) -> Any:
        """Return what a paragraph in the lists `items` stands in, opened and closed as it takes."""
        import odfdo

        common = 0
        for item, now in zip(items, self._lists, strict=False):
            if item != now.item:
                break
            common += 1
        before = self._lists[common:]
        del self._lists[common:]
        for item in items[common:]:
            if before and before[0].item.list == item.list:
                element = before[0].list
            else:
                element = odfdo.List(style=style_id(BULLETS if item.is_bullet else NUMBERS))
                (self._lists[-1].element if self._lists else self._body).append(element)
            place = odfdo.ListItem()
            if not item.is_bullet and not (before and before[0].item.list == item.list):
                place.set_attribute("text:start-value", str(item.number))
            element.append(place)
            self._lists.append(_Open(item, element, place))
            before = []
        return self._lists[-1].element if self._lists else self._body


def _run(run: Run) -> str:
    """Return a run as XML."""
    xml = _SPACE.sub(_space, escape(run.text))
    for look, style in reversed(_LOOKS):
        if getattr(run, look):
            xml = f'<text:span text:style-name="{style_id(style)}">{xml}</text:span>'
    if run.link:
        address = f"xlink:href={quoteattr(run.link)}"
        style = f'text:style-name="{style_id("Internet link")}"'
        xml = f'<text:a xlink:type="simple" {address} {style}><text:span>{xml}</text:span></text:a>'
    return xml


def _space(match: re.Match[str]) -> str:
    return {"\t": "<text:tab/>", "\n": "<text:line-break/>"}.get(
        match[0], f'<text:s text:c="{len(match[0])}"/>'
    )
