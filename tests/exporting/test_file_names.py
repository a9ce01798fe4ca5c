from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exporting.file_names import MOST_BYTES, names_of, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("US-Israel Relations: Room for Consequences?", "US-Israel Relations Room for Consequences"),
        ('a/b\\c|d<e>f*g"h', "a b c d e f g h"),
        ("../../etc/passwd", "etc passwd"),
        (".hidden", "hidden"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Ends with dots...", "Ends with dots"),
        ("tab\tand\nline", "tab and line"),
        ("abc\u202etxt.exe", "abc txt.exe"),
        ("e\u0301", "é"),
        ("新闻", "新闻"),
        ("?*", "Untitled"),
        ("", "Untitled"),
        ("[Update] #tag [[a|b]]^c", "Update tag a b c"),
    ],
)
def test_a_name_every_platform_takes(title, name):
    assert safe_name(title) == name


def test_a_long_title_is_cut_at_a_word():
    name = safe_name("word " * 100)
    assert len(name) <= MOST_BYTES
    assert name.endswith("word")
    assert len(safe_name("好" * 200).encode()) <= MOST_BYTES


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_title_gives_a_name(title):
    name = safe_name(title)
    assert name
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert len(name.encode()) <= MOST_BYTES + 1


def test_names_differ_also_where_case_does_not_count():
    titles = [("1111-aaaaaaaa", "News"), ("2222-bbbbbbbb", "NEWS"), ("3333-cccccccc", "News?")]
    assert names_of(titles) == {
        "1111-aaaaaaaa": "News",
        "2222-bbbbbbbb": "NEWS (bbbbbbbb)",
        "3333-cccccccc": "News (cccccccc)",
    }
