"""The lines before the first paragraph of a Markdown file that say who wrote it, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.domain.blocks import BlockKind
from reader.importing.header import HeaderLine, header_line
from reader.importing.markdown_blocks import Draft
from reader.importing.markdown_inline import InlineReader

# A longer line is no header line but for its date.
_LONGEST = 400


class Header(NamedTuple):
    """What the header block said, and the drafts without it."""

    drafts: list[Draft]
    byline: str = ""
    publisher: str = ""
    published: str = ""


class _Line(NamedTuple):
    source: str
    said: HeaderLine


def take_header(drafts: list[Draft], inline: InlineReader) -> Header:
    """Take the header block out of `drafts`. It may stand before or after the heading that is the title.

    What a field has no room for stays in the text, a `Title:` line as a TITLE.
    """
    kept: list[Draft] = []
    tops = sum(draft.kind is BlockKind.HEADING and draft.level == 1 for draft in drafts)
    fields = {"byline": "", "publisher": "", "published": ""}
    for index, draft in enumerate(drafts):
        if _is_passed_over(draft, kept, tops):
            kept.append(draft)
            continue
        if draft.kind is not BlockKind.PARAGRAPH or draft.is_literal or draft.info or draft.is_strong:
            return Header(kept + drafts[index:], **fields)
        lines = draft.content.split("\n")
        for line in _header_lines(lines, inline):
            said = line.said
            values = {"byline": said.byline, "publisher": said.publisher, "published": said.published}
            # A second writer or date is no news of the first.
            is_taken = all(not value or fields[name] in ("", value) for name, value in values.items())
            if is_taken:
                fields.update({name: value for name, value in values.items() if value})
            rest = line.source[said.rest :]
            if rest.strip():
                remaining = "\n".join([rest, *lines[1:]])
                return Header([*kept, draft._replace(content=remaining), *drafts[index + 1 :]], **fields)
            if said.title and not any(each.kind is BlockKind.TITLE for each in kept):
                kept.append(Draft(BlockKind.TITLE, said.title, is_literal=True))
            elif said.stays or said.title or not is_taken:
                kept.append(draft._replace(content=line.source))
            del lines[0]
        if lines:
            remaining = "\n".join(lines)
            return Header([*kept, draft._replace(content=remaining), *drafts[index + 1 :]], **fields)
    return Header(kept, **fields)


def _is_passed_over(draft: Draft, before: list[Draft], tops: int) -> bool:
    """Whether a header may go on after `draft`: the heading that may be the title, an image, a rule."""
    if draft.kind is BlockKind.HEADING:
        is_first = not any(each.kind is BlockKind.HEADING for each in before)
        return is_first and draft.level == 1 and tops == 1
    if draft.kind is BlockKind.PARAGRAPH and not draft.is_literal:
        return draft.content.startswith(("![", "[!["))
    return draft.kind is BlockKind.RULE


def _header_lines(lines: list[str], inline: InlineReader) -> Iterator[_Line]:
    """Yield the lines at the head of a paragraph that belong to a header; none after one with text behind it.

    The caller takes each out of `lines` before it asks for the next.
    """
    while lines:
        source = lines[0].strip(" \t\\")
        text = source
        if len(source) <= _LONGEST and "[^" not in source and "^[" not in source:
            text, _ = inline.read(source)
        said = header_line(text)
        if said is None:
            return
        if said.rest < len(text):
            # The text goes on as Markdown, so its beginning must be the same in both.
            if source[: said.rest] != text[: said.rest]:
                return
            yield _Line(source, said)
            return
        yield _Line(source, said._replace(rest=len(source)))
