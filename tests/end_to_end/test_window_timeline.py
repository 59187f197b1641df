"""Timeline and pipeline in the real window, and which of the bottom panels is in front."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDockWidget, QFileDialog, QLabel, QLineEdit, QTabBar, QWidget

from coro_debugger.app import Wish
from coro_debugger.models.timeline_words import sentence
from coro_debugger.session.state import SessionState
from coro_debugger.views.pipeline_view import PipelineView
from coro_debugger.views.timeline_view import TimelineView
from tests.markers import line_with

LOCAL = "def f():\n    yield\n\n\ndef main():\n    mine = f()\n    next(mine)\n\n\nmain()\n"
PLAIN = "print('no coroutine here')\n"
ASKS = """\
def words():
    yield 1


list(words())
name = input("name? ")
print("hello", name)
"""
ASKS_SILENTLY = "def words():\n    yield 1\n\n\nlist(words())\ninput()\n"


@pytest.fixture
def timeline(window) -> TimelineView:
    return window.find(TimelineView, "timelineView")


@pytest.fixture
def pipeline(window) -> PipelineView:
    return window.find(PipelineView, "pipelineView")


def told(window) -> list[str]:
    """Return the rows of the timeline, made by hand and by the program."""
    model = window.window.timeline_model
    steps = [model.step_at(position) for position in range(model.count())]
    return [sentence(step, model.cast) for step in steps if step.kind.value != "created"]


def run_grep(window) -> Path:
    path = window.open_example("01_grep_filter")
    window.run_to_end()
    window.wait(lambda: told(window)[-1:] == ["words yields 1 to __main__"])
    return path


def row_of(window, text: str) -> int:
    model = window.window.timeline_model
    said = [sentence(model.step_at(i), model.cast) for i in range(model.count())]
    return len(said) - 1 - said[::-1].index(text)


# --- the timeline --------------------------------------------------------------------------------


def test_who_sent_what_to_whom(window, timeline):
    assert timeline.accessibleDescription().startswith("When the script runs, this shows who")
    run_grep(window)
    assert told(window)[-4:] == [
        "__main__ sends 'hello world' to words",
        "words sends 'hello world' to out",
        "out yields None to words",
        "words yields 1 to __main__",
    ]
    window.drive("words", "send", '"hello again"')
    window.wait(lambda: told(window)[-1] == "words yields 2 to you")
    assert told(window)[-4:-1] == [
        "you send 'hello again' to words",
        "words sends 'hello again' to out",
        "out yields None to words",
    ]
    window.drive("words", "close")
    window.wait(lambda: "words is closed by you" in told(window))
    assert "out is closed by the program" in told(window)


def test_a_row_leads_to_its_line(window, timeline, qtbot):
    path = run_grep(window)
    timeline.select_position(row_of(window, "words sends 'hello world' to out"))
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    view = window.window.tabs.current_view
    assert view.cursor_line() == line_with(path, "print(prefix, line)") - 1
    details = window.window.timeline.details
    assert details.isVisible()
    details.findChild(QWidget, "timelineOtherLine").click()
    assert view.cursor_line() == line_with(path, "target.send(line)")


def test_a_click_on_a_name_selects_the_coroutine(window, timeline, qtbot):
    run_grep(window)
    model = window.window.timeline_model
    who = next(li.who for li in model.everybody() if model.cast.name(li.who) == "out")
    place = timeline.lengths().x(model.column_of(who)) - timeline.horizontalScrollBar().value()
    point = timeline.viewport().rect().topLeft()
    point.setX(round(place))
    point.setY(20)
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=point)
    title = window.find(QLabel, "driveTitle")
    window.wait(lambda: title.text() == "out — printer")


def test_the_next_run_begins_with_an_empty_timeline(window):
    run_grep(window)
    before = len(told(window))
    window.act("actionRestart")
    window.wait(lambda: len(told(window)) < before)
    window.wait(lambda: len(told(window)) == before)
    window.stop()
    assert len(told(window)) == before, "it stays to be looked at"
    window.open_example("02_countdown_both_ways")
    assert told(window) == []


def test_local_names_are_known_once_the_program_stands_still(window, script):
    window.app.open(Wish(str(script(LOCAL))))
    window.act("actionNextYield")
    window.reach(SessionState.PAUSED)
    window.wait(lambda: "__main__ resumes mine with next()" in told(window))


# --- the pipeline --------------------------------------------------------------------------------


def test_the_pipeline_counts_what_each_stage_gets(window, pipeline, qtbot):
    window.open_example("10_pipeline")
    window.run_to_end()
    window.wait(lambda: "reminder · show" in pipeline.words())
    assert pipeline.words().split(". ") == [
        "__main__ sent 5 values to lines · skip_comments",
        "lines · skip_comments sent 4 values to orders · parse",
        "orders · parse sent 4 values to split · route",
        "split · route sent 2 values to paid · add_up",
        "split · route sent 2 values to unpaid · remind",
        "unpaid · remind sent 2 values to reminder · show",
    ]
    window.window.bottom.bring("pipeline")
    for _ in range(3):
        qtbot.keyClick(pipeline, Qt.Key.Key_Right)
    assert pipeline.words().startswith("orders · parse, consumes, suspended.")
    qtbot.keyClick(pipeline, Qt.Key.Key_Return)
    title = window.find(QLabel, "driveTitle")
    window.wait(lambda: title.text() == "orders — parse")


# --- saving --------------------------------------------------------------------------------------


def save(window, panel, ending: str, path: Path) -> None:
    panel.export_menu.actions()[("svg", "png").index(ending)].trigger()
    dialog = window.find(QFileDialog, "exportDialog")
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_both_diagrams_are_saved(window, tmp_path):
    run_grep(window)
    for panel, name in ((window.window.timeline, "timeline"), (window.window.pipeline, "pipeline")):
        for ending in ("svg", "png"):
            path = tmp_path / f"{name}.{ending}"
            save(window, panel, ending, path)
            assert window.window.message_bar.text == f"Saved as {path}"
        text = "".join(ElementTree.parse(tmp_path / f"{name}.svg").getroot().itertext())
        assert "words · grep" in text
        assert QImage(str(tmp_path / f"{name}.png")).width() > 200


def test_a_failure_to_save_is_said(window, tmp_path):
    run_grep(window)
    path = tmp_path / "missing" / "timeline.svg"
    save(window, window.window.timeline, "svg", path)
    assert window.window.message_bar.text == f"{path} could not be written: " + (
        "No such file or directory"
    )


# --- which panel is in front ---------------------------------------------------------------------


def front(window) -> str:
    shown = [
        name
        for name in ("timeline", "pipeline", "console")
        if not window.find(QDockWidget, f"{name}Dock").visibleRegion().isEmpty()
    ]
    return " ".join(shown)


def bottom_tabs(window) -> QTabBar:
    bars = window.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (bar,) = [bar for bar in bars if not bar.visibleRegion().isEmpty()]
    return bar


def test_they_are_tabs_with_the_timeline_in_front(window):
    assert front(window) == "timeline"
    bar = bottom_tabs(window)
    assert [bar.tabText(i) for i in range(bar.count())] == ["Timeline", "Pipeline", "Console"]
    assert bar.accessibleName() == "Panels"
    run_grep(window)
    assert front(window) == "timeline"
    assert bar.tabText(2) == "Console •", "there is output to be seen"
    bar.setCurrentIndex(2)
    assert front(window) == "console"
    assert bar.tabText(2) == "Console"


def test_without_coroutines_the_console_comes(window, script):
    window.app.open(Wish(str(script(PLAIN))))
    window.run_to_end()
    window.wait(lambda: front(window) == "console")
    window.stop()
    run_grep(window)
    window.wait(lambda: front(window) == "timeline")


@pytest.mark.parametrize("text", [ASKS, ASKS_SILENTLY], ids=["prompt", "silent"])
def test_a_script_that_asks_for_input_gets_the_console(window, script, text):
    window.app.open(Wish(str(script(text))))
    window.act("actionRun")
    window.wait(lambda: front(window) == "console")
    field = window.find(QLineEdit, "consoleInput")
    window.wait(field.isEnabled)
    field.setText("Ada")
    field.returnPressed.emit()
    window.reach(SessionState.ENDED)


def test_what_the_user_chose_stays_in_front(window, script, qtbot):
    window.app.open(Wish(str(script(PLAIN))))
    window.act("actionRun")
    bottom_tabs(window).setCurrentIndex(1)
    with qtbot.waitSignal(window.app.timeline.feed.received, timeout=20_000):
        window.reach(SessionState.ENDED)
    assert front(window) == "pipeline"


def test_the_layout_remembers_which_is_in_front(open_window):
    first = open_window()
    bottom_tabs(first).setCurrentIndex(1)
    first.window.close()
    second = open_window()
    assert front(second) == "pipeline"
    second.act("actionResetLayout")
    assert front(second) == "timeline"
    assert bottom_tabs(second).count() == 3, "one bar of tabs, and none left over"
