from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.app import build_window
from reader.domain.pages import WHOLE
from reader.errors import ReaderError
from reader.window.article.look import BELOW
from reader.window.main_window import MainWindow

BLOCKS = [
    "Israel maintains",
    "Strategy Talks and a Diplomatic Rift",
    "The Israeli government",
    "The Court's Order",
    "The International Court",
    "US-Israel Relations",
    "The United States has",
    "How Israel answers",
]


def at(hand) -> str:
    """The words at the reading cursor."""
    return hand.text[hand.position : hand.position + 40]


def is_at(hand, words: str) -> bool:
    return at(hand).startswith(words)


# What is shown first


def test_a_new_home_shows_the_briefing(hand, tmp_path):
    hand.close()
    hand.home = tmp_path / "new" / "home"
    hand.open()
    assert hand.window.windowTitle().startswith("Rafah talks and court order")
    assert hand.window.tree.model.rowCount() == 2
    assert hand.position == 0


# The keys of the table


def test_j_and_k_stop_at_every_block_that_is_read(hand):
    for words in BLOCKS:
        assert is_at(hand, words)
        hand.press("j")
    assert is_at(hand, BLOCKS[-1])
    for words in reversed(BLOCKS[:-1]):
        hand.press("k")
        assert is_at(hand, words)


@pytest.mark.parametrize(("on", "back"), [(")", "("), ("Ctrl+Down", "Ctrl+Up")])
def test_by_sentence(hand, on, back):
    hand.press(on)
    assert is_at(hand, "It says so")
    hand.press(on, on)
    assert is_at(hand, "The Israeli government")
    hand.press(back, back)
    assert is_at(hand, "It says so")


@pytest.mark.parametrize(("on", "back"), [("w", "b"), ("Ctrl+Right", "Ctrl+Left")])
def test_by_word(hand, on, back):
    hand.press(on, on)
    assert is_at(hand, "that its campaign")
    hand.press(back)
    assert is_at(hand, "maintains")


@pytest.mark.parametrize(("on", "back"), [("]", "["), ("Ctrl+PgDown", "Ctrl+PgUp")])
def test_by_section(hand, on, back):
    hand.press(on)
    assert is_at(hand, BLOCKS[1])
    hand.press("j")
    assert is_at(hand, BLOCKS[2])
    hand.press(on, on)
    assert is_at(hand, BLOCKS[5])
    hand.press(back)
    assert is_at(hand, BLOCKS[3])
    hand.press(back, back)
    assert hand.position == 0


@pytest.mark.parametrize(("top", "bottom"), [(("g", "g"), "G"), (("Ctrl+Home",), "Ctrl+End")])
def test_top_and_bottom(hand, top, bottom):
    hand.press(bottom)
    assert is_at(hand, BLOCKS[-1])
    hand.press(*top)
    assert hand.position == 0


def test_by_line(hand):
    hand.press("Down")
    first = hand.position
    assert 0 < first < hand.text.index(BLOCKS[1])
    hand.press("Down", "Up")
    assert hand.position == first


def test_by_page_and_the_end_says_so(hand):
    hand.window.resize(900, 400)
    before = 0
    for _ in range(40):
        hand.press("Space")
        if hand.said:
            break
        assert hand.position > before
        before = hand.position
    assert hand.said == "This is the end."
    hand.press("Shift+Space")
    assert hand.position < before


def page_to_the_end(hand):
    hand.window.line.hide()
    hand.press("G", "Space")
    assert hand.said == "This is the end."


@pytest.mark.parametrize("height", [400, 500, 610, 700])
def test_space_says_so_as_soon_as_the_last_lines_are_in_sight(hand, height):
    hand.window.resize(900, height)
    hand.window.context.reading.focus()
    bar = hand.view.verticalScrollBar()
    for _ in range(60):
        before, left = bar.value(), bar.maximum() - bar.value()
        hand.press("Space")
        if hand.said:
            break
        assert left > BELOW, "only the margin was out of sight: one press for nothing"
        assert bar.value() > before
    assert hand.said == "This is the end."
    assert left <= BELOW + 1


def test_space_once_more_at_the_end_goes_on_to_the_next_article(hand):
    page_to_the_end(hand)
    title = hand.window.context.reading.article.title
    hand.press("k", "j")
    page_to_the_end(hand)  # one has moved: it is offered anew
    assert hand.window.context.reading.article.title == title
    hand.press("Space")
    assert hand.window.context.reading.article.title != title
    assert hand.said == "", "what was offered is done"
    page_to_the_end(hand)
    hand.press("Space")
    assert hand.said == "This is the last article."


def test_a_count_of_two_digits_and_esc_drops_one(hand):
    hand.press("9", "Esc", "j")
    assert is_at(hand, BLOCKS[1])
    hand.press("1", "0", "w")  # the heading has six words
    assert is_at(hand, "asked Washington")


def test_the_status_bar_says_where_one_is(hand):
    hand.put("The International Court")
    assert hand.find("statusSection").text().endswith("The Court's Order and Humanitarian Access")
    assert "%" in hand.find("statusPosition").text()
    assert "min left" in hand.find("statusPosition").text()


def test_the_tree_follows_the_reading_and_leads_it(hand):
    hand.press("]", "]")
    tree = hand.window.tree.tree
    hand.wait(lambda: tree.currentIndex().data() == "The Court's Order and Humanitarian Access")
    tree.setFocus()
    hand.press("Down", "Return")
    assert is_at(hand, BLOCKS[5])
    assert hand.view.hasFocus()


# From article to article


def test_shift_j_and_k_go_through_the_articles(hand):
    first = hand.window.windowTitle()
    hand.press("J")
    assert hand.window.windowTitle() != first
    hand.press("J")
    assert hand.said == "This is the last article."
    hand.press("K")
    assert hand.window.windowTitle() == first
    hand.press("K")
    assert hand.said == "This is the first article."


def test_a_filter_that_fits_nothing_takes_no_article_away(hand):
    hand.press("Ctrl+L")
    hand.type("zzzzqq")
    hand.view.setFocus()
    hand.press("J")
    assert hand.window.context.reading.article is not None


def test_back_and_forward(hand):
    hand.put("The International Court")
    here = hand.position
    hand.press("G")
    there = hand.position
    hand.press("Alt+Left")
    assert hand.position == here
    hand.press("Alt+Right")
    assert hand.position == there
    title = hand.window.windowTitle()
    hand.press("J")
    hand.press("Alt+Left")
    assert hand.window.windowTitle() == title
    assert hand.position == there


def test_nowhere_to_go_back_to_is_said(hand):
    hand.press("Alt+Left")
    assert "no place to go back to" in hand.said


# Kept


def test_article_and_place_come_back_in_the_next_window(hand):
    hand.put("Israel denies this")
    hand.press("J")
    title = hand.window.windowTitle()
    hand.press("]", "j", "j")
    there = hand.position
    assert there
    hand.close()
    hand.open()
    assert hand.window.windowTitle() == title
    assert hand.position == there
    start, end = hand.view.visible_range()
    assert start <= there < end
    hand.press("K")
    assert is_at(hand, "Israel denies this")


def test_closing_releases_everything(hand):
    hand.press("h")
    session = hand.window.session
    threads = [
        thread for thread in threading.enumerate() if thread.name in ("writer", "reader 0", "reader 1")
    ]
    assert threads
    hand.close()
    assert not any(thread.is_alive() for thread in threads)
    assert session.windows == []
    with pytest.raises(Exception, match=r"(?i)clos"):
        session.library.article_rows()
    (hand.home / "library.sqlite3").rename(hand.home / "moved")
    assert not list(hand.home.glob("*-wal"))


def test_opening_and_closing_three_times(hand):
    for _ in range(3):
        hand.press("j", "h")
        hand.close()
        hand.open()
    assert len(hand.notes()) == 3
    assert (
        len([w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]) == 1
    )


# Two windows


def test_two_windows_show_each_others_notes(hand):
    first = hand.window
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in first.session.windows if window is not first]
    first.activateWindow()
    hand.wait(lambda: first.view.hasFocus())
    hand.press("n")
    hand.type("seen in both")
    hand.press("Esc")
    hand.wait(lambda: [note.body for note in second.context.noting.notes] == ["seen in both"])
    assert second.cards.model.rowCount() == 1
    second.close()
    QApplication.sendPostedEvents(None, 52)
    hand.press("n")
    hand.type(", later")
    hand.press("Esc")
    assert hand.only_note().body == "seen in both, later"
    assert first.session.windows == [first]


def test_a_window_that_closes_with_work_under_way_is_left_alone(hand):
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in hand.window.session.windows if window is not hand.window]
    second.context.noting.highlight()
    second.context.filing.undo()
    second.close()
    QApplication.sendPostedEvents(None, 52)
    hand.window.session.pool.write(lambda library: None).result(10)
    hand.wait(lambda: hand.window.context.noting.notes == [])


# An article of several pages


@pytest.fixture
def book(hand):
    """A book of several pages in the window, its chapters numbered."""
    sentence = "The keeper of the lock wrote down what passed, and how deep it lay in the water. "
    parts = ["# The Lock Book\n"]
    for chapter in range(1, 81):
        parts.append(f"## Chapter {chapter}\n")
        parts += [f"Paragraph {chapter}-{n} begins. {sentence * 14}\n" for n in range(1, 5)]
    text = "\n".join(parts)
    assert len(text) > WHOLE
    article = hand.store(text, "book.md")
    hand.window.arrivals.open_article(article)
    assert len(hand.window.context.reading.pages) > 3
    return article


def edge(hand) -> int:
    """The offset of the first page's end."""
    return hand.window.context.reading.pages[0].end


def test_motions_cross_pages(hand, book):
    reading = hand.window.context.reading
    second = reading.pages[1]
    reading.go(second.start)
    heading = at(hand)
    assert heading.startswith("Chapter")
    for back in ("k", "(", "b", "Up", "Shift+Space"):
        reading.go(second.start)
        hand.press(back)
        assert hand.position < second.start, back
        assert reading.page.number == 0, back
    for on in ("j", ")", "w", "Down", "Space"):
        reading.go(second.start - 4)
        hand.press(on)
        assert hand.position >= second.start, on
        assert reading.page.number == 1, on


def test_back_over_a_page_leads_to_the_unit_before(hand, book):
    reading = hand.window.context.reading
    second = reading.pages[1]
    number = int(hand.text[second.start :].split()[1])
    reading.go(second.start)
    hand.press("[")
    assert is_at(hand, f"Chapter {number - 1}\n")
    hand.press("]")
    assert hand.position == second.start
    hand.press("(")
    assert is_at(hand, "The keeper of the lock")
    assert hand.text[hand.position : second.start].strip().count("keeper") == 1
    reading.go(second.start)
    hand.press("b")
    assert is_at(hand, "water.")


def test_sections_cross_pages_all_the_way(hand, book):
    hand.press("g", "g")
    seen = []
    for _ in range(80):
        hand.press("]")
        seen.append(hand.text[hand.position :].split("\n")[0])
    assert seen == [f"Chapter {number}" for number in range(1, 81)]
    hand.press("G")
    assert hand.window.context.reading.page.number == len(hand.window.context.reading.pages) - 1
    hand.press("g", "g")
    assert hand.position == 0


def test_a_selection_crosses_pages(hand, book):
    reading = hand.window.context.reading
    second = reading.pages[1]
    reading.go(second.start)
    hand.press("k")
    start = hand.position
    hand.press("v", "j", "j")
    assert reading.cursor.anchor == start
    hand.press("h")
    quote = hand.only_note().anchor.quote
    assert quote.startswith("Paragraph")
    assert "\n\nChapter" in quote
    assert quote == hand.text[start : start + len(quote)]


def test_everything_is_selected_and_copied_over_all_pages(hand, book):
    hand.press("Ctrl+A")
    assert hand.selection == hand.text
    hand.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == hand.text
    hand.press("Esc")
    assert hand.selection == ""
    reading = hand.window.context.reading
    reading.go(reading.pages[1].start)
    hand.press("k", "v", "j", "j", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == hand.selection
    assert "\n\nChapter" in hand.selection


def test_notes_stand_on_all_pages(hand, book):
    reading = hand.window.context.reading
    hand.put("Paragraph 2-1 begins.")
    hand.press("h")
    hand.put("Paragraph 79-1 begins.")
    assert reading.page.number > 1
    hand.press("n")
    hand.type("far on")
    hand.press("Esc")
    hand.wait_saved()
    assert [note.body for note in hand.notes()] == ["", "far on"]
    hand.press("g", "g")
    assert hand.window.cards.model.rowCount() == 2
    hand.press(".", ".")
    assert is_at(hand, "Paragraph 79-1 begins.")
    hand.press("e")
    hand.type("!")
    hand.press("Esc")
    hand.wait_saved()
    assert hand.notes()[1].body == "far on!"
    hand.press(",")
    assert is_at(hand, "Paragraph 2-1 begins.")
    assert reading.page.number == 0


def test_a_section_far_on_is_reached_from_the_tree(hand, book):
    hand.window.arrivals.open_section(book, (70,))
    assert is_at(hand, "Chapter 70\n")
    hand.wait(lambda: hand.window.tree.tree.currentIndex().data() == "Chapter 70")
    start, end = hand.view.visible_range()
    assert start <= hand.position < end


def test_the_place_in_a_book_comes_back(hand, book):
    hand.window.arrivals.open_section(book, (70,))
    hand.press("j", "j")
    there = hand.position
    hand.close()
    hand.open()
    assert hand.position == there
    assert is_at(hand, "Paragraph 70-2")


# What happens to the article that is shown


def test_the_shown_article_goes_to_the_bin_and_comes_back(hand):
    title = hand.window.windowTitle()
    article = hand.window.context.reading.article.id
    hand.press("Ctrl+Shift+D")
    assert hand.window.windowTitle() != title
    assert "in the bin" in hand.said
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)
    with hand.library() as library:
        assert [row.id for row in library.article_rows(in_bin=True)] == [article]
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 2)
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)


def test_another_process_puts_the_shown_article_into_the_bin(hand):
    title = hand.window.windowTitle()
    article = hand.window.context.reading.article.id
    hand.wait_saved()
    with hand.library() as library:
        library.delete([article])
    hand.wait(lambda: hand.window.windowTitle() != title)
    assert hand.window.context.reading.article.id != article


def test_the_last_article_leaves_an_empty_window_that_says_what_to_do(hand):
    hand.press("Ctrl+Shift+D")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)
    hand.press("Ctrl+Shift+D")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 0)
    assert hand.window.context.reading.article is None
    assert hand.window.windowTitle() == "Reader"
    hand.press("j", "h", "n", "G", "Space", ".", "y", "e", "/")
    assert "no article is open" in hand.said
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.window.context.reading.article is not None)


def test_deleting_and_undoing_brings_the_notes_back(hand):
    hand.press("n")
    hand.type("kept")
    hand.press("Esc")
    hand.wait_saved()
    hand.press("Ctrl+Shift+D", "Ctrl+Z")
    hand.wait_saved()
    hand.wait(lambda: hand.window.tree.model.rowCount() == 2)
    hand.press("K")
    hand.wait(lambda: [note.body for note in hand.window.context.noting.notes] == ["kept"])


OLD = """Harbour plan

The harbour will be dredged in May. The cost is not known yet.

What comes next

The council votes on Monday. Ships wait outside until then.
"""


def test_a_revision_keeps_place_and_notes(hand):
    article = hand.store(OLD, source="/texts/harbour.txt")
    hand.window.arrivals.open_article(article)
    hand.put("The council votes")
    hand.press("n")
    hand.type("watch this")
    hand.press("Esc")
    hand.wait_saved()
    new = OLD.replace(
        "Harbour plan\n", "Harbour plan\n\nA first paragraph that was added later, a long one too.\n"
    )
    assert hand.store(new, source="/texts/harbour.txt") == article
    hand.wait(lambda: hand.window.context.reading.article.revision == 2)
    assert "added later" in hand.text
    assert is_at(hand, "The council votes on Monday.")
    hand.wait(lambda: [note.start for note in hand.window.context.noting.notes] == [hand.position])
    hand.press("e")
    hand.type("!")
    hand.press("Esc")
    assert hand.only_note().body == "watch this!"


def test_a_revision_while_one_writes_keeps_what_is_typed(hand):
    article = hand.store(OLD, source="/texts/harbour.txt")
    hand.window.arrivals.open_article(article)
    hand.put("The council votes")
    hand.press("n")
    hand.type("half a tho")
    new = OLD.replace(
        "Harbour plan\n", "Harbour plan\n\nA first paragraph that was added later, a long one too.\n"
    )
    hand.store(new, source="/texts/harbour.txt")
    hand.wait(lambda: hand.window.context.reading.article.revision == 2)
    hand.type("ught")
    hand.press("Esc")
    assert hand.only_note().body == "half a thought"


def test_a_place_that_is_still_being_written_is_not_forgotten(hand):
    first = hand.window.context.reading.article.id
    hand.put("Israel denies this")
    hand.press("J", "K")
    assert is_at(hand, "Israel denies this")
    hand.put("The United States")
    hand.window.arrivals.open_article(first)
    assert is_at(hand, "The United States")


def test_a_new_window_stands_where_this_one_does(hand):
    hand.press("J", "]", "j")
    title, there = hand.window.windowTitle(), hand.position
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in hand.window.session.windows if window is not hand.window]
    assert second.windowTitle() == title
    assert second.view.cursor.position == there


def test_a_window_closed_beside_another_saves_what_was_typed(hand):
    first = hand.window
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in first.session.windows if window is not first]
    hand.wait(lambda: second.view.hasFocus())
    hand.press("n")
    hand.type("typed in the second")
    second.close()
    hand.wait(lambda: [note.body for note in first.context.noting.notes] == ["typed in the second"])
    hand.window = first
    assert hand.only_note().body == "typed in the second"


def test_scrolling_takes_the_cursor_along(hand):
    hand.window.resize(1200, 320)
    bar = hand.view.verticalScrollBar()
    hand.wait(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    start, end = hand.view.visible_range()
    hand.wait(lambda: start <= hand.position < end)
    hand.press("h")
    assert hand.only_note().start >= start


def test_every_key_in_an_article_of_two_words(hand):
    article = hand.store("A word.\n", "word.md")
    hand.window.arrivals.open_article(article)
    hand.press("]", "[", "j", "k", "w", "b", ")", "(", "G", "g", "g", "Space", "Shift+Space", "s", "h")
    assert hand.only_note().anchor.quote == "A word."


def test_the_tree_counts_the_notes(hand):
    hand.put("The order comes")
    hand.press("h")
    hand.wait_saved()
    (row,) = [row for row in hand.window.tree.rows() if row.title.startswith("Rafah")]
    assert row.notes_count == 1


def test_two_programs_on_one_home_show_each_others_notes(hand):
    other = build_window(hand.home)
    try:
        other.show()
        other.context.reading.show(hand.window.context.reading.article.id)
        hand.window.activateWindow()
        hand.view.setFocus()
        hand.wait(lambda: hand.view.hasFocus())
        hand.press("n")
        hand.type("from the first")
        hand.press("Esc")
        hand.wait(lambda: [note.body for note in other.context.noting.notes] == ["from the first"])
        other.context.noting.remove()
        hand.wait(lambda: hand.window.context.noting.notes == [])
    finally:
        other.close()


def test_a_home_that_cannot_be_used_is_said_and_left_alone(qtbot, tmp_path):
    home = tmp_path / "home"
    home.write_text("a file")
    with pytest.raises(ReaderError):
        build_window(home)
    assert home.read_text() == "a file"


def test_a_window_that_was_never_shown_lets_its_home_go(qtbot, tmp_path):
    window = build_window(tmp_path / "home")
    session = window.session
    window.close()
    qtbot.wait(1)
    assert session.windows == []
    assert not list((tmp_path / "home").glob("*-wal"))


def test_settings_that_cannot_be_written_keep_no_window_open(hand):
    hand.press("Alt+Shift+3", "h")
    session = hand.window.session
    (hand.home / "settings.ini").unlink(missing_ok=True)
    (hand.home / "settings.ini").mkdir()
    hand.close()
    assert session.windows == []
    assert not list(hand.home.glob("*-wal"))
    (hand.home / "settings.ini").rmdir()
    assert len(hand.notes(everywhere=True)) == 1


def test_a_link_out_is_shown_and_opened_by_enter_alone(hand, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    hand.window.context.reading.show(hand.store("# T\n\nA [way out](https://example.org/x) of it.", "t.md"))
    hand.press("f", "a")
    assert hand.said == "https://example.org/x"
    hand.press("Esc")
    assert hand.view.hasFocus()
    hand.press("f", "a", "j")  # reading on
    assert hand.view.hasFocus()
    assert hand.said == ""
    hand.press("f", "a")
    assert opened == []
    hand.press("Return")
    assert opened == ["https://example.org/x"]
    assert hand.view.hasFocus()
