import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from coro_debugger.protocol.values import CompletionItem
from coro_debugger.views.console import ConsolePanel
from coro_debugger.views.console_mode import ConsoleMode
from coro_debugger.views.console_output import MOST_LINES

MEGABYTE = 1_000_000


@pytest.fixture
def console(qtbot, theme):
    console = ConsolePanel(theme)
    qtbot.addWidget(console)
    console.resize(600, 300)
    with qtbot.waitExposed(console):
        console.show()
    return console


def shown(console) -> str:
    console.output.flush()
    return console.output.toPlainText()


def colour_of(console, text) -> str:
    cursor = console.output.document().find(text)
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat().foreground().color().name()


def test_names(console):
    assert console.output.objectName() == "consoleOutput"
    assert console.input.objectName() == "consoleInput"
    assert console.output.isReadOnly()
    assert console.input.accessibleName()


def test_output_appears_by_itself(console, qtbot):
    console.append("stdout", "hello\n")
    qtbot.waitUntil(lambda: console.output.toPlainText() == "hello\n")


def test_streams_are_told_apart_by_colour_and_mark(console, theme):
    console.append("stdout", "plain\n")
    console.append("stderr", "Traceback\nValueError\n")
    console.append("console", "ended\n")
    shown(console)
    colours = {colour_of(console, word) for word in ("plain", "Traceback", "ended")}
    assert len(colours) == 3
    marks = [console.output.document().findBlockByNumber(n).userState() for n in range(4)]
    assert marks == [-1, 1, 1, -1]
    theme.set_scheme("dark")
    assert colour_of(console, "plain") == theme.tokens.text.name()
    assert colour_of(console, "ValueError") == theme.tokens.bad.name()


def test_text_of_the_debugger_begins_a_line_of_its_own(console):
    console.append("stdout", "no line end")
    console.append("console", "ended\n")
    console.append("stdout", "more")
    assert shown(console) == "no line end\nended\nmore"


def test_progress_bars_stay_on_their_line(console):
    console.append("stdout", "start\n10%")
    shown(console)
    console.append("stdout", "\r20%")
    shown(console)
    console.append("stdout", "\r100%\nend\n")
    assert shown(console) == "start\n100%\nend\n"


def test_a_flood_is_bounded_and_told(console, qtbot):
    line = "x" * 99 + "\n"
    began = time.perf_counter()
    for _ in range(500):
        console.append("stdout", line * 1000)
    assert time.perf_counter() - began < 5
    console.append("stdout", "the last line\n")
    console.output.flush()
    assert console.output.blockCount() <= MOST_LINES
    assert "the last line" in console.output.toPlainText()
    note = console.findChild(QLabel, "consoleDropped")
    gone = 500_001 + 1 - console.output.blockCount()
    assert note.isVisible()
    assert str(gone) in note.text()


def test_the_window_is_drawn_between_portions_of_a_flood(console, qtbot):
    text = ("y" * 79 + "\n") * 4000
    console.append("stdout", text)
    sizes = []

    def all_shown():
        sizes.append(console.output.document().characterCount() - 1)
        return sizes[-1] == len(text)

    qtbot.waitUntil(all_shown)
    assert len(set(sizes)) > 5


def test_an_endless_line_is_bounded(console):
    for _ in range(30):
        console.append("stdout", "z" * MEGABYTE)
    console.output.flush()
    assert console.output.document().characterCount() < 11 * MEGABYTE
    console.append("stdout", "\nafter\n")
    assert shown(console).endswith("\nafter\n")


def test_follows_the_end_only_from_the_end(console):
    bar = console.output.verticalScrollBar()
    console.append("stdout", "line\n" * 200)
    shown(console)
    assert bar.value() == bar.maximum()
    bar.setValue(50)
    console.append("stdout", "line\n" * 200)
    shown(console)
    assert bar.value() == 50


def test_what_is_read_stays_in_sight_while_the_oldest_lines_go(console):
    console.append("stdout", "".join(f"line {i}\n" for i in range(MOST_LINES - 1)))
    shown(console)
    console.output.verticalScrollBar().setValue(3000)
    before = console.output.firstVisibleBlock().text()
    console.append("stdout", "more\n" * 500)
    shown(console)
    assert console.output.firstVisibleBlock().text() == before


def test_standard_input_while_running(console, qtbot):
    console.set_mode(ConsoleMode.STDIN)
    qtbot.keyClicks(console.input, "hello")
    with qtbot.waitSignal(console.stdin_submitted) as caught:
        qtbot.keyClick(console.input, Qt.Key.Key_Return)
    assert caught.args == ["hello\n"]
    assert console.input.text() == ""
    assert shown(console) == "hello\n"
    with qtbot.waitSignal(console.stdin_submitted) as caught:
        qtbot.keyClick(console.input, Qt.Key.Key_Return)
    assert caught.args == ["\n"]
    with qtbot.waitSignal(console.eof_requested):
        qtbot.keyClick(console.input, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


def test_expressions_while_paused(console, qtbot):
    console.set_mode(ConsoleMode.EVALUATE)
    qtbot.keyClicks(console.input, "1 + 1")
    with qtbot.waitSignal(console.evaluation_submitted) as caught:
        qtbot.keyClick(console.input, Qt.Key.Key_Return)
    assert caught.args == ["1 + 1"]
    console.show_evaluation("1 + 1", "2")
    console.show_evaluation("x", "NameError: name 'x' is not defined", is_error=True)
    assert shown(console) == (">>> 1 + 1\n2\n>>> x\nNameError: name 'x' is not defined\n")
    with qtbot.assertNotEmitted(console.evaluation_submitted):
        qtbot.keyClick(console.input, Qt.Key.Key_Return)


def test_disabled_with_a_reason(console):
    console.set_mode(ConsoleMode.OFF, "The program waits for a lock")
    assert not console.input.isEnabled()
    assert console.input.placeholderText() == "The program waits for a lock"


def test_each_mode_has_its_history(console, qtbot):
    def type_line(text):
        qtbot.keyClicks(console.input, text)
        qtbot.keyClick(console.input, Qt.Key.Key_Return)

    def press(key):
        qtbot.keyClick(console.input, key)
        return console.input.text()

    console.set_mode(ConsoleMode.EVALUATE)
    type_line("first")
    type_line("second")
    qtbot.keyClicks(console.input, "draft")
    assert [press(Qt.Key.Key_Up) for _ in range(3)] == ["second", "first", "first"]
    assert [press(Qt.Key.Key_Down) for _ in range(3)] == ["second", "draft", "draft"]
    console.set_mode(ConsoleMode.STDIN)
    assert console.input.text() == ""
    assert press(Qt.Key.Key_Up) == ""


def test_completion(console, qtbot):
    console.set_mode(ConsoleMode.EVALUATE)
    console.input.setFocus()
    qtbot.keyClicks(console.input, "f(words.gi_")
    completer = console.input.completer_
    with qtbot.waitSignal(completer.wanted) as caught:
        qtbot.keyClick(console.input, Qt.Key.Key_Tab)
    (wanted,) = caught.args
    assert (wanted.text, wanted.column) == ("f(words.gi_", 12)
    completer.offer(wanted, [CompletionItem("gi_frame")])
    assert console.input.text() == "f(words.gi_frame"


def test_nothing_is_completed_in_what_the_program_reads(console, qtbot):
    console.set_mode(ConsoleMode.STDIN)
    with qtbot.assertNotEmitted(console.input.completer_.wanted, wait=150):
        qtbot.keyClicks(console.input, "words")


def test_what_is_evaluated_for_long_can_be_cut_short(console, qtbot):
    console.set_mode(ConsoleMode.EVALUATE)
    cancel = console.findChild(QPushButton, "consoleCancel")
    assert not cancel.isVisible()
    console.set_busy(True)
    assert cancel.isVisible()
    with qtbot.waitSignal(console.cancel_wanted):
        cancel.click()
    with qtbot.waitSignal(console.cancel_wanted):
        qtbot.keyClick(console.input, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    console.set_busy(False)
    assert not cancel.isVisible()
    with qtbot.assertNotEmitted(console.cancel_wanted):
        qtbot.keyClick(console.input, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_what_was_evaluated_in_an_earlier_session_is_recalled(console, qtbot):
    console.set_mode(ConsoleMode.EVALUATE)
    console.input.set_evaluated(["old", "older but last"])
    qtbot.keyClicks(console.input, "new")
    with qtbot.waitSignal(console.input.evaluated) as told:
        qtbot.keyClick(console.input, Qt.Key.Key_Return)
    assert told.args == [("old", "older but last", "new")]
    for text in ("new", "older but last", "old"):
        qtbot.keyClick(console.input, Qt.Key.Key_Up)
        assert console.input.text() == text


def test_clearing(console):
    console.append("stdout", "x\n" * (2 * MOST_LINES))
    console.output.flush()
    console.clear()
    assert shown(console) == ""
    assert not console.findChild(QLabel, "consoleDropped").isVisible()


def test_zoom_reaches_output_and_input(console, theme):
    before = console.output.fontMetrics().height()
    theme.set_zoom(200)
    assert console.output.fontMetrics().height() > before
    assert console.input.font().pointSizeF() == pytest.approx(theme.mono_font().pointSizeF())
    theme.set_zoom(100)


def test_selected_text_can_be_copied(console, qapp):
    console.append("stdout", "copy me\n")
    shown(console)
    cursor = console.output.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    console.output.setTextCursor(cursor)
    console.output.copy()
    assert qapp.clipboard().text() == "copy me\n"


def test_the_newest_line_stays_in_sight_when_the_panel_gets_another_size(console, qtbot):
    bar = console.output.verticalScrollBar()
    for width, height in ((180, 110), (600, 110), (180, 300), (600, 120)):
        console.append("stdout", "a line that is broken where there is little room\n" * 10)
        console.output.flush()
        assert bar.value() == bar.maximum()
        console.resize(width, height)
        qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0, timeout=2_000)
    QApplication.processEvents()
    bar.setValue(3)
    console.resize(600, 140)
    QApplication.processEvents()
    assert bar.value() < bar.maximum()


def test_it_follows_again_after_a_clear_and_where_the_end_has_come_into_sight(console, qtbot):
    bar = console.output.verticalScrollBar()

    def write(lines: int) -> None:
        for _ in range(lines):
            console.append("stdout", "line\n")
            console.output.flush()
        QApplication.processEvents()

    write(60)
    bar.setValue(3)
    console.output.clear_all()
    write(60)
    assert bar.value() == bar.maximum() > 0
    bar.setValue(bar.maximum() - 2)
    console.resize(600, 400)  # now the end is in sight
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
    write(30)
    assert bar.value() == bar.maximum()
