"""A folder with a file an article: which files are an export's own, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.exporting.whole_file import write_whole

if TYPE_CHECKING:
    from reader.jobs.export_source import ExportSource

_HEAD = 8192  # bytes of a file within which it names its article


class Folder:
    """Writes into the folder at `path`; with `force` also over files that are not an export's own."""

    def __init__(self, path: Path, source: ExportSource, force: bool) -> None:
        self._path = path
        self._source = source
        self._force = force

    def write(self, article_id: str, chunks: Iterable[str]) -> Path:
        """Write the file of an article and return its path; ReaderError where that fails."""
        name = self._source.file_name(article_id) or article_id
        path = self._path / (name + self._source.format.suffixes[0])
        write_whole(path, chunks, self._force or self._is_ours(path, article_id))
        return path

    def _is_ours(self, path: Path, article_id: str) -> bool:
        """Whether an earlier export of the article made the file: it names it near its beginning.

        Where a format has no place for the id, it has the address that the article came from.
        """
        try:
            if not path.is_file() or path.is_symlink():
                return False
            with open(path, "rb") as stream:
                head = stream.read(_HEAD)
        except OSError:
            return False
        address = self._source(article_id).source or ""
        return article_id.encode() in head or ("://" in address and address.encode() in head)
