"""Telling text from what only bears a text's name, by its first bytes and by its control characters."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.translation import mark, tr

# Where these bytes stand, nothing else can: (offset, bytes, what a person calls it).
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", mark("a PDF document")),
    (0, b"PK\x03\x04", mark("a ZIP archive (or a Word, OpenDocument or EPUB file)")),
    (0, b"PK\x05\x06", mark("an empty ZIP archive")),
    (0, b"\x89PNG\r\n\x1a\n", mark("a PNG image")),
    (0, b"\xff\xd8\xff", mark("a JPEG image")),
    (0, b"GIF87a", mark("a GIF image")),
    (0, b"GIF89a", mark("a GIF image")),
    (0, b"II*\x00", mark("a TIFF image")),
    (0, b"MM\x00*", mark("a TIFF image")),
    (0, b"\x7fELF", mark("a program")),
    (0, b"\xca\xfe\xba\xbe", mark("a program")),
    (0, b"\xcf\xfa\xed\xfe", mark("a program")),
    (0, b"SQLite format 3\x00", mark("an SQLite database")),
    (0, b"\x1f\x8b\x08", mark("a gzip archive")),
    (0, b"BZh91AY&SY", mark("a bzip2 archive")),
    (0, b"\xfd7zXZ\x00", mark("an xz archive")),
    (0, b"\x28\xb5\x2f\xfd", mark("a Zstandard archive")),
    (0, b"7z\xbc\xaf\x27\x1c", mark("a 7-Zip archive")),
    (0, b"Rar!\x1a\x07", mark("a RAR archive")),
    (257, b"ustar", mark("a tar archive")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", mark("an old Office document")),
    (0, b"{\\rtf", mark("an RTF document")),
    (0, b"OggS\x00", mark("a sound file")),
    (0, b"fLaC\x00", mark("a sound file")),
    (0, b"ID3\x03\x00", mark("a sound file")),
    (0, b"ID3\x04\x00", mark("a sound file")),
    (4, b"ftyp", mark("a video or sound file")),
    (8, b"WAVEfmt ", mark("a sound file")),
    (8, b"WEBPVP8", mark("a WebP image")),
    (0, b"wOF2", mark("a font")),
    (0, b"wOFF", mark("a font")),
)
# Every control character but those that texts are known to hold: backspace, tab, line ends,
# form feed, the DOS end of file and escape.
_CONTROLS = bytes(set(range(0x20)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}) + b"\x7f"
# Compressed data has a tenth of them; a text that lost a byte here and there far fewer.
_MOST_CONTROLS = 0.05
# Where the bytes are sound UTF-8 somebody wrote text, with whatever a terminal left in it.
_MOST_CONTROLS_UTF8 = 0.3


def binary_kind(head: bytes) -> str:
    """Return what the file that begins with `head` is known to be, or an empty string."""
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return ""


def refuse_binary(data: bytes, *, is_utf8: bool) -> None:
    """Raise ReaderError if `data`, which is not UTF-16 or UTF-32, cannot be meant as text."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * (_MOST_CONTROLS_UTF8 if is_utf8 else _MOST_CONTROLS):
        raise not_text()


def not_text(kind: str = "") -> ReaderError:
    """Return the error that says so, naming the `kind` where it is known."""
    if kind:
        return ReaderError(
            tr("this is {kind}, not text", kind=tr(kind)),
            remedy=tr("save it as plain text or Markdown first"),
        )
    return ReaderError(tr("this is not text"), remedy=tr("save it as plain text or Markdown first"))
