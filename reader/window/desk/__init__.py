"""What a window does, one module a concern: reading, noting, finding, filing, floating panels.

A desk part joins the widgets and the library; it holds what the widgets need not know. Actions call
these parts, widgets tell them by signals.
"""
