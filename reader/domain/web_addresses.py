"""Addresses of the web that lead to the same page."""

from __future__ import annotations

WEB = ("http://", "https://")


def spellings(address: str) -> tuple[str, ...]:
    """Return the ways in which `address` may be written: with and without its part, its last slash.

    None for what is no address of the web.
    """
    if not address.startswith(WEB):
        return ()
    page, _, part = address.partition("#")
    if part.startswith(("/", "!")):
        return (address,)  # a page of its own, of a site that loads them by script
    bare = page.rstrip("/")
    return tuple(dict.fromkeys((page, address, bare, bare + "/")))
