"""HTML, read again by Python's parser."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta"}
ACTIVE = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "link",
    "base",
    "svg",
    "audio",
    "video",
}


class Elements(HTMLParser):
    """The tags of a piece of HTML, its text, and that each tag is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    @property
    def is_safe(self) -> bool:
        """Whether nothing runs and nothing is fetched."""
        for tag, attributes in self.tags:
            addresses = [attributes.get(name) or "" for name in ("href", "src", "action")]
            if tag in ACTIVE or any(name.startswith("on") for name in attributes):
                return False
            if any(
                address.partition(":")[0].lower() in ("javascript", "data", "vbscript")
                for address in addresses
            ):
                return False
        return True
