"""What a window does, one module a concern.

A desk part joins the widgets and the library; it holds what the widgets need not know. Actions call
these parts, widgets tell them by signals.

    files     articles into the library and out of it: `filing`, `importing`, `recent`; `arrivals`
    reading   `reading` holds the place, `turning` moves it, `history` and `following` leave it; `selecting`,
              `finding`, `leaping` to another place; `telling` a screen reader, `picturing`
    notes     `noting` the passage, `shown_notes` of the article, `keeping` what is written, `narrowing` the
              cards, `several` at once
    exports   `exporting` by the dialog, its `scopes` and its `memory`; `vaulting`, `citing`
    printing  `printing` asks and shows, `job` draws
    settings  `appearance`, and `adjusting` of keys and page; `menu_entry`

`floating` makes the panels that float over the window, `focusing` leads from one of its parts to another.
"""
