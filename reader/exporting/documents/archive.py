"""Archives of documents: the same parts give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)  # that of every part: an archive made again is byte for byte the same


def repacked(archive: bytes, stored: Sequence[str]) -> bytes:
    """Return the zip `archive` with the parts `stored` first, as they are, and the rest packed.

    Where a format wants a part to be found without unpacking, and where the article is to be: whose file
    it is, an export looks for near the beginning.
    """
    result = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(result, "w") as new:
        names = [name for name in old.namelist() if not name.endswith("/")]
        for name in [*stored, *(name for name in names if name not in stored)]:
            entry = ZipInfo(name, _TIME)
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return result.getvalue()
