"""A folder with a file an article: which files are an export's own, and what becomes of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reader.domain.notes import NoteFilter
from reader.errors import ReaderError
from reader.exporting.whole_file import write_whole
from reader.translation import tr

if TYPE_CHECKING:
    from reader.jobs.export_source import ExportSource

_HEAD = 8192  # bytes of a file within which it names its article
_TRIES = 5  # as often as a file may change while it is being merged
_MOMENT = 0.05  # seconds


class Folder:
    """Writes into the folder at `path`; with `force` also over files that are not an export's own.

    Files of a format that merges are found again wherever in the folder a person moved them, under
    whatever name; the names of the `source` become those that the files have.
    """

    def __init__(self, path: Path, source: ExportSource, force: bool) -> None:
        self._path = path
        self._source = source
        self._force = force
        self._found: dict[str, Path] = {}
        if source.format.merger:
            self._find()

    def write(self, article_id: str, chunks: Iterable[str | bytes]) -> Path:
        """Write the file of an article and return its path; ReaderError where that fails."""
        format = self._source.format
        if format.merger and article_id in self._found:
            path = self._found[article_id]
            self._merge(path, article_id, "".join(cast("Iterable[str]", chunks)))
            return path
        name = self._source.file_name(article_id) or article_id
        path = self._path / (name + (format.inside or format.suffixes[0]))
        # What a person wrote is never replaced, even with force, where they and Reader share the folder.
        write_whole(path, chunks, not format.merger and (self._force or self._is_ours(path, article_id)))
        return path

    def left(self, written: set[str]) -> list[str]:
        """Return the ids of the articles that have a file but no notes any more."""
        chosen = self._source.chosen
        if chosen != NoteFilter(article_ids=chosen.article_ids):
            return []
        wanted = set(chosen.article_ids) or self._found.keys()
        return [each for each in self._found if each in wanted and each not in written]

    def _merge(self, path: Path, article_id: str, new: str) -> None:
        of_article = NoteFilter(article_ids=(article_id,))
        alive = {note.id for note in self._source.library.notes(of_article)}
        there = text = _read(path)
        for _ in range(_TRIES):
            if article_id.encode() not in text[:_HEAD]:
                time.sleep(_MOMENT)  # emptied, to be written anew: not half of it is to be merged
                there = text = _read(path)
                continue
            old = text.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
            merged = self._source.format.merge(old, new, alive)
            if merged == old and text is there:
                return
            try:
                late = _exchange(path, there, merged)
            except _ChangedError:
                there = text = _read(path)
                continue
            if late == there:
                return
            there, text = merged.encode(), late
        raise ReaderError(tr("this file is being changed by another program"), str(path), tr("export again"))

    def _find(self) -> None:
        """Find the files by the articles they name; of several the one with the usual name, or nearest."""
        names = self._source.names
        found: dict[str, list[Path]] = {}
        for folder, folders, files in os.walk(self._path):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for file in sorted(files):
                path = Path(folder, file)
                if file.endswith(self._source.format.inside) and not file.startswith("."):
                    for article_id in _named(_head(path)) & names.keys():
                        found.setdefault(article_id, []).append(path)
        for article_id, paths in found.items():
            usual = names[article_id]
            self._found[article_id] = min(paths, key=lambda path: (path.stem != usual, len(path.parts)))
            names[article_id] = self._found[article_id].stem  # links lead to the file as it is called
        for article_id, name in names.items():
            if article_id not in found and os.path.lexists(self._path / (name + self._source.format.inside)):
                names[article_id] = f"{name} ({article_id[-8:]})"  # a person's own file has the name

    def _is_ours(self, path: Path, article_id: str) -> bool:
        """Whether an earlier export of the article made the file: it names it near its beginning.

        Where a format has no place for the id, it has the address that the article came from.
        """
        head = _head(path)
        address = self._source(article_id).source or ""
        return article_id.encode() in head or ("://" in address and address.encode() in head)


def _named(head: bytes) -> set[str]:
    """Return the ids of the articles that the properties at the head of a file name; one, as a rule."""
    if not head.startswith((b"---", b"\xef\xbb\xbf---")):
        return set()
    named = set()
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line == "---":
            break
        name, _, value = line.partition(": reader://article/")
        if name == "article":
            named.add(value.strip())
    return named


class _ChangedError(Exception):
    """Somebody else wrote the file meanwhile."""


def _exchange(path: Path, there: bytes, merged: str) -> bytes:
    """Write `merged` in the place of the file that holds `there`; return what that file holds afterwards.

    _ChangedError, and nothing is written, where it holds something else by then. What is returned is
    something else where a program that had the file open wrote into it after we had looked the last time.
    """

    def look() -> None:
        if _read(path) != there:
            raise _ChangedError

    if os.name == "nt":  # no file is replaced there that is open
        write_whole(path, [merged], force=True, last_look=look)
        return there
    with open(path, "rb") as stream:
        write_whole(path, [merged], force=True, last_look=look)
        late = stream.read()
        while late != there:  # till it stands still
            time.sleep(_MOMENT)
            stream.seek(0)
            before, late = late, stream.read()
            if late == before:
                break
    return late


def _head(path: Path) -> bytes:
    with suppress(OSError):
        if path.is_file() and not path.is_symlink():
            with open(path, "rb") as stream:
                return stream.read(_HEAD)
    return b""


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise ReaderError(tr("this cannot be read ({reason})", reason=error.strerror), str(path)) from None
    except UnicodeDecodeError:
        raise ReaderError(
            tr("this is no text in UTF-8"), str(path), tr("move it away or save it as UTF-8")
        ) from None
    return data
