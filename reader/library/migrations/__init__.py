"""The schema: an ordered list of modules, each with a `migrate(connection)`; a new library runs them all.

To add one: write `m0007_links.py`, append its name, and put a library of the version before into
`tests/data/libraries/`. What has been released is never edited.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

MIGRATIONS = ("m0001_first", "m0002_search")
# The first four bytes of what `file` and SQLite call the application id: "Read".
APPLICATION_ID = 0x52656164


def migrate(connection: apsw.Connection) -> None:
    """Bring the library up to the present version, each step in a transaction of its own."""
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked inside of the transaction: another process may have been faster.
            version = connection.pragma("user_version")
            if version >= len(MIGRATIONS):
                connection.execute("ROLLBACK")
                return
            module = import_module(f"{__name__}.{MIGRATIONS[version]}")
            module.migrate(connection)
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", version + 1)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
