"""OpenDocument (ODT): the notes as a document whose look is in its styles, for a person to change.

The whole document is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.domain.links import article_link
from reader.exporting.archive import repacked
from reader.exporting.document import Document, document
from reader.exporting.odt_styles import BULLETS, CONTENT, NUMBERS, automatic_style, style_id, styles_part
from reader.exporting.paper import style_of
from reader.exporting.paragraphs import Item, Paragraph, Run

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_LOOKS = (
    ("bold", "Strong Emphasis"),
    ("italic", "Emphasis"),
    ("struck", "Reader Struck"),
    ("code", "Reader Code Text"),
)


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
        is_heading = paragraph.kind == "heading"
        element: Any = odfdo.Header(paragraph.level) if is_heading else odfdo.Paragraph()
        element.style = style_id(style)
        for run in paragraph.runs if paragraph.kind != "rule" else (Run("* * *"),):
            self._write_run(element, run)
        self._holder(paragraph.items).append(element)

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

    def _write_run(self, paragraph: Any, run: Run) -> None:
        import odfdo

        holder = paragraph
        if run.link:
            link = odfdo.Link(run.link, style=style_id("Internet link"))
            holder.append(link)
            holder = odfdo.Span()
            link.append(holder)
        for look, style in _LOOKS:
            if getattr(run, look):
                span = odfdo.Span(style=style_id(style))
                holder.append(span)
                holder = span
        holder.append_plain_text(run.text)
