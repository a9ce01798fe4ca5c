"""The desktop's list of recent documents: ours put in, all else left."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader.desktop.recent import add_recent
from tests.desktop.conftest import User

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the list of freedesktop systems"
)
OTHERS = """\
<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">
  <!-- kept -->
  <bookmark href="file:///tmp/a%20b.md" added="2020-01-01T00:00:00Z"
            modified="2020-01-01T00:00:00Z" visited="2020-01-01T00:00:00Z">
    <title>Ä title</title>
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="text/x-own"/>
        <bookmark:applications>
          <bookmark:application name="gedit" exec="&apos;gedit %u&apos;"
                                modified="2020-01-01T00:00:00Z" count="3"/>
        </bookmark:applications>
      </metadata>
      <metadata owner="http://example.org"><x:y xmlns:x="http://example.org/x" z="1"/></metadata>
    </info>
  </bookmark>
</xbel>
"""
NAMES = {
    "bookmark": "http://www.freedesktop.org/standards/desktop-bookmarks",
    "mime": "http://www.freedesktop.org/standards/shared-mime-info",
}


@pytest.fixture
def path(user: User) -> Path:
    return user.data / "recently-used.xbel"


def test_a_new_list_is_the_users_alone(path: Path) -> None:
    add_recent([("/tmp/ä b.md", "text/markdown"), ("/tmp/c.txt", "text/plain")])
    assert path.stat().st_mode & 0o777 == 0o600
    root = ElementTree.parse(path).getroot()
    assert [each.get("href") for each in root.findall("bookmark")] == [
        "file:///tmp/%C3%A4%20b.md",
        "file:///tmp/c.txt",
    ]
    (application, _) = root.iterfind(".//bookmark:application", NAMES)
    assert application.get("name") == "Reader"
    (command,) = shlex.split(application.get("exec", ""))
    assert shlex.split(command)[0] == sys.executable
    assert command.endswith(" %u")
    assert [each.get("type") for each in root.iterfind(".//mime:mime-type", NAMES)] == [
        "text/markdown",
        "text/plain",
    ]


def test_what_others_wrote_stays(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(OTHERS)
    for _ in range(2):
        add_recent([("/tmp/a b.md", "text/markdown")])
    root = ElementTree.parse(path).getroot()
    (bookmark,) = root.findall("bookmark")
    assert bookmark.get("added") == "2020-01-01T00:00:00Z"
    assert bookmark.get("visited", "") > "2020-02"
    assert bookmark.findtext("title") == "Ä title"
    found = {each.get("name"): each.get("count") for each in root.iterfind(".//bookmark:application", NAMES)}
    assert found == {"gedit": "3", "Reader": "2"}
    assert [each.get("type") for each in root.iterfind(".//mime:mime-type", NAMES)] == ["text/x-own"]
    assert root.find(".//{http://example.org/x}y") is not None
    assert "<!-- kept -->" in path.read_text("utf-8")


@pytest.mark.parametrize("text", ["<xbel", "<html/>", "\x00"])
def test_a_list_that_is_none_is_left_alone(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text)
    add_recent([("/tmp/c.txt", "text/plain")])
    assert path.read_text() == text


def test_who_keeps_no_list_gets_none(path: Path) -> None:
    path.mkdir(parents=True)
    add_recent([("/tmp/c.txt", "text/plain")])
    assert list(path.iterdir()) == []
