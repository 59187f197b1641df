"""Watches, locals and completion in the real window with real programs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTreeView,
)

from coro_debugger.app import Wish
from coro_debugger.models.value_cells import ValueColumn
from coro_debugger.session.state import SessionState
from coro_debugger.views.frame_state_panel import FrameTab
from tests.markers import line_of

COUNTER = """\
import time


class Total:
    def __init__(self):
        self.sum = 0

    @property
    def twice(self):
        return 2 * self.sum


def slow():
    while True:
        time.sleep(0.01)


def counting(step, total):
    n = 0
    text = "long " * 500
    numbers = list(range(10_000))
    while True:
        got = yield n
        n += got or step
        total.sum += n


shared = Total()
small = counting(1, shared)
large = counting(100, shared)
next(small)
next(large)
small.send(5)
"""


@pytest.fixture
def ended(window, script):
    """A window whose script has ended, with `small` selected."""
    window.app.open(Wish(str(script(COUNTER))))
    window.run_to_end()
    select(window, "small")
    return window


def select(window, name):
    window.select(name)
    window.wait(lambda: "n" in locals_of(window))


def rows(view) -> dict[str, str]:
    model = view.model()
    found = [model.index(row, ValueColumn.NAME) for row in range(model.rowCount())]
    return {i.data(): i.siblingAtColumn(ValueColumn.VALUE).data() for i in found}


def locals_of(window) -> dict[str, str]:
    return rows(window.find(QTreeView, "localsView"))


def watches_of(window) -> dict[str, str]:
    return rows(window.find(QTreeView, "watchesView"))


def watch(window, qtbot, expression):
    window.window.frame.tabs.setCurrentIndex(FrameTab.WATCHES)
    field = window.find(QLineEdit, "watchExpression")
    field.setText(expression)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def row_of(view, name):
    model = view.model()
    found = [model.index(row, ValueColumn.NAME) for row in range(model.rowCount())]
    return next(index for index in found if index.data() == name)


def edit(window, qtbot, view, name, text):
    """Type another value as a person does: F2, the text, Enter."""
    view.setFocus()
    view.setCurrentIndex(row_of(view, name))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.findChild(QLineEdit, "valueEditor")
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.completer_.close()
    qtbot.keyClick(field, Qt.Key.Key_Return)


# --- watches -------------------------------------------------------------------------------------


def test_watches_are_evaluated_where_one_looks_and_after_every_drive(ended, qtbot):
    watch(ended, qtbot, "n + 1")
    watch(ended, qtbot, "total.twice")
    watch(ended, qtbot, "nothing")
    view = ended.find(QTreeView, "watchesView")
    ended.wait(lambda: "NameError: name 'nothing' is not defined" in watches_of(ended).values())
    assert watches_of(ended)["n + 1"] == "6"
    assert watches_of(ended)["total.twice"] == "10"
    select(ended, "large")
    ended.wait(lambda: watches_of(ended)["n + 1"] == "1")
    ended.drive("large", "next")
    ended.wait(lambda: watches_of(ended)["n + 1"] == "101")
    assert row_of(view, "n + 1").data(view.values.Role.FORMER) == "1"
    ended.drive("large", "close")
    ended.wait(lambda: watches_of(ended)["n + 1"].startswith("NameError"))


def test_the_value_of_a_watch_can_be_opened(ended, qtbot):
    watch(ended, qtbot, "total")
    view = ended.find(QTreeView, "watchesView")
    ended.wait(lambda: view.model().hasChildren(row_of(view, "total")))
    view.expand(row_of(view, "total"))
    ended.wait(lambda: view.model().rowCount(row_of(view, "total")) == 1)
    child = view.model().index(0, 0, row_of(view, "total"))
    assert (child.data(), child.siblingAtColumn(1).data()) == ("sum", "5")


def test_keys_add_edit_and_remove(ended, qtbot):
    watch(ended, qtbot, "n")
    view = ended.find(QTreeView, "watchesView")
    ended.wait(lambda: watches_of(ended) == {"n": "5"})
    edit(ended, qtbot, view, "n", "n * 2")
    ended.wait(lambda: watches_of(ended) == {"n * 2": "10"})
    ended.window.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    qtbot.waitUntil(ended.find(QLineEdit, "watchExpression").hasFocus)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert watches_of(ended) == {}


def test_a_slow_one_can_be_cancelled_and_is_then_left_alone(ended, qtbot):
    watch(ended, qtbot, "slow()")
    watch(ended, qtbot, "n")
    busy = ended.find(QFrame, "watchBusy")
    ended.wait(busy.isVisible)
    assert watches_of(ended) == {"slow()": "being evaluated…", "n": ""}
    ended.find(QAbstractButton, "watchCancel").click()
    ended.wait(lambda: watches_of(ended)["n"] == "5")
    assert not busy.isVisible()
    assert watches_of(ended)["slow()"].startswith("cancelled")
    ended.drive("small", "next")
    ended.wait(lambda: watches_of(ended)["n"] == "6")
    assert watches_of(ended)["slow()"].startswith("cancelled")
    view = ended.find(QTreeView, "watchesView")
    view.setCurrentIndex(row_of(view, "slow()"))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    ended.wait(busy.isVisible)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    ended.wait(lambda: not busy.isVisible())


def test_nobody_waits_for_a_slow_one(ended, qtbot):
    """Driving, and looking at another frame, go on at once; it is evaluated anew there."""
    watch(ended, qtbot, "slow() if n > 5 else n")
    ended.wait(lambda: "5" in watches_of(ended).values())
    assert ended.drive("small", "next").startswith("yielded 6")
    busy = ended.find(QFrame, "watchBusy")
    ended.wait(busy.isVisible)
    assert ended.drive("small", "next").startswith("yielded 7")
    ended.wait(busy.isVisible)
    select(ended, "large")
    ended.wait(lambda: "0" in watches_of(ended).values())
    assert not busy.isVisible()


def test_watches_are_not_evaluated_while_the_program_runs(window, script, qtbot):
    text = "seen = []\n\ndef look():\n    seen.append(1)\n    return len(seen)\n\ninput()\n"
    window.app.open(Wish(str(script(text))))
    watch(window, qtbot, "look()")
    window.act("actionRun")
    window.reach(SessionState.RUNNING)
    watch(window, qtbot, "seen")
    assert watches_of(window) == {"look()": "", "seen": ""}
    window.app.session.write_stdin("\n")
    window.reach(SessionState.ENDED)
    window.wait(lambda: watches_of(window) == {"look()": "1", "seen": "[1]"})
    window.stop()
    window.wait(lambda: watches_of(window) == {"look()": "", "seen": ""})


def test_watches_are_remembered_for_each_script(open_window, script, qtbot):
    window, path = open_window(), script("n = 1\n")
    window.app.open(Wish(str(path)))
    watch(window, qtbot, "n")
    window.app.open(Wish(str(script("m = 1\n", "other.py"))))
    assert watches_of(window) == {}
    window.window.close()
    other = open_window()
    other.app.open(Wish(str(path)))
    assert watches_of(other) == {"n": ""}


def test_a_name_in_the_source_and_a_local_become_watches(ended, qtbot):
    view = ended.window.tabs.current_view
    view.watch_wanted.emit("step")
    ended.wait(lambda: watches_of(ended) == {"step": "1"})
    assert ended.window.frame.tabs.currentIndex() == FrameTab.WATCHES
    locals_view = ended.find(QTreeView, "localsView")
    locals_view.watch_wanted.emit(locals_view.node(row_of(locals_view, "n")).variable.evaluate_name)
    ended.wait(lambda: watches_of(ended) == {"step": "1", "n": "5"})


# --- locals --------------------------------------------------------------------------------------


def test_a_local_of_a_suspended_coroutine_is_edited_or_says_why_not(
    window, script, qtbot, debuggee_python
):
    window.app.open(Wish(str(script(COUNTER)), python=debuggee_python.path))
    window.run_to_end()
    select(window, "small")
    view = window.find(QTreeView, "localsView")
    problem = window.find(QLabel, "localsViewProblem")
    if debuggee_python.version in ("3.11", "3.12"):
        view.setCurrentIndex(row_of(view, "n"))
        qtbot.keyClick(view, Qt.Key.Key_F2)
        assert problem.isVisible()
        assert "3.13 can" in problem.text()
        assert view.findChild(QLineEdit, "valueEditor") is None
        return
    edit(window, qtbot, view, "n", "nothing")
    window.wait(problem.isVisible)
    assert problem.text() == "n: NameError: name 'nothing' is not defined"
    assert locals_of(window)["n"] == "5"
    edit(window, qtbot, view, "n", "step + 40")
    window.wait(lambda: locals_of(window)["n"] == "41")
    assert not problem.isVisible()
    assert window.drive("small", "next").startswith("yielded 42")


def test_globals_are_edited_on_every_python(ended, qtbot):
    view = ended.find(QTreeView, "localsView")
    scope = row_of(view, "Globals")
    view.expand(scope)
    model = view.model()

    def child(name):
        found = [model.index(row, 0, scope) for row in range(model.rowCount(scope))]
        return next((i for i in found if i.data() == name), None)

    ended.wait(lambda: child("shared"))
    view.expand(child("shared"))
    ended.wait(lambda: model.rowCount(child("shared")))
    place = QPersistentModelIndex(model.index(0, ValueColumn.VALUE, child("shared")))
    model.setData(place, "50")
    ended.wait(lambda: place.data() == "50")


def test_ten_thousand_elements_come_page_by_page(ended):
    view = ended.find(QTreeView, "localsView")
    ended.window.frame.tabs.setCurrentIndex(FrameTab.LOCALS)
    place = QPersistentModelIndex(row_of(view, "numbers"))
    view.expand(place)
    model = view.model()
    ended.wait(lambda: model.rowCount(place) >= 200)

    def to_the_end() -> bool:
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum())
        return model.rowCount(place) == 10_000

    ended.wait(to_the_end)
    assert model.index(9_999, ValueColumn.VALUE, place).data() == "9999"
    ended.drive("small", "next")
    ended.wait(lambda: locals_of(ended)["n"] == "6")
    assert model.rowCount(place) == 10_000


def test_a_long_value_is_shown_whole(ended, qtbot):
    view = ended.find(QTreeView, "localsView")
    whole = repr("long " * 500)
    assert len(locals_of(ended)["text"]) < len(whole)
    for place in (view, ended.find(QTreeView, "watchesView")):
        if place is not view:
            watch(ended, qtbot, "text")
            ended.wait(lambda: watches_of(ended)["text"])
        place.whole_value_wanted.emit(row_of(place, "text"))
        ended.wait(lambda: ended.window.findChild(QDialog, "wholeValue"))
        window = ended.find(QDialog, "wholeValue")
        assert window.findChild(QPlainTextEdit).toPlainText() == whole
        copy = next(b for b in window.findChildren(QAbstractButton) if b.text() == "Copy")
        copy.click()
        assert QApplication.clipboard().text() == whole
        window.close()
        ended.wait(lambda: not ended.window.findChild(QDialog, "wholeValue"))


# --- typing --------------------------------------------------------------------------------------


def test_names_of_the_frame_are_offered_everywhere(ended, qtbot):
    ended.window.frame.tabs.setCurrentIndex(FrameTab.WATCHES)
    ended.window.activateWindow()
    throw = ended.find(QComboBox, "throwExpression").lineEdit()
    named = [
        ended.find(QLineEdit, n) for n in ("sendExpression", "consoleInput", "watchExpression")
    ]
    for field in (*named, throw):
        field.clear()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClicks(field, "numb")
        popup = field.findChild(QListView, "completionPopup")
        ended.wait(popup.isVisible)
        assert popup.model().index(0, 0).data() == "numbers"
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        assert field.text() == "numbers"


def test_what_is_sent_is_evaluated_in_the_frame_that_is_shown(ended):
    assert ended.drive("small", "send", "step + 1").startswith("yielded 7")
    ended.drive("small", "close")
    assert ended.drive("large", "send", "small.gi_code.co_argcount").startswith("yielded 2")


def test_an_expression_that_fails_changes_nothing_that_is_shown(ended, qtbot):
    watch(ended, qtbot, "n")
    ended.drive("small", "next")
    ended.wait(lambda: locals_of(ended)["n"] == "6")
    ended.begin_drive("small", "send", "nothing")
    problem = ended.find(QLabel, "sendProblem")
    ended.wait(problem.isVisible)
    said = "NameError: name 'nothing' is not defined\nA text needs quotes: 'nothing'"
    assert problem.text() == said
    view = ended.find(QTreeView, "localsView")
    ended.wait(lambda: locals_of(ended)["n"] == watches_of(ended)["n"] == "6")
    assert row_of(view, "n").data(view.values.Role.FORMER) == "5"
    watch(ended, qtbot, "n + 1")
    ended.wait(lambda: watches_of(ended) == {"n": "6", "n + 1": "7"})


def test_a_slow_evaluation_at_the_prompt_is_cut_short(ended, qtbot):
    field = ended.find(QLineEdit, "consoleInput")
    field.setText("slow()")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    cancel = ended.find(QAbstractButton, "consoleCancel")
    ended.wait(cancel.isVisible)
    cancel.click()
    ended.wait_for_console(">>> slow()\nIt was cut short.\n")
    assert not cancel.isVisible()
    field.setText("slow()")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ended.drive("small", "next").startswith("yielded 6")


def test_the_prompt_works_where_a_coroutine_has_ended(ended, qtbot):
    ended.drive("small", "close")
    ended.reach(SessionState.ENDED)
    field = ended.find(QLineEdit, "consoleInput")
    field.setText("shared.sum + 1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    ended.wait_for_console(">>> shared.sum + 1\n6\n")


def test_the_history_of_the_prompt_outlives_the_window(open_window, script, qtbot):
    window = open_window()
    window.app.open(Wish(str(script("pass\n"))))
    window.run_to_end()
    field = window.find(QLineEdit, "consoleInput")
    field.setText("40 + 2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.wait_for_console("42")
    window.act("actionRestart")
    window.wait(lambda: window.console().count("[running") == 2)
    window.reach(SessionState.ENDED)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "40 + 2"
    window.stop()
    window.window.close()
    other = open_window()
    other.app.open(Wish(str(script("pass\n"))))
    other.run_to_end()
    field = other.find(QLineEdit, "consoleInput")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "40 + 2"


# --- where it is ---------------------------------------------------------------------------------

TASKS = """\
import asyncio
import threading


async def napping(n):
    await asyncio.sleep(n)  # @nap


async def reading(name):
    local = name * 2
    await napping(60)  # @reads


def ticking(own):
    while True:
        threading.Event().wait(0.001)
        yield own  # @tick


def beating(pulse):
    for _ in ticking("beat"):
        pass


async def main():
    reader = asyncio.create_task(reading("ab"), name="the reader")
    threading.Thread(target=beating, args=(72,), daemon=True, name="heart").start()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    here = "main"  # @here
    await reader


asyncio.run(main())
"""


def test_threads_tasks_and_chains(window, script, qtbot, debuggee_python):
    path = script(TASKS)
    window.app.open(Wish(str(path), python=debuggee_python.path))
    source = window.window.tabs.current_view
    source.reveal(line_of(path, "here"))
    window.act("actionToggleBreakpoint")
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    stack, frame = window.find(QTreeView, "stackView"), window.window.frame
    model = window.window.stack.model

    def thread(name):
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return next((index for index in rows if index.data() == name), None)

    def click(view, index):
        view.scrollTo(index)
        place = view.visualRect(index).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    # A thread that did not stop itself: its frames, its locals, its place in the source.
    window.wait(lambda: thread("heart") and "reader" in locals_of(window))
    click(stack, thread("heart"))
    window.wait(lambda: locals_of(window).get("own") == "'beat'")
    assert source.cursor_line() in (line_of(path, "tick"), line_of(path, "tick") - 1)
    caller = model.index(1, 0, thread("heart"))
    assert caller.data() == "beating"
    click(stack, caller)
    window.wait(lambda: locals_of(window).get("pulse") == "72")
    top = model.index(0, 0, thread("MainThread"))
    assert top.data().startswith("main · ")
    click(stack, top)
    window.wait(lambda: "here" not in locals_of(window) and "reader" in locals_of(window))

    # From a task to the future at the end; a click selects a coroutine of the chain.
    window.select("the reader")
    frame.tabs.setCurrentIndex(FrameTab.AWAIT_CHAIN)
    chain = window.find(QTreeView, "awaitChainView")
    window.wait(lambda: frame.chain.rows() and frame.chain.rows()[-1].name == "Future")
    links = [(link.name, link.function) for link in frame.chain.rows()]
    assert [function for _, function in links[1:3]] == ["napping", "sleep"]
    assert links[0] == ("the reader", "reading")
    click(chain, frame.chain.index(1, 0))
    title = window.find(QLabel, "driveTitle")
    window.wait(lambda: title.text().endswith("— napping"))
    window.wait(lambda: source.marks.tracked.line == line_of(path, "nap"))


def test_byte_code_and_source_follow_each_other(ended, qtbot):
    frame, source = ended.window.frame, ended.window.tabs.current_view
    frame.tabs.setCurrentIndex(FrameTab.BYTECODE)
    view = ended.find(QTreeView, "bytecodeView")
    ended.wait(lambda: frame.bytecode.current_row() is not None)
    current = frame.bytecode.current_row()
    ended.wait(lambda: frame.bytecode.index(current, 3).data() == "→ 5")
    line = source.source.lines.index("        got = yield n") + 1
    source.select_span(line - 1, len("        got = "), len("        got = yield n"))
    names = {frame.bytecode.row_at(i).opname for i in view.selectionModel().selectedRows()}
    assert "YIELD_VALUE" in names
    assert not any(name.startswith("STORE") for name in names)
    ended.window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.scrollTo(frame.bytecode.index(current, 2))
    place = view.visualRect(frame.bytecode.index(current, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    pointed = source.marks.pointed
    assert (pointed.line, pointed.column) == (line, len("        got = ") + 1)
    ended.drive("small", "next")
    ended.wait(lambda: source.marks.pointed is None)


def test_the_object_leads_to_where_it_was_made(window, script, qtbot):
    path = script(COUNTER)
    window.app.open(Wish(str(path)))
    window.run_to_end()
    select(window, "small")
    frame, source = window.window.frame, window.window.tabs.current_view
    frame.tabs.setCurrentIndex(FrameTab.OBJECT)
    rows = {fact.about: row for row, fact in enumerate(frame.object.rows())}
    assert frame.object.rows()[rows["gi_suspended"]].text == "True"
    view = window.find(QTreeView, "objectView")
    view.scrollTo(frame.object.index(rows["Defined at"], 1))
    place = view.visualRect(frame.object.index(rows["Defined at"], 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert source.cursor_line() == source.source.lines.index("def counting(step, total):") + 1
