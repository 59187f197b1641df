from __future__ import annotations

import pytest

from coro_debugger.models.stack_model import StackModel
from coro_debugger.protocol.values import Source, StackFrame, Thread
from tests.pictures import picture


@pytest.fixture
def model(qtmodeltester):
    model = StackModel()
    qtmodeltester.check(model)
    return model


def frames(*names: str, first: int = 1) -> list[StackFrame]:
    source = Source("grep.py", "/x/grep.py")
    return [StackFrame(first + n, name, 10 + n, 1, source=source) for n, name in enumerate(names)]


def test_frames_stand_under_their_thread(model):
    model.set_threads([Thread(1, "MainThread"), Thread(5, "worker")])
    model.set_stack(1, frames("grep", "<module>"))
    assert picture(model, 0, 1) == "\n".join(
        ["MainThread |", "  grep | grep.py:10", "  <module> | grep.py:11", "worker |"]
    )


def test_the_frames_of_another_thread_are_asked_for_when_it_is_opened(qtbot):
    model = StackModel()  # without the tester, which opens everything
    model.set_threads([Thread(1, "MainThread"), Thread(5, "worker")])
    model.set_stack(1, frames("grep"))
    worker = model.index_of_thread(5)
    assert model.hasChildren(worker)
    with qtbot.waitSignal(model.stack_wanted) as wanted:
        model.fetchMore(worker)
    assert wanted.args == [5]
    model.set_stack(5, frames("work", first=20))
    assert model.frame_at(model.index_of_frame(20)).name == "work"
    assert model.index_of_frame(20).parent() == worker


def test_a_new_stack_replaces_the_old_one(model):
    model.set_threads([Thread(1, "MainThread")])
    model.set_stack(1, frames("a", "b", "c"))
    model.set_stack(1, frames("d"))
    assert picture(model, 0) == "MainThread\n  d"
    model.clear()
    assert picture(model, 0) == ""


def test_as_many_frames_take_the_rows_that_are_there(model, qtbot):
    model.set_threads([Thread(1, "MainThread")])
    model.set_stack(1, frames("a", "b"))
    with (
        qtbot.assertNotEmitted(model.rowsRemoved),
        qtbot.waitSignal(model.dataChanged) as changed,
    ):
        model.set_stack(1, frames("c", "b", first=7))
    assert [index.row() for index in changed.args[:2]] == [0, 0]
    assert picture(model, 0) == "MainThread\n  c\n  b"
    assert not model.index_of_frame(1).isValid()
    assert model.frame_at(model.index_of_frame(7)).name == "c"


def test_frames_with_other_numbers_only_need_no_painting(model, qtbot):
    model.set_threads([Thread(1, "MainThread")])
    model.set_stack(1, frames("a", "b"))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_stack(1, frames("a", "b", first=7))
    assert model.frame_at(model.index_of_frame(8)).name == "b"


def test_a_thread_that_was_not_listed_is_added(model):
    model.set_stack(3, frames("a"))
    assert picture(model, 0) == "Thread 3\n  a"
