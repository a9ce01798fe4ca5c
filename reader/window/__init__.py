"""The window: three columns, what they show, the actions and their keys. The only room that draws.

`main_window.py` wires, `context.py` is what an action may know, `actions/` has a row a user action and
`desk/` what they do; `tree/`, `article/`, `notes/` and `panels/` are thin widgets that are given values,
emit signals, and know neither the library nor each other. Qt counts positions in UTF-16 units:
`offsets.py` is the one place where the article's code points become Qt's positions and back.

What the parts share:

    colours  `themes`, `painting`, `mirroring` from right to left, `holding` until the page is painted
    words    `wording` of dates, `isolating` two scripts in one line, `spoken` and `accessible`
    keys     `keymap`, `key_texts`, `counting` before a key, `fields` and `field_keys`, `thing_menus`
    places   `columns`, `status`, `place` of the window on the screen, `menu_place`
    threads  `bridge` to the GUI thread, `vault` that is kept up to date
    a run    `display`, `startup`, `language`, `first_paint`, `endings`
"""
