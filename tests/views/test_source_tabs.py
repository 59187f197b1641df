from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabBar

from coro_debugger.views.icons import Icons
from coro_debugger.views.source_tabs import SourceTabs
from coro_debugger.views.theme import Theme

TEXT = "one\ntwo\nthree two\n" + "\n" * 300 + "two\n"


@pytest.fixture
def tabs(qtbot):
    theme = Theme()
    tabs = SourceTabs(theme, Icons(theme))
    qtbot.addWidget(tabs)
    tabs.resize(600, 400)
    with qtbot.waitExposed(tabs):
        tabs.show()
    return tabs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "script.py"
    path.write_text(TEXT)
    return path


def field(tabs, name):
    return next(f for f in tabs.findChildren(QLineEdit, name) if f.isVisible())


def test_one_tab_for_a_file(tabs):
    view = tabs.open_text("/a/one.py", "x")
    assert tabs.open_text("/a/two.py", "y") is not view
    assert tabs.open_text("/a/one.py", "z") is view
    assert tabs.count() == 2
    assert tabs.current_path == "/a/one.py"
    assert tabs.view("/a/one.py").toPlainText() == "z"
    assert tabs.view("/a/none.py") is None
    assert tabs.tabToolTip(0) == "/a/one.py"


def test_files_of_one_name_are_told_apart_and_ampersands_shown(tabs):
    tabs.open_text("/a/x&y.py", "")
    assert tabs.tabText(0) == "x&&y.py"
    tabs.open_text("/b/x&y.py", "")
    assert [tabs.tabText(i) for i in range(2)] == ["x&&y.py — a", "x&&y.py — b"]
    tabs.close_path("/a/x&y.py")
    assert tabs.tabText(0) == "x&&y.py"


def test_signals_carry_the_path(tabs, qtbot):
    view = tabs.open_text("/a/one.py", "x")
    with qtbot.waitSignal(tabs.breakpoint_toggled) as caught:
        view.breakpoint_toggled.emit(3)
    assert caught.args == ["/a/one.py", 3]
    with qtbot.waitSignal(tabs.run_to_line_wanted) as caught:
        view.run_to_line_wanted.emit(4)
    assert caught.args == ["/a/one.py", 4]


def test_show_location_needs_an_open_file(tabs):
    tabs.open_text("/a/one.py", TEXT)
    tabs.open_text("/a/two.py", TEXT)
    assert tabs.show_location("/a/one.py", 200)
    assert tabs.current_path == "/a/one.py"
    assert tabs.current_view.cursor_line() == 200
    assert not tabs.show_location("/a/none.py", 1)


def test_closing_a_tab(tabs, qtbot):
    tabs.open_text("/a/one.py", "x")
    with qtbot.waitSignal(tabs.tab_closed) as caught:
        tabs.findChild(QTabBar).tabCloseRequested.emit(0)
    assert caught.args == ["/a/one.py"]
    assert tabs.count() == 0
    assert tabs.current_view is None
    tabs.open_find()  # nothing there, nothing happens


def test_run_to_line_holds_for_tabs_opened_later(tabs):
    tabs.set_run_to_line_enabled(True)
    assert tabs.open_text("/a/one.py", "x").can_run_to_line


def test_finding_counts_and_goes_round(tabs, qtbot):
    view = tabs.open_text("/a/one.py", TEXT)
    tabs.open_find()
    bar = tabs.currentWidget().find_bar
    qtbot.keyClicks(field(tabs, "findField"), "two")
    qtbot.waitUntil(lambda: bar.count_text == "1 of 3")
    assert view.cursor_line() == 2
    qtbot.keyClick(field(tabs, "findField"), Qt.Key.Key_Return)
    assert (bar.count_text, view.cursor_line()) == ("2 of 3", 3)
    tabs.find_next()
    tabs.find_next()
    assert bar.count_text == "1 of 3"
    tabs.find_previous()
    assert bar.count_text == "3 of 3"
    bar.set_wanted("absent")
    assert bar.count_text == "Nothing found"
    qtbot.keyClick(field(tabs, "findField"), Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert view.marks.matches == {}


def test_find_takes_the_selected_text(tabs):
    view = tabs.open_text("/a/one.py", TEXT)
    view.select_span(2, 0, 5)
    tabs.open_find()
    assert field(tabs, "findField").text() == "three"


def test_going_to_a_line(tabs, qtbot):
    view = tabs.open_text("/a/one.py", TEXT)
    tabs.open_go_to_line()
    line = field(tabs, "lineField")
    line.setText("200")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert view.cursor_line() == 200
    tabs.open_go_to_line()
    field(tabs, "lineField").setText("99999")
    qtbot.keyClick(field(tabs, "lineField"), Qt.Key.Key_Return)
    assert view.cursor_line() == view.blockCount()


def test_a_problem_is_said_above_the_text_until_it_is_read_again(tabs):
    tabs.open_text("/a/one.py", "print 'x'\n")
    tabs.show_problem("/a/one.py", 1, 1, "SyntaxError: Missing parentheses")
    page = tabs.currentWidget()
    assert page.problem_bar.text == "Line 1: SyntaxError: Missing parentheses"
    tabs.open_text("/a/one.py", "print('x')\n")
    assert page.problem_bar.text == ""
    assert page.view.marks.problem is None


def test_a_changed_file_is_offered_for_reload(tabs, file, qtbot):
    tabs.open_text(str(file), TEXT)
    page = tabs.currentWidget()
    file.write_text(TEXT + "# more\n")
    qtbot.waitUntil(lambda: "changed on disk" in page.change_bar.text)
    reload_button = page.change_bar.findChildren(QPushButton)[0]
    with qtbot.waitSignal(tabs.reload_wanted) as caught:
        reload_button.click()
    assert caught.args == [str(file)]
    assert page.change_bar.isHidden()


def test_a_replaced_file_is_noticed_each_time(tabs, file, qtbot):
    tabs.open_text(str(file), TEXT)
    page = tabs.currentWidget()
    for number in range(2):
        other = file.with_suffix(".new")
        other.write_text(TEXT + "# more\n" * (number + 1))
        other.replace(file)
        qtbot.waitUntil(lambda: "changed on disk" in page.change_bar.text)
        tabs.open_text(str(file), file.read_text())
        assert page.change_bar.text == ""


def test_a_file_that_is_gone_keeps_its_text(tabs, file, qtbot):
    view = tabs.open_text(str(file), TEXT)
    file.unlink()
    qtbot.waitUntil(lambda: "no longer on disk" in tabs.currentWidget().change_bar.text)
    assert view.toPlainText() == TEXT


def test_drops_are_left_to_the_window(tabs):
    view = tabs.open_text("/a/one.py", "x")
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
