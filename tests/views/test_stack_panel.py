from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.protocol.values import Source, StackFrame, Thread
from coro_debugger.views.stack_panel import StackPanel
from tests.pictures import coroutine

SOURCE = Source("a.py", "/x/a.py")


def frame(number, name, **more):
    return StackFrame(number, name, 7, 1, source=SOURCE, **more)


@pytest.fixture
def panel(qtbot, theme):
    panel = StackPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(380, 300)
    panel.show()
    panel.model.set_threads([Thread(1, "MainThread"), Thread(5, "worker")])
    panel.set_stack(1, [frame(10, "grep", coroutine_id=3), frame(11, "<module>")])
    panel.open_thread(1)
    return panel


@pytest.fixture
def chosen(panel):
    chosen = []
    panel.frame_chosen.connect(chosen.append)
    return chosen


def click(qtbot, panel, index):
    place = panel.view.visualRect(index).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_selecting_a_frame_chooses_it_following_one_does_not(panel, chosen, qtbot):
    panel.follow_frame(11)
    assert chosen == []
    click(qtbot, panel, panel.model.index_of_frame(10))
    assert chosen == [10]


def test_clicking_a_thread_chooses_its_own_top_frame_once_it_is_known(panel, chosen, qtbot):
    click(qtbot, panel, panel.model.index_of_thread(1))
    assert chosen == [10]
    with qtbot.waitSignal(panel.model.stack_wanted) as wanted:
        click(qtbot, panel, panel.model.index_of_thread(5))
    assert wanted.args == [5]
    panel.set_stack(5, [frame(20, "wait", presentation_hint="subtle"), frame(21, "work")])
    assert chosen == [10, 21]
    panel.set_stack(5, [frame(22, "work")])  # a later stop: nobody asked for it
    assert chosen == [10, 21]


def test_the_arrow_keys_go_past_threads(panel, chosen, qtbot):
    panel.view.setCurrentIndex(panel.model.index_of_frame(10))
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.view.currentIndex() == panel.model.index_of_thread(1)
    assert chosen == [10]


def test_frames_of_coroutines_bear_the_name_of_their_variable_or_task(panel):
    index = panel.model.index_of_frame(10)
    assert index.data() == "grep"
    panel.model.set_coroutines([coroutine(3, "words"), coroutine(4)])
    assert index.data() == "grep · words"
    panel.model.set_coroutines([coroutine(3, task="reader")])
    assert index.data() == "grep · reader"
    panel.model.set_coroutines([])
    assert index.data() == "grep"
