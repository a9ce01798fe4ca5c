"""The window: three columns, what they show, the actions and their keys. The only room that draws.

`main_window.py` wires, `context.py` is what an action may know, `actions/` has a row a user action and
`desk/` what they do; `tree/`, `article/`, `notes/` and `panels/` are thin widgets that are given values,
emit signals, and know neither the library nor each other. Qt counts positions in UTF-16 units:
`offsets.py` is the one place where the article's code points become Qt's positions and back.
"""
