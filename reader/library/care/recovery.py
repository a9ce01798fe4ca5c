"""Making a sound library of a damaged one. The damaged file is set aside, never thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from reader.errors import ReaderError
from reader.library.care.backup import close_down, replace_library
from reader.library.care.leaves import Leaves
from reader.library.care.mending import mend
from reader.library.care.notes_backup import open_notes_backup
from reader.library.care.rescue import Rescue
from reader.library.faults import Faults, damaged, file_faults
from reader.library.migrations import APPLICATION_ID, MIGRATIONS, migrate
from reader.library.rows import fetch_one
from reader.library.salvage import FAULTS
from reader.library.soundness import check
from reader.translation import tr

if TYPE_CHECKING:
    from reader.home import Home


def repair(home: Home) -> list[str]:
    """Mend the library of `home` and say what was done, a line each; nothing where it is sound.

    What can be read and has its right hash is taken from the damaged file, first by its trees, then page
    by page; what is missing from the newest backups. ReaderError where the library is open elsewhere, or
    nothing at all can be brought back; it is left as it was then.
    """
    path = home.library
    if not path.exists():
        raise ReaderError(
            tr("there is no library"), str(path), tr("`reader restore --from FILE` brings a backup back")
        )
    close_down(path)
    with (
        Faults(path),
        file_faults(path),
        tempfile.TemporaryDirectory(prefix=".repair-", dir=home.folder) as folder,
    ):
        copy, new = Path(folder) / "damaged", Path(folder) / "new"
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        _refuse_newer(copy, path)
        findings = _findings(copy)
        if not findings:
            return []
        with closing(apsw.Connection(str(new))) as connection:
            migrate(connection)
            connection.execute("BEGIN IMMEDIATE")
            lines = _fill(Rescue(connection), copy, home)
            if not any(connection.execute("SELECT EXISTS (SELECT 1 FROM article)").fetchone() or ()):
                raise damaged(path, "nothing of it can be read")
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            lines += [f"still wrong: {finding}" for finding in check(connection)]
        aside = replace_library(home, new, "damaged")
    return [*findings, *lines, f"the damaged library lies in {aside}"]


def _refuse_newer(copy: Path, path: Path) -> None:
    """ReaderError for a library of a newer Reader: what this one does not know would be lost."""
    with copy.open("rb") as file:
        header = file.read(72)
    if header[68:72] == APPLICATION_ID.to_bytes(4) and int.from_bytes(header[60:64]) > len(MIGRATIONS):
        raise ReaderError(tr("the library is from a newer Reader"), str(path), tr("update Reader"))


def _findings(copy: Path) -> list[str]:
    """Return what is wrong with the copied library; a connection to it leaves its log written back."""
    try:
        with closing(apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
            return check(connection)
    except FAULTS as error:
        return [f"file: this cannot be opened ({error})"]


def _fill(rescue: Rescue, copy: Path, home: Home) -> list[str]:
    """Bring all that there is into the new library; return what was done, a line each."""
    is_whole = False
    with suppress(*FAULTS), closing(apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READONLY)) as own:
        own.pragma("cell_size_check", True)
        is_whole = rescue.take_own(own)
    if not is_whole and copy.stat().st_size:
        with Leaves(copy) as leaves:
            rescue.take_leaves(leaves)
    lines = [f"{_counted(rescue.new)} were whole"]
    if not is_whole or any(rescue.suspects.values()):
        lines += _take_backups(rescue, home, is_whole)
    return [*lines, *mend(rescue), f"{_counted(rescue.new)} are in the library now"]


def _take_backups(rescue: Rescue, home: Home, is_whole: bool) -> Iterator[str]:
    """Take what is missing from the newest backup of notes and the newest whole copy that can be read."""
    copies = [file for file in home.backups.glob("*.sqlite3") if not file.name.startswith("damaged-")]
    for files, opened in ((home.backups.glob("notes-*.jsonl.gz"), open_notes_backup), (copies, _open_copy)):
        for file in sorted(files, key=lambda file: file.stat().st_mtime, reverse=True):
            try:
                with closing(opened(file)) as backup:
                    taken = rescue.take_backup(backup, only_suspects=is_whole)
            except (*FAULTS, OSError, EOFError, ValueError):
                continue  # this one is damaged too
            if taken:
                yield f"{taken['note']} notes and {taken['article']} articles came from {file}"
            break


def _open_copy(file: Path) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"{file.absolute().as_uri()}?immutable=1", flags=flags)


def _counted(connection: apsw.Connection) -> str:
    notes, articles = fetch_one(
        connection, "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM article)"
    )
    return f"{notes} notes and {articles} articles"
