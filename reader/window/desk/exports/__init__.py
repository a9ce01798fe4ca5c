"""Notes out of the window: the dialog's exports, the vault, a passage as a citation."""
