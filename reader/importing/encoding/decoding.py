"""Bytes to text: byte order marks, strict UTF-8, then what was asked for or detected."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.importing.encoding.binary import binary_kind, not_text, refuse_binary
from reader.importing.encoding.cleaning import clean
from reader.translation import digits, mark, tr, trn

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose little-endian mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAME_THEM = mark("name the encoding with --encoding, for example --encoding cp1252")
# Python's codecs that make text of bytes, but not of a text file's: escapes, host names, and one
# whose time is quadratic.
_NO_FILE_CODECS = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"})
# Broken UTF-8 is still UTF-8 where this many characters beyond ASCII are sound for each that is not.
_SOUND_PER_BROKEN = 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding where it was detected or asked for (else empty), what a person should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Return the text that `data` holds: NFC, with LF only and no control characters but tabs.

    `encoding` is a name that a person gave; empty, it is found out. Raises ReaderError if that name
    is unknown, if the bytes do not fit it, or if `data` is no text at all.
    """
    kind = binary_kind(data)
    if kind:
        raise not_text(kind)
    if encoding:
        return _decode_as(data, encoding)
    for first, name in _MARKS:
        if data.startswith(first):
            return _decode_marked(data[len(first) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_unmarked(data, error)
    name = _in_disguise(data)
    if name:
        return _finish(data.decode(name), name)
    refuse_binary(data, is_utf8=True)
    return _finish(text, "")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    name = _codec_name(encoding)
    if name == "iso8859-1":
        # Whoever says Latin-1 means the superset where there are quotes and dashes in it, as on the web.
        try:
            return _finish(data.decode("cp1252"), name)
        except UnicodeDecodeError:
            pass
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise ReaderError(
            tr(
                "byte {start} does not fit the encoding {encoding}",
                start=digits(error.start),
                encoding=encoding,
            ),
            remedy=tr("try another --encoding"),
        ) from None
    return _finish(text, name)


def _codec_name(encoding: str) -> str:
    """Return Python's own name for `encoding`; ReaderError if there is none that reads text files."""
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        info = None
    # The flag is what bytes.decode itself goes by; the type stubs do not know it.
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in _NO_FILE_CODECS:
        raise ReaderError(tr("unknown encoding {encoding}", encoding=repr(encoding)), remedy=tr(_NAME_THEM))
    return info.name


def _decode_marked(data: bytes, name: str) -> Decoded:
    try:
        return _finish(data.decode(name), "")
    except UnicodeDecodeError:
        return _finish_broken(data.decode(name, "replace"), "")


def _decode_unmarked(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Decode what is not UTF-8, or no longer: `error` says where it first departs from it."""
    name = _in_disguise(data)
    if name:
        return _finish(data.decode(name), name)
    refuse_binary(data, is_utf8=False)
    broken = data.decode("utf-8", "replace")
    sound = len(broken) - len(broken.encode("ascii", "ignore"))
    bad = broken.count("\ufffd")
    if sound - bad >= bad * _SOUND_PER_BROKEN:
        return _finish_broken(broken, "")
    from reader.importing.encoding.detection import detect

    name = codecs.lookup(detect(data)).name
    return _finish(data.decode(name), name)


def _in_disguise(data: bytes) -> str:
    """Return the encoding of bytes that may be sound UTF-8 but are not meant so, or an empty string.

    UTF-16 without a mark has a NUL in every second place as soon as it holds a few words of a
    European language; the Japanese and Korean mail encodings are ASCII with escapes.
    """
    if b"\x1b$" in data:
        for name in ("iso2022_jp_2", "iso2022_kr"):
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    if b"\0" not in data or len(data) % 2:
        return ""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.3 and others < half * 0.02:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return ""


def _finish_broken(text: str, encoding: str) -> Decoded:
    count = text.count("\ufffd")
    decoded = _finish(text, encoding)
    warning = trn(
        "{number} place that is no sound text, shown as \ufffd",
        "{number} places that are no sound text, shown as \ufffd",
        count,
    )
    return Decoded(decoded.text, encoding, (warning, *decoded.warnings))


def _finish(text: str, encoding: str) -> Decoded:
    text, warnings = clean(text)
    return Decoded(text, encoding, warnings)
