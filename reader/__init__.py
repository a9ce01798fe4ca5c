"""Reader: read long articles closely, note passages, take the notes along.

The rooms of the house, each of which sees only those below it:

    __main__   one start for everything: a sub-command, or the window
    app        the window's session: home, settings, library, pool
    instance   one process a home: hands files and links to the running window
    commands   the command line, without Qt
    window     the Qt window: actions, and the desk that does them; tree, article, notes, panels
    jobs       what window and commands both ask for: imports, exports, the thread pool
    importing  files to articles and notes, a folder for each kind of format
    exporting  notes to files, one module or template a format
    library    the SQLite file, behind one face; searching it, care of it
    desktop    menu entry, file types, links
    domain     values and rules, pure Python: article, section, note, cursor; anchoring, sentences
    home, settings, bundled   paths, settings.ini, resources
    errors, translation      the world's faults; the words in the language of the person
"""

__version__ = "0.1.0"
