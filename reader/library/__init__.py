"""The library: one SQLite file, behind one face.

`library.py` holds the face, `Library`; nobody outside of this room imports anything else from it. Each
subject has a module of functions that take a connection (`articles`, `notes`, `reading`, `search`, …);
`connection.py` opens the file, `journal.py` tells what changed, `undo.py` takes it back. To change the
schema add a module to `migrations/`, and its name to the list there.
"""
