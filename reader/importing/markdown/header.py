"""The lines before the first paragraph of a Markdown file that say who wrote it, where and when."""

from __future__ import annotations

from typing import NamedTuple

from reader.domain.blocks import BlockKind, SpanKind
from reader.importing.header.exclusions import not_heading
from reader.importing.header.header import HeaderLine, header_line, is_date_line
from reader.importing.lines.runs import make_line
from reader.importing.lines.shapes import shape_of
from reader.importing.markdown.blocks import Draft
from reader.importing.markdown.inline import InlineReader

# A longer line is no header line but for its date.
_LONGEST = 400


class Header(NamedTuple):
    """What the header block said, and the drafts without it."""

    drafts: list[Draft]
    byline: str = ""
    publisher: str = ""
    published: str = ""


def take_header(drafts: list[Draft], inline: InlineReader) -> Header:
    """Take the header block out of `drafts`. It may stand before or after the heading that is the title.

    What a field has no room for stays in the text, a `Title:` line as a TITLE. Where nothing else is
    in the file, nothing is taken.
    """
    reading = _Reading(drafts, inline)
    for index, draft in enumerate(drafts):
        if not reading.passes(index, draft):
            reading.kept += drafts[index + 1 :]
            break
    if not any(draft.content or draft.rows for draft in reading.kept):
        return Header(drafts)
    return Header(reading.kept, **reading.fields)


class _Reading:
    """A header block as far as it was read: the fields, and the drafts that stay."""

    def __init__(self, drafts: list[Draft], inline: InlineReader) -> None:
        self.kept: list[Draft] = []
        self.fields = {"byline": "", "publisher": "", "published": ""}
        self._drafts = drafts
        self._inline = inline
        self._tops = sum(draft.kind is BlockKind.HEADING and draft.level == 1 for draft in drafts)
        self._has_title = False

    def passes(self, index: int, draft: Draft) -> bool:
        """Read `draft` and keep what is to stay of it; return whether the header may go on after it."""
        if draft.kind is BlockKind.HEADING and draft.level == 1 and self._tops == 1 and not self._has_title:
            self._has_title = True
        elif draft.kind is BlockKind.RULE or draft.content.startswith(("![", "[![")):
            pass
        elif draft.kind is BlockKind.PARAGRAPH and not (draft.is_literal or draft.info or draft.is_strong):
            return self._read(index, draft)
        else:
            self.kept.append(draft)
            return False
        self.kept.append(draft)
        return True

    def _read(self, index: int, draft: Draft) -> bool:
        """Read the lines of a paragraph."""
        lines = draft.content.split("\n")
        is_last = index + 1 == len(self._drafts)
        while lines:
            source = lines[0].strip(" \t\\")
            said = self._said(source, lines[1:])
            if said is None:
                break
            del lines[0]
            is_taken = self._fill(said)
            rest = source[said.rest :].strip()
            if rest:
                if not lines and not is_last and not self._has_title and _is_titled(rest):
                    self._put_title(rest)
                    return True
                lines.insert(0, rest)
                break
            if said.title and not self._has_title:
                self._put_title(said.title)
            elif said.stays or said.title or not is_taken:
                self.kept.append(draft._replace(content=source))
        else:
            return True
        text = self._alone(lines, draft, index)
        if text and not self._has_title:
            self._put_title(text)
            return True
        self.kept.append(draft._replace(content="\n".join(lines)))
        return bool(text)

    def _said(self, source: str, below: list[str]) -> HeaderLine | None:
        """Return what a line says as part of a header, with `rest` in the Markdown of the line."""
        text = self._plain(source)
        said = header_line(text)
        if said is None:
            return None
        if said.rest < len(text):
            # The text goes on as Markdown, so its beginning must be the same in both.
            return said if source[: said.rest] == text[: said.rest] else None
        if not said.named and below and below[0][:1].islower() and header_line(below[0]) is None:
            # The line only begins as a header line does; its sentence goes on in the next.
            return None
        return said._replace(rest=len(source))

    def _plain(self, source: str) -> str:
        return self._inline.read(source)[0] if _may_be_read(source) else source

    def _fill(self, said: HeaderLine) -> bool:
        """Set the fields that `said` names; return False if one is another's already."""
        values = {"byline": said.byline, "publisher": said.publisher, "published": said.published}
        if any(value and self.fields[name] not in ("", value) for name, value in values.items()):
            return False
        self.fields.update({name: value for name, value in values.items() if value})
        return True

    def _put_title(self, text: str) -> None:
        self.kept.append(Draft(BlockKind.TITLE, text, is_literal=True))
        self._has_title = True

    def _alone(self, lines: list[str], draft: Draft, index: int) -> str:
        """Return the text of a title or subtitle that has no `#`, or an empty string.

        It is one line without a stop, all of it strong or above a further header line.
        """
        if len(lines) > 1 or lines[0] != draft.content or self._tops > self._has_title:
            return ""
        if index + 1 == len(self._drafts) or not _may_be_read(lines[0]):
            return ""
        text, spans = self._inline.read(lines[0])
        if not _is_titled(text):
            return ""
        is_strong = any(
            span.kind is SpanKind.STRONG and (span.start, span.end) == (0, len(text)) for span in spans
        )
        below = self._drafts[index + 1]
        is_above = below.kind is BlockKind.PARAGRAPH and not below.is_literal
        if is_above:
            said = self._said(below.content.split("\n")[0].strip(), [])
            is_above = said is not None and not said.stays and not said.title
        return text if is_above or (is_strong and not self._has_title) else ""


def _may_be_read(source: str) -> bool:
    """Whether a line may be read twice: footnotes are numbered as they are read."""
    return len(source) <= _LONGEST and "[^" not in source and "^[" not in source


def _is_titled(text: str) -> bool:
    """Whether `text` has the form of a title."""
    line = make_line(text)
    return (
        line is not None
        and shape_of(line, is_first=True) is not None
        and not is_date_line(line.bare)
        and not_heading(line) is None
    )
