"""Word (DOCX): the notes as a document whose look is in its styles, for a person to change.

The whole document is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reader.domain.links import article_link
from reader.exporting.documents.archive import repacked
from reader.exporting.documents.document import Document, document
from reader.exporting.documents.docx_styles import (
    BULLETS,
    FIRST_LIST,
    NUMBERS,
    add_styles,
    bar_on_the_right,
    list_indent,
)
from reader.exporting.documents.paper import style_of
from reader.exporting.documents.paragraphs import DEEPEST, Paragraph, Run, is_rtl

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_LONGEST = 255  # characters that a property may have


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[bytes]:
    """Yield the file."""
    import docx

    content = document(notes, articles, options)
    file = docx.Document()
    _set_properties(file, content)
    writer = _Writer(file, add_styles(file, content.language))
    for paragraph in content.paragraphs:
        writer.write(paragraph)
    packed = BytesIO()
    file.save(packed)
    yield repacked(packed.getvalue(), ("[Content_Types].xml", "docProps/core.xml"))


def _set_properties(file: Any, content: Document) -> None:
    properties = file.core_properties
    properties.title = content.title[:_LONGEST]
    properties.language = content.language[:_LONGEST]
    properties.identifier = article_link(content.article_id) if content.article_id else ""
    properties.author = ""
    properties.comments = ""
    properties.last_modified_by = "Reader"
    properties.created = properties.modified = datetime.fromisoformat(content.at)
    package = file.part.package
    # The picture of the template, which file managers would show.
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


class _Writer:
    """Puts paragraphs at the end of `file`; `styles` are the ids of the styles by name."""

    def __init__(self, file: Any, styles: dict[str, str]) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._new: Callable[[str], Any] = OxmlElement
        self._name: Callable[[str], str] = qn
        self._styles = styles
        self._relations = file.part.rels
        self._links: dict[str, str] = {}
        self._numbering = file.part.numbering_part.element
        self._lists: dict[int, str] = {}
        self._end = file.element.body.sectPr

    def write(self, paragraph: Paragraph) -> None:
        """Write one paragraph."""
        element = self._new("w:p")
        properties = self._child(element, "w:pPr")
        self._child(properties, "w:pStyle", val=self._styles[style_of(paragraph)])
        if paragraph.keep:
            self._child(properties, "w:keepNext")
        if paragraph.items and not paragraph.continues:
            numbering = self._child(properties, "w:numPr")
            self._child(numbering, "w:ilvl", val=str(min(len(paragraph.items), DEEPEST) - 1))
            self._child(numbering, "w:numId", val=self._list(paragraph))
        is_rtl_paragraph = paragraph.is_rtl
        if is_rtl_paragraph:
            if paragraph.kind == "quote":
                properties.append(bar_on_the_right(paragraph.color))
            self._child(properties, "w:bidi")
        if paragraph.items and paragraph.continues:
            self._child(properties, "w:ind", left=str(list_indent(len(paragraph.items))))
        runs = paragraph.runs if paragraph.kind != "rule" else (Run("* * *"),)
        for run in runs:
            self._write_run(self._holder(element, run.link), run, is_rtl_paragraph and is_rtl(run.text))
        self._end.addprevious(element)

    def _holder(self, paragraph: Any, link: str) -> Any:
        if not link:
            return paragraph
        if link not in self._links:
            from docx.opc.constants import RELATIONSHIP_TYPE

            self._links[link] = f"link{len(self._links) + 1}"
            self._relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, link, self._links[link], True)
        holder = self._child(paragraph, "w:hyperlink")
        holder.set(self._name("r:id"), self._links[link])
        return holder

    def _write_run(self, holder: Any, run: Run, is_rtl_run: bool) -> None:
        element = self._child(holder, "w:r")
        properties = self._new("w:rPr")
        if run.link or run.code:
            name = "Hyperlink" if run.link else "Reader Code Text"
            self._child(properties, "w:rStyle", val=self._styles[name])
        for is_so, tags in (
            (run.bold, ("w:b", "w:bCs")),
            (run.italic, ("w:i", "w:iCs")),
            (run.struck, ("w:strike",)),
            (is_rtl_run, ("w:rtl",)),
        ):
            for tag in tags if is_so else ():
                self._child(properties, tag)
        if len(properties):
            element.append(properties)
        element.text = run.text  # makes line ends and tabs of it

    def _list(self, paragraph: Paragraph) -> str:
        """Return the id of the numbering of the list that a paragraph is an item of."""
        item = paragraph.items[-1]
        if item.list not in self._lists:
            self._lists[item.list] = str(FIRST_LIST + len(self._lists))
            numbering = self._child(self._numbering, "w:num", numId=self._lists[item.list])
            self._child(numbering, "w:abstractNumId", val=BULLETS if item.is_bullet else NUMBERS)
            if not item.is_bullet:
                level = str(min(len(paragraph.items), DEEPEST) - 1)
                override = self._child(numbering, "w:lvlOverride", ilvl=level)
                self._child(override, "w:startOverride", val=str(item.number))
        return self._lists[item.list]

    def _child(self, parent: Any, tag: str, **attributes: str) -> Any:
        child = self._new(tag)
        for name, value in attributes.items():
            child.set(self._name(f"w:{name}"), value)
        parent.append(child)
        return child
