"""The library: one SQLite file, behind one face.

`library.py` holds the face, `Library`; nobody outside of this room imports anything else from it. Each
subject has a module of functions that take a connection (`articles`, `notes`, `reading`, …);
`connection.py` opens the file, `writing.py` makes a transaction of what is written, `journal.py` tells what
changed, `undo.py` takes it back. `storing.py` and `taking.py` are what an import does, `placing.py` finds the
notes' places in a new revision, `soundness.py` says whether all is whole.

    care        `backup` of the library, `notes_backup` day by day; `recovery` of a damaged one: `leaves` and
                `rescue` gather its rows, `mending` brings them in order
    migrations  the schema: to change it add a module here, and its name to the list
    searching   `search` and `passages`: a query's `conditions`, words as `letters`, `snippets` of the answers
"""
