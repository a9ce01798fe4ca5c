"""A quote with where it is from, as writers cite: in the text, and in the list of references.

A text that changes can be checked only by who knows what was read, so every style says the revision and
the day. The styles are files of the Citation Style Language in `resources/styles/`, our own since
citeproc-py reads the large ones of others with mistakes: first names that are initials, titles that stand
twice where there is no author, words of an edition that is none.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.bundled import resources
from reader.domain.blocks import BlockKind
from reader.exporting.layout import clean, one_line
from reader.exporting.sources import csl_item
from reader.translation import mark

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.article_row import ArticleRow


class CitationStyle(NamedTuple):
    """A style: the name of its file, and how it names a section and a paragraph; `{}` is which one."""

    name: str
    title: str
    section: str
    paragraph: str
    is_note: bool = False


class Citation(NamedTuple):
    """What is copied, as plain text and as HTML."""

    text: str
    html: str


STYLES = (
    CitationStyle("apa", mark("APA"), "“{}” section", "para. {}"),
    CitationStyle("mla", mark("MLA"), "sec. “{}”", "par. {}"),
    CitationStyle("chicago-author-date", mark("Chicago, author and date"), "under “{}”", "para. {}"),
    CitationStyle("chicago-notes", mark("Chicago, notes"), "under “{}”", "para. {}", is_note=True),
)
_COUNTED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)
# CSL-JSON takes tags in a field for tags. What stands in a title is no tag, so it goes through the
# processor as characters that are nobody's.
_HIDDEN = {"&": "\ue000", "<": "\ue001", ">": "\ue002"}


def place_in(article: Article, start: int) -> tuple[str, int | None]:
    """Return the title of the section of code point `start`, and which paragraph of the section it is in.

    The title is empty before the first heading; the number counts from 1 and is None in a heading, a
    table and whatever else is no paragraph.
    """
    section = article.root.at(start)
    count = 0
    number = None
    for block, block_start in zip(article.blocks, article.starts, strict=True):
        if block_start > start:
            break
        if block_start >= section.start and block.kind in _COUNTED:
            count += 1
            number = count
        else:
            number = None
    return section.path[-1] if section.path else "", number


def cite(
    article: ArticleRow, quote: str, section: str, paragraph: int | None, style: CitationStyle
) -> Citation:
    """Return the `quote` from `article` with its citation and reference, as `style` has them."""
    where = [style.section.format(one_line(section))] if section.strip() else []
    if paragraph is not None:
        where.append(style.paragraph.format(paragraph))
    cited, reference = _processed(csl_item(article), ", ".join(where), style)
    quoted = f"“{clean(quote).strip()}”"
    quoted_html = escape(quoted, quote=False).replace("\n", "<br>")
    if style.is_note:
        parts = [(quoted, quoted_html), cited, reference]
    else:
        parts = [(f"{quoted} {cited[0]}", f"{quoted_html} {cited[1]}"), reference]
    return Citation(
        "\n\n".join(text for text, _ in parts) + "\n",
        "".join(f'<p dir="auto">{html}</p>\n' for _, html in parts),
    )


def _processed(item: dict[str, Any], where: str, style: CitationStyle) -> tuple[tuple[str, str], ...]:
    """Return the citation and the reference, each as text and as HTML."""
    from citeproc import (
        Citation as Cited,
    )
    from citeproc import (
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        Locator,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    source = {name: _hidden(value) for name, value in item.items() if name not in ("custom", "id")}
    file = CitationStylesStyle(str(resources() / "styles" / f"{style.name}.csl"), validate=False)
    if not item.get("language", "").lower().startswith("en"):
        # Only English titles have capitals of their own.
        for element in file.root.iter():
            if element.get("text-case") == "title":
                del element.attrib["text-case"]
    bibliography = CitationStylesBibliography(file, CiteProcJSON([{**source, "id": "it"}]), formatter.html)
    # Registered with a locator, the reference would have it too.
    bibliography.register(Cited([CitationItem("it")]))
    places = {"locator": Locator("paragraph", _hidden(where))} if where else {}
    cited = Cited([CitationItem("it", **places)])
    cited.bibliography = bibliography
    return tuple(
        _finished(str(text)) for text in (bibliography.cite(cited, _complain), bibliography.bibliography()[0])
    )


def _complain(item: Any) -> None:
    raise AssertionError(item)


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub("[&<>]", lambda match: _HIDDEN[match[0]], re.sub("[\ue000-\ue002]", "", value))
    if isinstance(value, list):
        return [_hidden(each) for each in value]
    return {name: _hidden(each) for name, each in value.items()} if isinstance(value, dict) else value


def _finished(html: str) -> tuple[str, str]:
    """Return what the processor made as text and as HTML, with what it does not do.

    American marks stand inside the quotation marks; one at the end of a title is no second one's place.
    """
    html = re.sub(r"”([.,])", r"\1”", html)
    html = re.sub(r"([?!…])\.”", r"\1”", html)
    html = re.sub(r"(?<!\.)\.\.(?!\.)", ".", html)
    html = re.sub(r"([.?!]”?(?:</i>)? )revision (?=\d)", r"\1Revision ", html)
    text = unescape(re.sub(r"</?[a-z]+>", "", html))
    for plain, hidden in _HIDDEN.items():
        text, html = text.replace(hidden, plain), html.replace(hidden, escape(plain))
    return text, html
