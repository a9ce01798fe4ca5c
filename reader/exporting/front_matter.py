"""The properties of an article at the head of a Markdown file, as YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.domain.links import article_link

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow

# Safe without quotes: a letter or slash first, nothing that YAML could take for more than text.
_PLAIN_YAML = re.compile(r"(?:[^\W\d_]|/)(?:(?:[\w ,;.()’'“”/?=&%+~@–-]|:(?=\S))*[\w)’”./])?")
_YAML_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
_YAML_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def front_matter(article: ArticleRow, notes: int | None = None) -> str:
    """Return the head of the file, with the lines that enclose it; it may say how many `notes` there are."""
    lines = ["---"]
    for name in ("title", "published", "source", "publisher", "byline"):
        value = getattr(article, name)
        if value:
            lines.append(f"{name}: {value if name == 'published' else yaml_text(value)}")
    lines.append(f"article: {article_link(article.id)}")
    if notes is not None:
        lines.append(f"notes: {notes}")
    return "\n".join([*lines, "---", ""])


def yaml_text(text: str) -> str:
    """Return `text` as a YAML scalar, quoted where anything else than a text could be read."""
    if _PLAIN_YAML.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _YAML_HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
