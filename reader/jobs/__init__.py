"""What both doors, the window and the commands, ask for: long work over the rooms below.

Each job is a plain function or generator that knows no threads; `pool` runs them for the window.
"""
