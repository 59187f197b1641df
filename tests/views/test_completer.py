"""Completion while one types: the list never takes the keyboard away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from coro_debugger.protocol.values import CompletionItem
from coro_debugger.views.completer import CompletionsWanted
from coro_debugger.views.expression_field import ExpressionField

NAMES = ("matches", "matrix", "max", "line", "🐍max")


@pytest.fixture
def field(qtbot):
    field = ExpressionField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def answer(field):
    """Answers what the field asks for with the names that fit, as a debuggee does."""
    asked = []

    def on_wanted(wanted: CompletionsWanted) -> None:
        asked.append(wanted)
        before = wanted.text[: wanted.column - 1]
        typed = before[len(before.rstrip("abcdefghijklmnopqrstuvwxyz")) :]
        start = wanted.column - len(typed)
        items = [
            CompletionItem(name, type="variable", start=start, length=len(typed))
            for name in NAMES
            if name.startswith(typed)
        ]
        field.completer_.offer(wanted, items)

    field.completer_.wanted.connect(on_wanted)
    return asked


def popup(field) -> QListView:
    return field.findChild(QListView, "completionPopup")


def shown(field) -> list[str]:
    view = popup(field)
    if not view.isVisible():
        return []
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def type_and_wait(qtbot, field, text, expected):
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: shown(field) == expected)


def test_the_list_is_a_sound_model(field, answer, qtbot, qtmodeltester):
    qtmodeltester.check(popup(field).model())
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    type_and_wait(qtbot, field, "t", ["matches", "matrix"])


def test_typing_opens_and_narrows_the_list(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    assert field.hasFocus()
    type_and_wait(qtbot, field, "t", ["matches", "matrix"])
    qtbot.keyClicks(field, "x")
    qtbot.waitUntil(lambda: not shown(field))
    assert field.text() == "matx"


def test_arrows_select_and_enter_takes(field, answer, qtbot):
    type_and_wait(qtbot, field, "1 + ma", ["matches", "matrix", "max"])
    with qtbot.assertNotEmitted(field.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1 + matrix"
    assert not shown(field)
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_up_enters_the_list_from_below(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "max"


def test_enter_submits_what_was_typed_if_nothing_is_selected(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "ma"
    assert not shown(field)


def test_tab_takes_the_first(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "matches"
    assert field.hasFocus()


def test_what_was_typed_meanwhile_is_kept(field, qtbot):
    """The list is that of an earlier text, narrowed; the answer for the new one is not there."""
    qtbot.keyClicks(field, "ma")
    qtbot.waitSignal(field.completer_.wanted).wait()
    wanted = CompletionsWanted("ma", 3)
    items = [CompletionItem(name, start=1, length=2) for name in ("matches", "max")]
    field.completer_.offer(wanted, items)
    qtbot.keyClicks(field, "t")
    assert shown(field) == ["matches"]
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "matches"


def test_an_answer_that_comes_too_late_is_not_shown(field, qtbot):
    qtbot.keyClicks(field, "ma")
    qtbot.waitSignal(field.completer_.wanted).wait()
    field.setText("other")
    field.completer_.offer(CompletionsWanted("ma", 3), [CompletionItem("max", start=1, length=2)])
    assert not shown(field)


def test_escape_closes_the_list_only(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not shown(field)
    assert field.text() == "ma"


def test_the_cursor_keys_close_the_list(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    qtbot.keyClick(field, Qt.Key.Key_Left)
    assert not shown(field)


def test_control_space_takes_a_single_one_at_once(field, answer, qtbot):
    field.setText("lin + 1")
    field.setCursorPosition(3)
    qtbot.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "line + 1"
    assert answer == [CompletionsWanted("lin + 1", 4)]


def test_columns_count_utf_16_units(field, answer, qtbot):
    field.setText("'🐍' + ")
    type_and_wait(qtbot, field, "mat", ["matches", "matrix"])
    assert answer[-1].column == len("'🐍' + mat") + 2
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "'🐍' + matches"


def test_a_click_takes_one(field, answer, qtbot):
    type_and_wait(qtbot, field, "ma", ["matches", "matrix", "max"])
    view = popup(field)
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.text() == "max"


@pytest.mark.parametrize("text", ["12", "0x1f", "3.", "x = ", "f("])
def test_nothing_is_asked_where_no_name_is_typed(field, qtbot, text):
    with qtbot.assertNotEmitted(field.completer_.wanted, wait=120):
        qtbot.keyClicks(field, text[:-1])
        field.completer_.close()
        qtbot.keyClicks(field, text[-1])


def test_what_is_typed_already_is_not_offered(field, answer, qtbot):
    with qtbot.waitSignal(field.completer_.wanted):
        qtbot.keyClicks(field, "line")
    assert not shown(field)
