"""Searching as values: what is asked for, how names and texts are searched, what was found."""
