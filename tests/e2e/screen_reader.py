"""What a screen reader asks an application over AT-SPI; run by the system's Python, which has pyatspi.

Reads a line of JSON from standard input for each question, `[name, arguments…]`, and answers with a line.
Objects are named by the end of their accessible id, as `articleView`.
"""

from __future__ import annotations

import json
import sys

import pyatspi
from gi.repository import GLib

HEARD = (
    "object:text-caret-moved",
    "object:text-selection-changed",
    "object:announcement",
    "object:property-change:accessible-name",  # else the library below keeps the first that it was told
    "object:state-changed:focused",
)
STATES = {
    "focusable": pyatspi.STATE_FOCUSABLE,
    "focused": pyatspi.STATE_FOCUSED,
    "showing": pyatspi.STATE_SHOWING,
    "visible": pyatspi.STATE_VISIBLE,
}
heard: list[list] = []


def application():
    return next((each for each in pyatspi.Registry.getDesktop(0) if each and each.name == "Reader"), None)


def walk(node):
    yield node
    for number in range(node.childCount):
        child = node.getChildAtIndex(number)
        if child is not None:
            yield from walk(child)


def find(name):
    # The window's own objects come before the menus' in this order, so most are found at once.
    for node in walk(application()):
        if node.get_accessible_id().endswith("." + name):
            return node
    raise LookupError(name)


def actions(node):
    action = node.queryAction()
    return [action.getName(number) for number in range(action.nActions)]


def described(node):
    states = node.getState().getStates()
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "id": node.get_accessible_id(),
        "states": [name for name, state in STATES.items() if state in states],
        "interfaces": list(node.get_interfaces()),
    }


class Answers:
    def is_there(self):
        return application() is not None

    def tree(self):
        return [described(node) for node in walk(application())]

    def below(self, name):
        return [described(node) for node in walk(find(name))]

    def page(self):
        view = find("articleView")
        return [described(node) for node in walk(view) if node.get_accessible_id().count("viewport")]

    def levels(self):
        nodes = [node for node in walk(find("articleView")) if node.getRoleName() == "heading"]
        return [[node.name, node.getAttributes()] for node in nodes]

    def follow(self, name):
        """Press a link of the page, by its words."""
        nodes = [node for node in walk(find("articleView")) if node.getRoleName() == "link"]
        link = next(node for node in nodes if node.name == name)
        return actions(link), link.queryAction().doAction(0)

    def states(self, name):
        return described(find(name))["states"]

    def caret(self, name):
        return find(name).queryText().caretOffset

    def text(self, name):
        text = find(name).queryText()
        return text.getText(0, text.characterCount)

    def at(self, name, offset, boundary):
        text = find(name).queryText()
        return text.getTextAtOffset(offset, getattr(pyatspi, f"TEXT_BOUNDARY_{boundary}"))

    def extents(self, name, start, end):
        return list(find(name).queryText().getRangeExtents(start, end, pyatspi.DESKTOP_COORDS))

    def select(self, name, start, end):
        text = find(name).queryText()
        text.addSelection(start, end)
        return text.getSelection(0)

    def write(self, name, words):
        return find(name).queryEditableText().setTextContents(words)

    def press(self, name):
        node = find(name)
        return actions(node), node.queryAction().doAction(0)

    def focus(self, name):
        return find(name).queryComponent().grabFocus()

    def heard(self):
        result, heard[:] = list(heard), []
        return result


def listen(event):
    try:
        name = event.source.name
    except GLib.Error:
        name = ""
    data = event.any_data if isinstance(event.any_data, str) else ""
    heard.append(
        [event.type.name if hasattr(event.type, "name") else str(event.type), event.detail1, data, name]
    )


def answer(channel, condition):
    line = sys.stdin.readline()
    if not line:
        pyatspi.Registry.stop()
        return False
    name, *arguments = json.loads(line)
    try:
        result = {"answer": getattr(Answers(), name)(*arguments)}
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    return True


for kind in HEARD:
    pyatspi.Registry.registerEventListener(listen, kind)
GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, answer)
pyatspi.Registry.start()
