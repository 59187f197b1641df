"""The keys that views take themselves, in one place; those of actions are not repeated here.

The sheet of shortcuts lists them, and a test presses each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class ViewKey:
    """A key that does something in one view.

    `view` is the object name of that view, empty for all of them; `place` its words. `keys` are
    portable key names; what is no key, such as the wheel, stands in `other`.
    """

    view: str
    place: str
    keys: tuple[str, ...]
    does: str
    other: str = ""

    def words(self) -> str:
        """Return what is done, to be read."""
        return _tr(self.does)

    def keys_words(self) -> str:
        """Return the keys as this system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        names = [QKeySequence(key).toString(native) for key in self.keys]
        return ", ".join([*names, _tr(self.other)] if self.other else names)


LISTS = "Lists"
"""Where keys stand that several views share."""

VIEW_KEYS = (
    ViewKey("", "Everywhere", ("Tab", "Shift+Tab"), "Go to the next control, or the one before"),
    ViewKey("", "Everywhere", ("Menu",), "Open the menu of what has the focus"),
    ViewKey("", "Everywhere", (), "Make every pane larger or smaller", "Ctrl+wheel"),
    ViewKey("", "Everywhere", ("Esc",), "Leave the presentation"),
    ViewKey("coroutineView", "Coroutines", ("Return",), "Go to the controls of the coroutine"),
    ViewKey("breakpointsView", "Breakpoints", ("Return",), "Show the line"),
    ViewKey("breakpointsView", "Breakpoints", ("Space",), "Turn it on or off"),
    ViewKey("sendExpression", "Drive", ("Return", "Ctrl+Return"), "Send the expression"),
    ViewKey("sendExpression", "Drive", ("Up", "Down"), "Recall what was sent before"),
    ViewKey("sendExpression", "Drive", ("Ctrl+Space",), "Complete the name"),
    ViewKey("throwExpression", "Drive", ("Return", "Ctrl+Return"), "Throw the exception"),
    ViewKey("throwExpression", "Drive", ("Up", "Down"), "Recall what was thrown before"),
    ViewKey("localsView", "Locals", ("F2",), "Change the value"),
    ViewKey("localsView", "Locals", ("Ctrl+C",), "Copy the value"),
    ViewKey("localsView", "Locals", ("Return",), "Open or close it, or select that coroutine"),
    ViewKey("watchExpression", "Watches", ("Return",), "Add the expression"),
    ViewKey("watchExpression", "Watches", ("Up", "Down"), "Recall what was added before"),
    ViewKey("watchesView", "Watches", ("Ins",), "Type another expression"),
    ViewKey("watchesView", "Watches", ("F2",), "Change the expression, or a value below it"),
    ViewKey("watchesView", "Watches", ("Del",), "Remove the expression"),
    ViewKey("watchesView", "Watches", ("Esc",), "Cut short what is being evaluated"),
    ViewKey("watchesView", "Watches", ("Return",), "Open or close it, or evaluate it again"),
    ViewKey("awaitChainView", "Await chain", ("Return",), "Select that coroutine"),
    ViewKey("bytecodeView", "Bytecode", ("Return",), "Go to the line of the source"),
    ViewKey("objectView", "Object", ("Return",), "Go to the place or coroutine named"),
    ViewKey("stackView", "Stack", ("Return",), "Go to the line of the source"),
    ViewKey("consoleInput", "Console", ("Return",), "Evaluate the line, or give it to the program"),
    ViewKey("consoleInput", "Console", ("Up", "Down"), "Recall what was typed before"),
    ViewKey("consoleInput", "Console", ("Ctrl+Space", "Tab"), "Complete the name"),
    ViewKey("consoleInput", "Console", ("Ctrl+D",), "End the input of the program"),
    ViewKey("consoleInput", "Console", ("Ctrl+C",), "Cut short what is being evaluated"),
    ViewKey("timelineView", "Timeline", ("Up", "Down"), "Go to the event before, or the next one"),
    ViewKey(
        "timelineView",
        "Timeline",
        ("Left", "Right"),
        "Go to the event before of the same coroutine, or the next one",
    ),
    ViewKey(
        "timelineView",
        "Timeline",
        ("PgUp", "PgDown"),
        "Go to an event a page before, or further on",
    ),
    ViewKey("timelineView", "Timeline", ("Home",), "Go to the first event"),
    ViewKey(
        "timelineView", "Timeline", ("End",), "Go to the newest event, and follow what happens"
    ),
    ViewKey("timelineView", "Timeline", ("Return",), "Show the line of the event"),
    ViewKey("timelineView", "Timeline", ("Ctrl+C",), "Copy what the event says"),
    ViewKey("timelineView", "Timeline", ("Esc",), "Leave the events"),
    ViewKey("timelineView", "Timeline", (), "Make the diagram larger or smaller", "Ctrl+wheel"),
    ViewKey(
        "pipelineView",
        "Pipeline",
        ("Left", "Right", "Up", "Down"),
        "Go to the next stage in that direction",
    ),
    ViewKey("pipelineView", "Pipeline", ("Return",), "Select that coroutine"),
    ViewKey("pipelineView", "Pipeline", (), "Make the diagram larger or smaller", "Ctrl+wheel"),
    ViewKey(
        "findField", "Find", ("Return", "Shift+Return"), "Go to the next match, or the one before"
    ),
    ViewKey("findField", "Find", ("Esc",), "Close the bar"),
    ViewKey("lineField", "Go to line", ("Return",), "Go to the line"),
    ViewKey("lineField", "Go to line", ("Esc",), "Close the bar"),
    ViewKey("shortcutsView", "Keyboard shortcuts", ("Return",), "Do it"),
)


def place_words(place: str) -> str:
    """Return where a key does something, to be read."""
    return _tr(place)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ViewKeys", text)
