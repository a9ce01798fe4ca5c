"""Which encoding bytes are in that are no UTF-8 and bear no mark."""

from __future__ import annotations


def detect(data: bytes) -> str:
    """Return the name of the encoding that reads `data` most sensibly; it decodes all of it."""
    import chardet
    from chardet import EncodingEra

    # The default era takes English with curly quotes for a Macintosh's.
    found = chardet.detect(data, encoding_era=EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO)["encoding"]
    for name in (found, "cp1252", "latin-1"):
        if name is None:
            continue
        try:
            data.decode(name)
        except (UnicodeError, LookupError):
            continue
        return name
    raise AssertionError("latin-1 decodes everything")
