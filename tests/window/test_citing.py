from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_a_passage_as_a_citation_in_the_style_used_last(hand):
    hand.put("The order comes")
    QGuiApplication.clipboard().setText("")
    hand.press("Shift+Y")
    hand.wait(copied)
    first, reference = copied().strip().split("\n\n")
    assert first.startswith("“The order comes")
    assert "para. " in first
    assert "(Revision 1)" in reference
    assert "<i>" in QGuiApplication.clipboard().mimeData().html()
    assert "Copied as a citation in APA" in hand.said
    hand.window.bindings.actions["edit.copy-citation-mla"].trigger()
    hand.wait(lambda: "Accessed" in copied())
    QGuiApplication.clipboard().setText("")
    hand.press("Shift+Y")
    hand.wait(copied)
    assert "Revision 1, " in copied()
    assert "par. " in copied()
    hand.close()
    hand.open()
    hand.put("The order comes")
    QGuiApplication.clipboard().setText("")
    hand.press("Shift+Y")
    hand.wait(copied)
    assert "Accessed" in copied()
