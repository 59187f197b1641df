"""The pipeline as a view: keys, the mouse, pictures of it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QToolButton

from coro_debugger.models.cast import Cast
from coro_debugger.models.pipeline_model import PipelineModel
from coro_debugger.views.diagram_file import save
from coro_debugger.views.pipeline_panel import PipelinePanel
from tests.pictures import coroutine, recorded

FLOW = """
    resumed  2 1
    resumed  3 1 'a'
    resumed  2 3 'a'
    yielded  2 3 None
    yielded  3 1 1
    resumed  4 1
"""


@pytest.fixture
def model(qapp):
    cast = Cast()
    cast.take([coroutine(2, "out", qualname="printer"), coroutine(3, "words"), coroutine(4, "up")])
    model = PipelineModel(cast)
    model.cast = cast
    return model


@pytest.fixture
def panel(qtbot, theme, icons, model):
    panel = PipelinePanel(theme, icons, model, model.cast)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


@pytest.fixture
def filled(panel, model):
    model.append(recorded(FLOW))
    return panel


def test_empty_it_says_what_will_come_and_there_is_nothing_to_save(panel):
    panel.view.set_hint("Stages appear here.")
    assert panel.view.accessibleDescription() == "Stages appear here."
    assert not panel.findChild(QToolButton, "pipelineExport").isEnabled()


def test_nodes_stand_from_left_to_right(filled):
    boxes = filled.view.lengths().boxes
    assert boxes[1].right() < boxes[3].left() < boxes[3].right() < boxes[2].left()
    assert boxes[4].top() > boxes[1].bottom(), "it has given and got nothing"


def test_keys_go_from_node_to_node_and_enter_selects_the_coroutine(filled, qtbot):
    view, chosen = filled.view, []
    view.coroutine_chosen.connect(chosen.append)
    said = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
        said.append(view.accessibleDescription().split(".")[0])
    assert said == ["__main__", *["words · grep, consumes, suspended"] * 2,
                    "out · printer, consumes, suspended"]  # fmt: skip
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == [3], "a thread cannot be selected"


def test_a_click_selects_the_coroutine(filled, qtbot):
    chosen = []
    filled.view.coroutine_chosen.connect(chosen.append)
    centre = filled.view.lengths().boxes[2].center().toPoint()
    qtbot.mouseClick(filled.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert chosen == [2]


def test_tool_tips_tell_of_nodes_and_edges(filled):
    view, lengths = filled.view, filled.view.lengths()
    (edge,) = [e for e in lengths.edges if (e.flow.source, e.flow.target) == (3, 2)]
    assert view._tip_at(edge.path.pointAtPercent(0.5)) == (
        "words · grep sent 1 value to out · printer"
    )
    assert view._tip_at(lengths.boxes[4].center()) == "up · grep, consumes, suspended"
    assert view._tip_at(QPointF(-50, -50)) == ""


def test_what_is_too_wide_is_made_smaller_then_scrolled(filled, model, qtbot):
    view = filled.view
    text = "".join(f"resumed {i + 1} {i} 'x'\n" for i in range(4, 12))
    before = view.lengths().unit
    model.append(recorded(text, first=6))
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.lengths().unit < before
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() > 0


def test_missing_events_are_said(filled, model):
    notice = filled.findChild(QLabel, "pipelineNotice")
    assert not notice.isVisible()
    model.append([], is_partial=True)
    assert notice.isVisible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_hold_words_and_colours(filled, theme, tmp_path, scheme):
    theme.set_scheme(scheme)
    svg, png = tmp_path / "pipeline.svg", tmp_path / "pipeline.png"
    for path in (svg, png):
        save(filled.diagram("grep"), str(path))
    root = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
    words = {"".join(e.itertext()).strip() for e in root.iter() if "text" in e.tag}
    assert {"__main__", "words · grep", "1 sent", "1 yielded", "suspended", "consumes"} <= words
    picture = QImage(str(png))
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2)
               for y in range(picture.height())}  # fmt: skip
    for who in (1, 2, 3):
        assert filled.view.look.colour(who).name() in colours
