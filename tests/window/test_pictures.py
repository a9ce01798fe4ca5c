"""Pictures of an article: shown where they are on disk beside it, never fetched, and no part of the text."""

from __future__ import annotations

import base64
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from reader.importing.registry import parse
from reader.window.article import pictures
from reader.window.article.pictures import decoded, load_pictures, shown_size
from tests.window.conftest import Hand

RED = QColor("#d02020")


def picture(width: int = 40, height: int = 20, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data().data())


def data_uri(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "pics").mkdir(parents=True)
    (folder / "pics" / "a b.png").write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture())
    return folder


def found(folder: Path | None, *addresses: str) -> set[str]:
    return set(load_pictures(list(addresses), folder, 600))


def test_beside_the_file_and_in_the_text(folder: Path) -> None:
    embedded = data_uri(picture())
    addresses = ("pics/a%20b.png", "./pics/a b.png?x#y", embedded)
    assert found(folder, *addresses) == set(addresses)
    assert found(None, *addresses) == {embedded}


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "pics/../../secret.png",
        "%2e%2e/secret.png",
        "{parent}/secret.png",
        "file://{parent}/secret.png",
        "//host/share/a.png",
        "\\\\host\\share\\a.png",
        "https://example.org/a.png",
        "qrc:/a.png",
        "pics",
        "pics/none.png",
        "pics/a\0.png",
        "out.png",
        "pipe.png",
        "x" * 5000,
        "data:image/png;base64,@@@",
        "data:image/png,abc",
        "data:",
        "",
    ],
)
def test_what_is_elsewhere_or_no_picture_is_left_alone(folder: Path, address: str) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    os.mkfifo(folder / "pipe.png")
    assert found(folder, address.replace("{parent}", str(folder.parent))) == set()


def test_bounds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoded(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", 600) is None
    assert decoded(b"no picture", 600) is None
    large = decoded(picture(3000, 1500, "JPG"), 600)
    assert large is not None
    assert (large.width(), large.height()) == (600, 300)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 700)
    assert found(folder, "pics/a%20b.png") == set()
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    monkeypatch.setattr(pictures, "MOST_AT_ONCE", 900)
    again = data_uri(picture())
    assert found(folder, "pics/a%20b.png", again) == {"pics/a%20b.png"}
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    assert found(folder, "pics/a%20b.png", again) == set()


def test_no_larger_than_it_is_and_no_wider_than_the_column() -> None:
    image = QImage(1200, 300, QImage.Format.Format_RGB32)
    assert (shown_size(image, 600).width(), shown_size(image, 600).height()) == (600, 150)
    small = QImage(50, 30, QImage.Format.Format_RGB32)
    assert (shown_size(small, 600).width(), shown_size(small, 600).height()) == (50, 30)


TEXT = """# Sea

Before 😀.

![A red sea](<pics/a b.png>)

![](pics/a%20b.png)

![Gone](none.png)

After.
"""


@pytest.fixture
def shown(hand: Hand, folder: Path) -> Hand:
    (folder / "sea.md").write_text(TEXT, "utf-8")
    with hand.library() as library:
        imported = parse((folder / "sea.md").read_bytes(), "sea.md")
        row = library.store(replace(imported, source=str(folder / "sea.md"))).row
    hand.wait(lambda: any(each.id == row.id for each in hand.window.tree.rows()))
    hand.window.context.reading.show(row.id)
    hand.wait(lambda: not hand.view.wants_pictures)
    return hand


def reds(hand: Hand) -> int:
    image = hand.view.viewport().grab().toImage()
    return sum(
        image.pixelColor(x, y) == RED for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    )


def test_they_are_shown_and_no_offset_moves(shown: Hand) -> None:
    assert reds(shown) > 2 * 10 * 5 * 0.8
    text = shown.window.context.reading.full_text
    with shown.library() as library:
        assert text == library.text(shown.window.context.reading.article.id)
    assert "\ufffc" not in text
    for words in ("A red sea", "Gone", "After."):
        shown.put(words)
        cursor = shown.view.textCursor()
        assert cursor.block().text()[cursor.positionInBlock() :].startswith(words)
    shown.put("Before")
    shown.press("j")
    assert shown.text[shown.position :].startswith("A red sea")
    shown.press("h")
    shown.wait_saved()
    (note,) = shown.window.context.noting.notes
    assert note.anchor is not None
    assert note.anchor.quote == "A red sea"


def test_selecting_over_them_copies_the_text_alone(shown: Hand) -> None:
    start = shown.put("Before")
    shown.press("v", "j", "j", "j")
    assert shown.selection == shown.text[start : shown.position]
    shown.press("Ctrl+C")
    assert "\ufffc" not in QApplication.clipboard().text()


def test_they_stay_in_another_theme_and_go_with_the_page(shown: Hand) -> None:
    shown.window.bindings.actions["theme.dark"].trigger()
    assert reds(shown) > 50
    shown.window.context.reading.step_article(1)
    assert reds(shown) == 0


def test_an_embedded_picture_is_kept_by_the_import() -> None:
    uri = data_uri(picture(300, 300)) + "A" * 40_000
    imported = parse(f"# T\n\n![A sea]({uri})\n\nText.".encode(), "t.md")
    figure = imported.blocks[1]
    assert (figure.text, figure.info) == ("A sea", uri)


def test_no_name_is_ever_given_to_qt(hand: Hand, tmp_path: Path) -> None:
    document = hand.view.document()
    assert document.loadResource(2, str(tmp_path / "x.png")).width() == 1
