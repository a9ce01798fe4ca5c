from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

ONE = "First story\n\nIt was late. It rained.\n"
TWO = "Second story\n\nIt was early. The sun shone.\n"


def files(tmp_path, **texts: str):
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return [str(tmp_path / f"{name}.txt") for name in texts]


def drop(hand, data: QMimeData, *, on=None) -> bool:
    """Drop `data` on the window as Qt would; return whether it was taken."""
    target = on or hand.window
    actions, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(300, 300).toPoint(), actions, data, Qt.MouseButton.LeftButton, keys)
    hand.window.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    hand.window.dropEvent(QDropEvent(QPointF(300, 300), actions, data, Qt.MouseButton.LeftButton, keys))
    return target is not None


# Opening


def test_several_files_are_imported_and_the_last_one_is_shown(hand, tmp_path):
    hand.window.arrivals.open_arguments(files(tmp_path, one=ONE, two=TWO))
    hand.wait(lambda: hand.window.windowTitle().startswith("Second story"))
    assert hand.window.tree.model.rowCount() == 4
    assert hand.said == "2 articles new"
    assert hand.view.hasFocus()
    with hand.library() as library:
        assert {row.title for row in library.article_rows()} >= {"First story", "Second story"}


def test_a_known_file_is_shown_and_not_imported_twice(hand, tmp_path):
    paths = files(tmp_path, one=ONE)
    hand.window.arrivals.open_arguments(paths)
    hand.wait(lambda: hand.window.windowTitle().startswith("First story"))
    hand.press("K")
    hand.window.arrivals.open_arguments(paths)
    hand.wait(lambda: hand.said == "1 article unchanged")
    assert hand.window.windowTitle().startswith("First story")
    assert hand.window.tree.model.rowCount() == 3


def test_a_missing_file_says_why_and_the_others_are_opened(hand, tmp_path):
    paths = [*files(tmp_path, one=ONE), str(tmp_path / "absent.txt")]
    hand.window.arrivals.open_arguments(paths)
    hand.wait(lambda: hand.window.windowTitle().startswith("First story"))
    assert "absent.txt" in hand.said
    assert "1 article new" in hand.said


def test_only_a_missing_file(hand, tmp_path):
    title = hand.window.windowTitle()
    hand.window.arrivals.open_arguments([str(tmp_path / "absent.txt")])
    hand.wait(lambda: "absent.txt" in hand.said)
    assert hand.window.windowTitle() == title


def test_a_folder(hand, tmp_path):
    (tmp_path / "folder").mkdir()
    files(tmp_path / "folder", one=ONE, two=TWO)
    hand.window.arrivals.open_arguments([str(tmp_path / "folder")])
    hand.wait(lambda: hand.window.tree.model.rowCount() == 4)


def test_a_changed_file_is_a_revision(hand, tmp_path):
    (path,) = files(tmp_path, one=ONE)
    hand.window.arrivals.open_arguments([path])
    hand.wait(lambda: hand.window.windowTitle().startswith("First story"))
    hand.put("It rained")
    hand.press("h")
    hand.wait_saved()
    files(tmp_path, one=ONE.replace("It was late.", "It was very late that night."))
    hand.window.arrivals.open_arguments([path])
    hand.wait(lambda: hand.window.context.reading.article.revision == 2)
    hand.wait(lambda: "1 article revised" in hand.said)
    hand.wait(
        lambda: [note.start for note in hand.window.context.noting.notes] == [hand.text.index("It rained")]
    )


# Links


def test_links_lead_to_article_section_and_note(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("linked")
    hand.press("Esc")
    note = hand.only_note()
    hand.press("J")
    hand.window.arrivals.open_arguments([f"reader://note/{note.id}"])
    assert hand.position == note.start
    assert hand.window.context.noting.current.id == note.id
    hand.press("J")
    hand.window.arrivals.open_arguments(
        [f"reader://section/{note.article_id}/US-Israel%20Relations%3A%20Room%20for%20Consequences%3F"]
    )
    assert hand.text[hand.position :].startswith("US-Israel")
    hand.press("J")
    hand.window.arrivals.open_arguments([f"reader://article/{note.article_id}"])
    assert hand.window.context.reading.article.id == note.article_id


@pytest.mark.parametrize(
    "link", ["reader://note/none", "reader://quit", "reader://article/../../etc", "reader:x", "reader://"]
)
def test_any_other_link_is_refused(hand, link):
    title = hand.window.windowTitle()
    hand.window.arrivals.open_arguments([link])
    assert hand.said
    assert hand.window.windowTitle() == title


def test_the_link_to_this_place_is_copied_and_leads_back(hand):
    from PySide6.QtGui import QGuiApplication

    hand.put("The order comes")
    hand.press("Ctrl+Alt+C")
    link = QGuiApplication.clipboard().text()
    assert link.startswith("reader://section/")
    hand.press("J")
    hand.window.arrivals.open_arguments([link])
    assert hand.text[hand.position :].startswith("The Court's Order")


# Dropping


def test_dropped_files_are_opened(hand, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in files(tmp_path, one=ONE, two=TWO)])
    assert drop(hand, data)
    hand.wait(lambda: hand.window.windowTitle().startswith("Second story"))


def test_a_dropped_folder_is_imported(hand, tmp_path):
    (tmp_path / "stories").mkdir()
    files(tmp_path / "stories", one=ONE, two=TWO)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "stories"))])
    assert drop(hand, data)
    hand.wait(lambda: hand.window.windowTitle().startswith("Second story"))
    titles = {row.title for row in hand.window.session.library.article_rows()}
    assert {"First story", "Second story"} <= titles


def test_what_holds_nothing_to_open_is_not_taken(hand):
    data = QMimeData()
    data.setData("application/x-own", b"1")
    assert not drop(hand, data)


def test_dropped_text_becomes_an_article(hand):
    data = QMimeData()
    data.setText("Dropped story\n\nIt was late. It rained.\n")
    assert drop(hand, data)
    hand.wait(lambda: hand.window.windowTitle().startswith("Dropped story"))


def test_a_dropped_link_leads_there(hand):
    article = hand.window.context.reading.article.id
    hand.press("J")
    for data in (QMimeData(), QMimeData()):
        data.setText(f"reader://article/{article}")
        assert drop(hand, data)
    assert hand.window.context.reading.article.id == article


def test_a_dropped_web_address_is_not_fetched(hand):
    title = hand.window.windowTitle()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.txt")])
    drop(hand, data)
    hand.wait_saved()
    assert hand.window.windowTitle() == title
    assert "nothing from the network" in hand.said


def test_the_article_leaves_drops_to_the_window(hand, tmp_path):
    assert not hand.view.acceptDrops()
    assert not hand.view.viewport().acceptDrops()
    assert hand.window.acceptDrops()


# Names and properties


def field(hand, name: str) -> QLineEdit:
    return hand.window.findChild(QLineEdit, f"properties-{name}")


def test_f2_renames_and_imports_keep_the_name(hand, tmp_path):
    (path,) = files(tmp_path, one=ONE)
    hand.window.arrivals.open_arguments([path])
    hand.wait(lambda: hand.window.windowTitle().startswith("First story"))
    hand.press("F2")
    assert hand.focused is field(hand, "title")
    assert hand.focused.selectedText() == "First story"
    hand.type("A better name")
    hand.press("Return")
    assert hand.view.hasFocus()
    hand.wait(lambda: hand.window.windowTitle().startswith("A better name"))
    hand.wait(lambda: "A better name" in [row.title for row in hand.window.tree.rows()])
    files(tmp_path, one=ONE + "\nMore of it came.\n")
    hand.window.arrivals.open_arguments([path])
    hand.wait(lambda: hand.window.context.reading.article.revision == 2)
    assert hand.window.windowTitle().startswith("A better name")
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.window.windowTitle().startswith("First story"))
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: hand.window.windowTitle().startswith("A better name"))


def test_esc_leaves_the_name_as_it_was(hand):
    title = hand.window.windowTitle()
    hand.press("F2")
    hand.type("no")
    hand.press("Esc")
    hand.wait_saved()
    assert hand.view.hasFocus()
    assert hand.window.windowTitle() == title


def test_properties_are_corrected_by_hand(hand):
    start = hand.put("The order comes")
    hand.press("Alt+Return")
    for name, value in (
        ("title", "Talks"),
        ("published", "2024-03-30"),
        ("byline", "A. Writer"),
        ("publisher", "The Post"),
    ):
        field(hand, name).setFocus()
        field(hand, name).selectAll()
        hand.type(value)
    hand.press("Return")
    hand.wait(lambda: hand.window.windowTitle().startswith("Talks"))
    assert hand.position == start
    with hand.library() as library:
        row = library.article_row(hand.window.context.reading.article.id)
    assert (row.title, row.published, row.byline, row.publisher) == (
        "Talks",
        "2024-03-30",
        "A. Writer",
        "The Post",
    )


@pytest.mark.parametrize("date", ["2024-02-30", "yesterday", "2024-1-1", "20240101"])
def test_a_bad_date_is_refused_in_place(hand, date):
    hand.press("Alt+Return")
    field(hand, "published").setFocus()
    field(hand, "published").selectAll()
    hand.type(date)
    hand.press("Return")
    assert hand.find("properties").isVisible()
    assert hand.focused is field(hand, "published")
    assert any(date in label.text() for label in hand.find("properties").findChildren(QLabel))
    hand.press("Esc")
    hand.wait_saved()
    with hand.library() as library:
        assert library.article_row(hand.window.context.reading.article.id).published == "2024-03-29"


def test_a_long_path_is_shown_whole(hand):
    hand.press("Alt+Return")
    panel = hand.find("properties")
    source = f"/{'a_folder_without_blanks/' * 9}text.md"
    article = hand.window.context.reading.article._replace(source=source)
    panel.open(article, "", lambda values: None)
    facts = next(each for each in panel.findChildren(QLabel) if "without" in each.text())
    assert facts.height() >= facts.heightForWidth(facts.width()) > 4 * facts.fontMetrics().height()
    assert panel.rect().contains(panel.findChildren(QPushButton)[-1].geometry())


def test_a_date_can_be_taken_away(hand):
    hand.press("Alt+Return")
    field(hand, "published").setFocus()
    field(hand, "published").clear()
    hand.press("Return")
    hand.wait(lambda: hand.window.context.reading.article.published is None)


def test_the_guide_comes_back_from_the_bin(hand):
    hand.press("J", "Ctrl+Shift+D")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)
    hand.press("Ctrl+F1")
    hand.wait(lambda: hand.window.windowTitle().startswith("Reading with Reader"))
    hand.wait(lambda: hand.window.tree.model.rowCount() == 2)


def test_a_link_into_the_bin_says_so(hand):
    hand.put("The order comes")
    hand.press("h")
    note = hand.only_note()
    hand.press("Ctrl+Shift+D")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)
    title = hand.window.windowTitle()
    hand.window.arrivals.open_arguments([f"reader://note/{note.id}"])
    assert "in the bin" in hand.said
    hand.window.arrivals.open_arguments([f"reader://article/{note.article_id}"])
    assert "in the bin" in hand.said
    hand.press("Alt+Left")
    assert hand.window.windowTitle() == title


def paste(hand, **formats: str) -> None:
    data = QMimeData()
    for name, text in formats.items():
        getattr(data, f"set{name}")(text)
    QGuiApplication.clipboard().setMimeData(data)
    hand.press("Ctrl+V")


@pytest.mark.parametrize("in_tree", [False, True])
def test_pasted_text_is_an_article_named_by_its_first_line(hand, in_tree: bool) -> None:
    if in_tree:
        hand.window.tree.focus_tree()
        assert hand.focused is hand.window.tree.tree
    paste(hand, Text="Pasted here\n\nA sentence from elsewhere.\n")
    hand.wait(lambda: hand.window.windowTitle().startswith("Pasted here"))
    assert "A sentence from elsewhere." in hand.text


def test_pasted_html_is_read_as_its_text(hand) -> None:
    paste(
        hand,
        Html="<h1>The Quay</h1><p>Eleven <b>barges</b><br>lie there.</p><script>no()</script><p>Two sank.",
    )
    hand.wait(lambda: hand.window.windowTitle().startswith("The Quay"))
    assert "Eleven barges" in hand.text
    assert "Two sank." in hand.text
    assert "no()" not in hand.text


@pytest.mark.parametrize("form", ["{path}", "file://{path}\n", "{path}\n{path}\n"])
def test_pasted_paths_are_opened(hand, tmp_path, form: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("From a path\n\nOne sentence.\n")
    paste(hand, Text=form.format(path=path))
    hand.wait(lambda: hand.window.windowTitle().startswith("From a path"))


def test_a_pasted_link_is_followed_and_a_web_address_not_fetched(hand) -> None:
    article = hand.store("Elsewhere\n\nOne sentence.\n")
    paste(hand, Text=f" reader://article/{article}\n")
    assert hand.window.windowTitle().startswith("Elsewhere")
    paste(hand, Text="https://example.org/page\n")
    assert "fetches nothing" in hand.said


def test_text_that_begins_like_a_link_is_text(hand) -> None:
    paste(hand, Text="reader: one who reads\n\nA word and what it means.\n")
    hand.wait(lambda: hand.window.windowTitle().startswith("reader: one who reads"))


def test_an_empty_clipboard_is_said(hand) -> None:
    QGuiApplication.clipboard().clear()
    hand.press("Ctrl+V")
    assert hand.said == "The clipboard holds no text, file or link."


def test_a_field_keeps_its_own_paste(hand) -> None:
    before = hand.window.session.library.article_rows()
    hand.press("Ctrl+F")
    paste(hand, Text="crossings")
    assert hand.find("findField").text() == "crossings"
    hand.wait_saved()
    assert hand.window.session.library.article_rows() == before
