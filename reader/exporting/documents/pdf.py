"""PDF: the notes as pages to print, with links that work and numbers below.

The whole document is held in memory. This is the one format that needs Qt's letters and lines; where
there is no application (the command line), it makes one that needs no display.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from reader.domain.links import article_link
from reader.errors import ReaderError
from reader.exporting.documents.document import Document, document
from reader.exporting.documents.paper import MARGINS
from reader.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QPdfWriter

    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_RESOLUTION = 1200  # dots in an inch, so that letters stand where they were drawn
_DAY = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}(Z|[+-]\d\d'\d\d')?")
_METADATA = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x="adobe:ns:meta/"
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/"><rdf:RDF><rdf:Description rdf:about="">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{identifier}</dc:identifier>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[bytes]:
    """Yield the file."""
    _application()
    from PySide6.QtCore import QBuffer, QIODevice

    from reader.exporting.documents.pdf_pages import paint

    content = document(notes, articles, options)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paint(_writer(buffer, content), content)
    yield _dated(bytes(buffer.data().data()), datetime.fromisoformat(content.at))


@cache
def _application() -> QGuiApplication | None:
    """Return the application that was made here; fonts need one, and it is one for the whole process."""
    try:
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        what = tr("a library that Qt needs is missing ({error})", error=error)
        raise ReaderError(what, "pdf", tr("install it, or export another format")) from None
    if QGuiApplication.instance() is not None:
        return None
    # What Qt says of the locale, on standard error, no person can make use of.
    before = qInstallMessageHandler(lambda *_: None)
    try:
        return QGuiApplication(["reader", "-platform", "offscreen"])
    finally:
        qInstallMessageHandler(before)


def _writer(buffer: object, content: Document) -> QPdfWriter:
    from PySide6.QtCore import QIODevice, QMarginsF, QUuid
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    assert isinstance(buffer, QIODevice)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(*MARGINS), QPageLayout.Unit.Millimeter)
    writer.setTitle(content.title)
    writer.setCreator("Reader")
    # Qt would put the time of day and a random number into it.
    identity = f"{content.title}\n{content.at}\n{content.article_id}"
    writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_URL, identity))))
    metadata = _METADATA.format(
        title=escape(content.title),
        language=escape(content.language),
        identifier=article_link(content.article_id) if content.article_id else "",
        at=content.at,
    )
    writer.setDocumentXmpMetadata(metadata.encode())
    return writer


def _dated(data: bytes, at: datetime) -> bytes:
    """Return the file with the time of the notes in place of the time of day, no byte longer."""

    def in_place(match: re.Match[bytes]) -> bytes:
        zone = b"" if match[2] is None else b"Z" if match[2] == b"Z" else b"+00'00'"
        return b"/%s (D:%s%s" % (match[1], at.strftime("%Y%m%d%H%M%S").encode(), zone)

    return _DAY.sub(in_place, data, count=2)
