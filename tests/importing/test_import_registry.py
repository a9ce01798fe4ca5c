"""Which format a file is in."""

from importlib import import_module

import pytest

from reader.errors import ReaderError
from reader.importing.registry import FORMATS, MARKDOWN, PLAIN, Format, by_suffix, parse, pick


@pytest.mark.parametrize("format_", FORMATS, ids=lambda each: each.name)
def test_rows(format_: Format) -> None:
    module, _, function = format_.loader.partition(":")
    assert callable(getattr(import_module(module), function))
    assert all(s.startswith(".") and s == s.lower() for s in format_.suffixes)
    assert all(by_suffix(f"a{suffix.upper()}") is format_ for suffix in format_.suffixes)


def test_names_and_suffixes_are_each_one_formats() -> None:
    for values in (
        [each.name for each in FORMATS],
        [suffix for each in FORMATS for suffix in each.suffixes],
        [kind for each in FORMATS for kind in each.media_types],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize("name", ["README", "a.rst", "notes.2024", "a.txt.bak", "", ".txt/x", "md"])
def test_other_names_are_skipped_in_a_folder_and_text_where_they_are_given(name: str) -> None:
    assert by_suffix(name) is None
    assert pick(name, b"Some text.") is PLAIN


def test_text_that_begins_with_front_matter() -> None:
    assert pick("", b"---\ntitle: x\n---\n") is MARKDOWN
    assert pick("x.txt", b"---\ntitle: x\n---\n") is PLAIN
    assert pick("", b"---\n\ntext\n") is PLAIN


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP"),
        (b"\x89PNG\r\n\x1a\n", "a PNG"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"SQLite format 3\x00", "an SQLite"),
        (b"\x1f\x8b\x08\x00", "a gzip"),
        (b"{\\rtf1\\ansi", "an RTF"),
        (b"\x00" * 257 + b"ustar\x00", "a tar"),
    ],
)
def test_binary_data_under_a_texts_name(head: bytes, kind: str) -> None:
    with pytest.raises(ReaderError, match=kind):
        pick("a.txt", head)


def test_html_is_refused_unless_its_name_says_text() -> None:
    for head in (
        b"<!DOCTYPE html>\n<html>",
        b"\xef\xbb\xbf <HTML lang=en>",
        b"<?xml version='1.0'?>\n<html>",
    ):
        with pytest.raises(ReaderError, match="HTML"):
            pick("page.html", head)
    assert pick("a.txt", b"<html>") is PLAIN


def test_parse_goes_by_the_name() -> None:
    assert parse(b"# One\n\ntext", "a.md").title == "One"
