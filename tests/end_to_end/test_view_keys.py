"""The keys that views take themselves: each that the sheet of shortcuts lists is pressed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QTreeView,
    QWidget,
)

from coro_debugger.app import Wish
from coro_debugger.models.breakpoint_values import LineBreakpoint
from coro_debugger.session.state import SessionState
from coro_debugger.views.frame_state_panel import FrameTab
from coro_debugger.views.view_keys import VIEW_KEYS
from tests.markers import line_of

COUNTING = """\
import sys


def counting():
    n = 0
    while True:
        got = yield n  # @yield
        n = got or n + 1


numbers = counting()
next(numbers)
print(next(numbers))  # @stop
print("read", repr(sys.stdin.read()))
"""
S = SessionState


class Keys:
    """Presses registered keys and keeps in mind which."""

    def __init__(self, window, path) -> None:
        self.window = window
        self.path = path
        self.pressed: set[tuple[str, str]] = set()

    def press(self, view: str, key: str) -> None:
        widget = self.window.find(QWidget, view)
        widget.setFocus()
        self.window.type_keys(key)
        self.pressed.add((view, key))

    def type_into(self, view: str, text: str) -> None:
        field = self.window.find(QWidget, view)
        field.setFocus()
        QTest.keyClicks(self.window.focused(), text)


@pytest.fixture
def paused(window, script):
    """Paused before the second `next`, with the generator selected."""
    path = script(COUNTING)
    window.app.open(Wish(str(path)))
    window.window.tabs.current_view.reveal(line_of(path, "stop"))
    window.act("actionToggleBreakpoint")
    window.act("actionRun")
    window.reach(S.PAUSED)
    window.wait(lambda: window.window.stack.model.rowCount())
    window.select("numbers")
    locals_ = window.window.frame.locals
    window.wait(lambda: locals_.index(0, 0).data() == "n")
    return Keys(window, path)


def outcome(keys) -> str:
    text = keys.window.window.drive.outcome_label.text()
    return "" if text.endswith("…") else text


def check_drive(keys) -> None:
    window = keys.window
    for key, value in (("Return", "5"), ("Ctrl+Return", "7")):
        field = window.find(QLineEdit, "sendExpression")
        field.clear()
        keys.type_into("sendExpression", value)
        keys.press("sendExpression", key)
        window.wait(lambda value=value: f"yielded {value}" in outcome(keys))
    field.clear()
    keys.press("sendExpression", "Up")
    assert field.text() == "7"
    keys.press("sendExpression", "Down")
    assert field.text() == ""
    keys.type_into("sendExpression", "number")
    keys.press("sendExpression", "Ctrl+Space")
    window.wait(lambda: field.text() == "numbers")


def check_lists(keys) -> None:
    window, main = keys.window, keys.window.window
    keys.press("coroutineView", "Return")
    assert window.focused().objectName() == "sendExpression"
    main.tabs.current_view.reveal(1)
    rows = main.breakpoints.model()
    (line,) = [r for r in rows.rows() if isinstance(r, LineBreakpoint)]
    main.breakpoints.view.setCurrentIndex(rows.index_of(line))
    keys.press("breakpointsView", "Space")
    assert not rows.of_file(str(keys.path))[0].enabled
    keys.press("breakpointsView", "Return")
    assert main.tabs.current_view.cursor_line() == line_of(keys.path, "stop")
    main.stack.view.setCurrentIndex(main.stack.model.index(0, 0, main.stack.model.index(0, 0)))
    keys.press("stackView", "Return")
    assert window.focused() is main.tabs.current_view


def check_frame(keys) -> None:
    window, frame = keys.window, keys.window.window.frame
    window.select("numbers")
    frame.tabs.setCurrentIndex(FrameTab.AWAIT_CHAIN)
    window.wait(frame.chain.rowCount)
    frame.chain_view.setCurrentIndex(frame.chain.index(0, 0))
    opened = []
    frame.coroutine_opened.connect(opened.append)
    keys.press("awaitChainView", "Return")
    assert len(opened) == 1
    frame.tabs.setCurrentIndex(FrameTab.BYTECODE)
    window.wait(frame.bytecode.rowCount)
    frame.bytecode_view.setCurrentIndex(frame.bytecode.index(2, 0))
    keys.press("bytecodeView", "Return")
    assert window.focused() is window.window.tabs.current_view


def editor_of(view) -> QLineEdit:
    return view.findChild(QLineEdit, "valueEditor")


def check_values(keys) -> None:
    window, frame = keys.window, keys.window.window.frame
    frame.tabs.setCurrentIndex(FrameTab.LOCALS)
    view = frame.locals_view
    window.wait(lambda: frame.locals.index(0, 0).data() == "n")
    view.setCurrentIndex(frame.locals.index(0, 0))
    keys.press("localsView", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == frame.locals.index(0, 1).data()
    keys.press("localsView", "F2")
    if (editor := editor_of(view)) is not None:  # else the program's Python cannot do it
        window.type_keys("Esc")
        window.wait(lambda: editor_of(view) is not editor)
    else:
        assert frame.locals_panel.problem.isVisible()
    view.setCurrentIndex(frame.locals.index(frame.locals.rowCount() - 1, 0))
    assert view.currentIndex().data() == "Globals"
    keys.press("localsView", "Return")
    assert view.isExpanded(view.currentIndex())
    keys.press("localsView", "Return")
    frame.tabs.setCurrentIndex(FrameTab.OBJECT)
    facts = [fact.about for fact in frame.object.rows()]
    frame.object_view.setCurrentIndex(frame.object.index(facts.index("Defined at"), 0))
    keys.press("objectView", "Return")
    source = window.window.tabs.current_view
    assert source.source.line(source.cursor_line() - 1) == "def counting():"


def check_watches(keys) -> None:
    window, frame = keys.window, keys.window.window.frame
    frame.tabs.setCurrentIndex(FrameTab.WATCHES)
    field, view, model = frame.watches.field, frame.watches.view, frame.watches.watches
    keys.type_into("watchExpression", "iter(int, 1)")
    keys.press("watchExpression", "Return")
    keys.press("watchExpression", "Up")
    assert field.text() == "iter(int, 1)"
    keys.press("watchExpression", "Down")
    assert field.text() == ""
    keys.press("watchesView", "F2")
    editor_of(view).setText("[n for n in iter(int, 1)]")
    window.type_keys("Return")
    busy = window.find(QWidget, "watchBusy")
    window.wait(busy.isVisible)
    for _ in range(2):  # Return evaluates again what was cut short
        keys.press("watchesView", "Esc")
        window.wait(lambda: not busy.isVisible())
        keys.press("watchesView", "Return")
        window.wait(busy.isVisible)
    keys.press("watchesView", "Ins")
    assert window.focused() is field
    keys.press("watchesView", "Del")
    assert model.watches() == []


def check_bars(keys) -> None:
    window, main = keys.window, keys.window.window
    page = main.tabs.currentWidget()
    view = main.tabs.current_view
    view.reveal(1)
    window.act("actionFind")
    page.find_bar.set_wanted("numbers")
    places = []
    for key in ("Return", "Shift+Return"):
        keys.press("findField", key)
        places.append(view.cursor_line())
    assert places[0] != places[1]
    keys.press("findField", "Esc")
    assert not page.find_bar.isVisible()
    for key in ("Esc", "Return"):
        window.act("actionGoToLine")
        window.find(QLineEdit, "lineField").setText("3")
        keys.press("lineField", key)
        assert not page.line_bar.isVisible()
    assert view.cursor_line() == 3


def check_timeline(keys) -> None:
    window, view = keys.window, keys.window.window.timeline.view
    window.window.bottom.bring("timeline")
    said = {}
    for key in ("Home", "Down", "Right", "Left", "Up", "PgDown", "PgUp", "End"):
        keys.press("timelineView", key)
        said[key] = view.accessibleDescription()
    assert said["Home"] == said["Up"] == said["PgUp"]
    assert said["Down"] == said["Left"] != said["Right"]
    assert said["End"].startswith("numbers yields 7 to you")
    keys.press("timelineView", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == said["End"]
    window.window.tabs.current_view.reveal(1)
    keys.press("timelineView", "Return")
    assert window.window.tabs.current_view.cursor_line() == line_of(keys.path, "yield")
    keys.press("timelineView", "Esc")
    assert view.selected_step() is None


def check_pipeline(keys) -> None:
    window, view = keys.window, keys.window.window.pipeline.view
    window.window.bottom.bring("pipeline")
    window.app.inspector.select_coroutine(None)
    for key in ("Up", "Down", "Right", "Left", "Right"):
        keys.press("pipelineView", key)
    assert view.accessibleDescription().startswith("numbers")
    keys.press("pipelineView", "Return")
    window.wait(lambda: window.window.drive.coroutine is not None)


def check_console(keys) -> None:
    window = keys.window
    window.window.bottom.bring("console")
    field = window.find(QLineEdit, "consoleInput")
    keys.type_into("consoleInput", "6 * 7")
    keys.press("consoleInput", "Return")
    window.wait_for_console("42")
    keys.press("consoleInput", "Up")
    assert field.text() == "6 * 7"
    keys.press("consoleInput", "Down")
    for key in ("Tab", "Ctrl+Space"):
        field.clear()
        keys.type_into("consoleInput", "number")
        keys.press("consoleInput", key)
        window.wait(lambda: field.text() == "numbers")
    field.clear()
    keys.type_into("consoleInput", "[0 for _ in iter(int, 1)]")
    keys.press("consoleInput", "Return")
    window.wait(lambda: field.is_busy)
    keys.press("consoleInput", "Ctrl+C")
    window.wait_for_console("It was cut short.")
    window.act("actionContinue")
    window.reach(S.RUNNING)
    window.wait(field.isEnabled)
    keys.press("consoleInput", "Ctrl+D")
    window.wait_for_console("read ''")


def check_throw(keys) -> None:
    window = keys.window
    window.reach(S.ENDED)
    window.select("numbers")
    field = window.find(QComboBox, "throwExpression")
    for key, name in (("Ctrl+Return", "KeyError"), ("Return", "OSError")):
        field.setEditText(name)
        keys.press("throwExpression", key)
        window.wait(lambda name=name: outcome(keys).startswith(f"raised {name}"))
    keys.press("throwExpression", "Up")
    keys.press("throwExpression", "Up")
    assert field.currentText() == "KeyError"
    keys.press("throwExpression", "Down")
    assert field.currentText() == "OSError"


def test_every_registered_key_does_what_is_said_of_it(paused):
    check_drive(paused)
    check_lists(paused)
    check_frame(paused)
    check_values(paused)
    check_watches(paused)
    check_bars(paused)
    check_timeline(paused)
    check_pipeline(paused)
    check_console(paused)
    check_throw(paused)
    registered = {(k.view, key) for k in VIEW_KEYS for key in k.keys}
    # What holds everywhere, and the sheet itself, have tests of their own.
    elsewhere = {(view, key) for view, key in registered if view in ("", "shortcutsView")}
    assert paused.pressed == registered - elsewhere


# --- what every list has -------------------------------------------------------------------------

LISTS = ("coroutineView", "breakpointsView", "localsView", "stackView")


@pytest.mark.parametrize("name", LISTS)
def test_the_menu_key_opens_a_menu_at_the_row(paused, name):
    window = paused.window
    view = window.find(QTreeView, name)
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    seen = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            seen.extend([[], 0])
            return
        row = view.visualRect(view.currentIndex())
        place = view.viewport().mapFromGlobal(menu.pos())
        seen.extend([[a.text() for a in menu.actions()], abs(place.y() - row.center().y())])
        menu.close()

    window.menu_key(look)
    window.wait(lambda: seen)
    words, distance = seen
    assert any(words)
    assert distance <= view.sizeHintForRow(0) * 2


def test_a_coroutine_is_driven_from_its_menu(paused):
    window = paused.window
    actions = window.list.actions()
    assert [a.text() for a in actions[:4]] == ["Next", "Send", "Throw", "Close"]
    actions[0].trigger()
    window.wait(lambda: outcome(paused).startswith("yielded"))


@pytest.mark.parametrize(
    ("name", "text"), [("coroutineView", "numbers\tcounting"), ("localsView", "0")]
)
def test_a_row_is_copied(paused, name, text):
    view = paused.window.find(QTreeView, name)
    view.setFocus()
    first = view.model().index(0, 0)
    view.setCurrentIndex(first)
    QGuiApplication.clipboard().clear()
    paused.window.type_keys("Ctrl+C")
    assert QGuiApplication.clipboard().text().startswith(text)
