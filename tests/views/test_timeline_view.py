"""The timeline as a view: what is in sight, keys, the mouse, the filter, pictures of it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton

from coro_debugger.models.timeline_model import MAX_ROWS, TimelineFilter, TimelineModel
from coro_debugger.protocol.values import Source
from coro_debugger.views.diagram_file import Diagram, DiagramTooLargeError, save
from coro_debugger.views.palette import DARK, LIGHT
from coro_debugger.views.timeline_diagram import timeline_diagram
from coro_debugger.views.timeline_panel import TimelinePanel
from tests.pictures import coroutine, recorded

GREP = """
    created  2 1
    resumed  2 1
    yielded  2 1 None
    created  3 1
    resumed  3 1
    yielded  3 1 0
    resumed  3 1 'hello'
    resumed  2 3 'hello'
    yielded  2 3 None
    yielded  3 1 1
"""
SOURCE = Source("grep.py", "/x/grep.py")


@pytest.fixture
def model(qapp):
    model = TimelineModel()
    people = coroutine(2, "out", qualname="printer"), coroutine(3, "words")
    model.cast.take([*people, coroutine(4, "noisy", source=SOURCE)])
    return model


@pytest.fixture
def panel(qtbot, theme, icons, model):
    panel = TimelinePanel(theme, icons, model)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


@pytest.fixture
def filled(panel, model):
    fill(panel, model, GREP)
    return panel


def fill(panel, model, text) -> None:
    model.append(recorded(text, first=model.total))
    bar = panel.view.verticalScrollBar()
    assert not panel.view.follows or bar.value() == bar.maximum()


def point_of(view, position: int) -> QPoint:
    """Return a point on a row."""
    g = view.lengths()
    y = g.header_height + g.y(position) - view.verticalScrollBar().value()
    return QPoint(view.viewport().width() // 2, round(y))


def click(qtbot, view, point: QPoint) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


# --- what it shows -------------------------------------------------------------------------------


def test_empty_it_says_what_will_come(panel):
    panel.view.set_hint("Arrows appear here.")
    assert panel.view.accessibleDescription() == "Arrows appear here."
    picture = panel.view.viewport().grab().toImage()
    assert ink(picture) > 0


def ink(picture: QImage) -> int:
    """Return how many of some points are not of the colour of the ground."""
    ground = picture.pixel(1, picture.height() - 2)
    points = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
    return sum(picture.pixel(x, y) != ground for x, y in points)


@pytest.mark.parametrize(("scheme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_it_is_drawn_in_the_colours_of_the_theme(filled, theme, scheme, tokens):
    theme.set_scheme(scheme)
    picture = filled.view.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width())
               for y in range(picture.height() - 120, picture.height(), 2)}  # fmt: skip
    look = filled.view.look
    for who in (1, 2, 3):
        assert look.colour(who).name() in colours
    assert tokens.warning.name() in colours, "the newest stands out"


def test_the_names_stay_above_the_rows(filled, model):
    fill(filled, model, "resumed 3 1 'x'\nyielded 3 1 1\n" * 40)
    before = filled.view.viewport().grab(filled.view.viewport().rect()).toImage()
    filled.view.verticalScrollBar().setValue(100)
    after = filled.view.viewport().grab().toImage()
    height = int(filled.view.lengths().header_height) - 2
    assert before.copy(0, 0, 800, height) == after.copy(0, 0, 800, height)


def test_it_follows_the_newest_until_it_is_scrolled_away(filled, model, qtbot):
    view, bar = filled.view, filled.view.verticalScrollBar()
    newest = filled.findChild(QPushButton, "timelineNewest")
    fill(filled, model, "resumed 3 1 'x'\nyielded 3 1 1\n" * 40)
    assert view.follows
    assert not newest.isVisible()
    bar.setValue(bar.maximum() // 2)
    kept = bar.value()
    assert not view.follows
    fill(filled, model, "resumed 3 1 'x'\nyielded 3 1 1")
    assert bar.value() == kept
    assert newest.isVisible()
    qtbot.mouseClick(newest, Qt.MouseButton.LeftButton)
    assert view.follows
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert view.follows, "scrolled back by hand"


def test_what_is_in_sight_stays_while_the_oldest_go(filled, model):
    pair = "resumed 3 1 'x'\nyielded 3 1 1\n" * 500
    for _ in range(21):
        model.append(recorded(pair, first=model.total + model.forgotten))
    assert model.total <= MAX_ROWS + 2000
    view = filled.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    row = model.row_at(view.position_at(200))
    for _ in range(2):
        model.append(recorded(pair, first=model.total + model.forgotten))
    assert model.forgotten > 0
    assert model.row_at(view.position_at(200)) == row
    notice = filled.findChild(QLabel, "timelineNotice")
    assert f"oldest {model.forgotten:,} events are no longer shown" in notice.text()


def test_only_columns_in_sight_are_drawn(panel, model):
    fill(panel, model, "".join(f"resumed {i} 1\n" for i in range(2, 40)))
    g = panel.view.lengths()
    assert g.columns_within(0, g.width) == range(40 - 1)
    middle = g.x(20)
    assert list(g.columns_within(middle - 1, middle + 1)) == [18, 19, 20, 21, 22]
    assert list(g.columns_within(-5000, -4000)) == []


def test_many_lifelines_are_scrolled_across(panel, model):
    fill(panel, model, "".join(f"resumed {i} 1\n" for i in range(2, 40)))
    view, across = panel.view, panel.view.horizontalScrollBar()
    tip = view.lengths().x(model.column_of(39)) - across.value()
    assert across.value() > 0
    assert tip < view.viewport().width(), "the newest arrow is in sight"


# --- keys and mouse ------------------------------------------------------------------------------


def test_arrow_keys_go_from_event_to_event_and_enter_to_the_line(filled, qtbot):
    view = filled.view
    activated = []
    view.step_activated.connect(activated.append)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.accessibleDescription() == "words yields 1 to __main__, at line 13"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.accessibleDescription() == "out yields None to words, at line 12"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == "words sends 'hello' to out, at line 12"
    assert activated == []
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [step.event.seq for step in activated] == [7]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "__main__ creates out, at line 12"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.accessibleDescription() == "10 events, the newest: words yields 1 to __main__"
    assert view.accessibleName() == "Timeline"


def test_the_current_row_is_brought_into_sight(filled, model, qtbot):
    fill(filled, model, "resumed 3 1 'x'\nyielded 3 1 1\n" * 40)
    view = filled.view
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.verticalScrollBar().value() == 0
    assert not view.follows
    for _ in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    point = point_of(view, 30)
    assert view.lengths().header_height < point.y() < view.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.follows


def test_a_click_on_an_arrow_chooses_it_and_one_on_a_name_its_coroutine(filled, qtbot):
    view = filled.view
    activated, chosen = [], []
    view.step_activated.connect(activated.append)
    view.coroutine_chosen.connect(chosen.append)
    click(qtbot, view, point_of(view, 6))
    assert [step.event.value for step in activated] == ["'hello'"]
    assert view.selected_step() is activated[0]
    click(qtbot, view, QPoint(round(view.lengths().x(2)), 20))
    click(qtbot, view, QPoint(round(view.lengths().x(0)), 20))
    assert chosen == [3]
    assert len(activated) == 1


def test_the_line_below_says_all_of_the_row_and_leads_to_both_lines(filled, model):
    model.append(recorded("resumed 4 3 'late'", first=10))
    wanted = []
    filled.details.line_wanted.connect(lambda source, line: wanted.append((source.name, line)))
    assert filled.details.isHidden()
    filled.view.select_position(10)
    assert filled.findChild(QLabel, "timelineDetails").text() == "words sends 'late' to noisy"
    own = filled.findChild(QPushButton, "timelineLine")
    other = filled.findChild(QPushButton, "timelineOtherLine")
    assert (own.text(), other.text()) == ("noisy: line 14", "words: line 20")
    own.click()
    other.click()
    assert wanted == [("grep.py", 14), ("grep.py", 20)]


def test_tool_tips_say_the_whole(filled):
    view = filled.view
    place = point_of(view, 9)
    assert view._tip_at(place) == "words yields 1 to __main__, at line 13"
    assert view._tip_at(QPoint(round(view.lengths().x(1)), 20)) == "out · printer"
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    assert QApplication.sendEvent(view.viewport(), event)


# --- zoom ----------------------------------------------------------------------------------------


def wheel(view, angle: int) -> None:
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_and_the_wheel_zoom_the_timeline_alone(filled, theme):
    view = filled.view
    usual = view.lengths().row_height
    wheel(view, 120)
    assert view.lengths().row_height > usual
    filled.findChild(QToolButton, "timelineViewZoomOut").click()
    filled.findChild(QToolButton, "timelineViewZoomOut").click()
    assert view.lengths().row_height < usual
    assert theme.zoom == 100
    view.zoom.reset()
    assert view.lengths().row_height == usual


def test_the_zoom_of_the_window_reaches_it(filled, theme):
    usual = filled.view.lengths().row_height
    theme.set_zoom(150)
    assert filled.view.lengths().row_height == pytest.approx(usual * 1.5, rel=0.05)
    theme.set_zoom(100)


# --- the filter ----------------------------------------------------------------------------------


def entries(menu: QMenu) -> dict[str, bool]:
    return {a.text(): a.isChecked() for a in menu.actions() if a.text()}


def entry(menu: QMenu, text: str):
    (found,) = [action for action in menu.actions() if action.text() == text]
    return found


def test_it_is_painted_when_a_filter_has_left_less_than_was_scrolled_past(filled, model):
    fill(filled, model, "\n".join(["resumed  3 1 2", "yielded  3 1 1"] * 40))
    view = filled.view
    model.set_filter(TimelineFilter(focus=3))
    assert view.verticalScrollBar().value() > 0
    model.set_filter(TimelineFilter(hidden=frozenset({3})))
    assert not view.viewport().grab().isNull()


def test_the_menu_chooses_who_is_shown(filled, model):
    menu = filled.filter_menu
    menu.fill()
    assert entries(menu) == {
        "Only the selected coroutine": False,
        "Show everything": False,
        "__main__": True,
        "out · printer": True,
        "words · grep": True,
    }
    entry(menu, "out · printer").setChecked(False)
    assert model.count() == 5
    notice = filled.findChild(QLabel, "timelineNotice")
    assert notice.isVisible()
    assert notice.text() == "Filtered: 5 of 10 events are shown."
    menu.fill()
    entry(menu, "words · grep").setChecked(False)
    assert model.count() == 0
    assert filled.view.words() == "No event passes the filter."
    menu.fill()
    entry(menu, "Show everything").trigger()
    assert not notice.isVisible()


def test_a_focus_moves_with_the_selected_coroutine(filled, model):
    filled.set_coroutine(2)
    filled.filter_menu.fill()
    entry(filled.filter_menu, "Only out and who talks to it").setChecked(True)
    assert model.filter.focus == 2
    filled.set_coroutine(3)
    assert model.filter.focus == 3
    filled.set_coroutine(None)
    assert model.filter.focus == 3


def test_the_menu_of_a_name_hides_it(filled, model):
    view = filled.view
    place = QPoint(round(view.lengths().x(1)), 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(m for m in filled.findChildren(QMenu) if m.isVisible())
    assert [a.text() for a in menu.actions()] == [
        "Only out and who talks to it",
        "Hide out",
        "Show everything",
    ]
    entry(menu, "Hide out").trigger()
    menu.close()
    assert model.filter.hidden == {2}


def test_the_menu_key_is_about_the_current_row(filled, qtbot):
    view, wanted = filled.view, []
    view.menu_wanted.connect(lambda who, place: wanted.append((who, place)))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(9, 9), QPoint(9, 9))
    QApplication.sendEvent(view.viewport(), event)
    assert wanted == []
    view.select_position(7)
    QApplication.sendEvent(view.viewport(), event)
    ((who, place),) = wanted
    assert who == 2
    assert view.position_at(view.viewport().mapFromGlobal(place).y()) == 7
    for menu in filled.findChildren(QMenu):
        menu.close()


# --- pictures ------------------------------------------------------------------------------------


def test_saved_as_svg_it_holds_its_words(filled, model, tmp_path):
    path = tmp_path / "timeline.svg"
    save(timeline_diagram(model, filled.view.look, "grep"), str(path))
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    words = {
        "".join(element.itertext()).strip() for element in root.iter() if "text" in element.tag
    }
    assert {"__main__", "out · printer", "words · grep", "send('hello')", "yields 1"} <= words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_saved_as_png_it_holds_its_colours(filled, model, theme, tmp_path, scheme):
    theme.set_scheme(scheme)
    path = tmp_path / "timeline.png"
    save(timeline_diagram(model, filled.view.look, "grep"), str(path))
    picture = QImage(str(path))
    assert picture.pixelColor(0, 0) == theme.tokens.panel
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2)
               for y in range(0, picture.height(), 3)}  # fmt: skip
    for who in (1, 2, 3):
        assert filled.view.look.colour(who).name() in colours


def test_what_is_too_tall_for_a_png_is_refused(filled, model, tmp_path):
    for _ in range(4):
        model.append(recorded("resumed 3 1 'x'\nyielded 3 1 1\n" * 500, first=model.total))
    diagram: Diagram = timeline_diagram(model, filled.view.look, "grep")
    with pytest.raises(DiagramTooLargeError):
        save(diagram, str(tmp_path / "timeline.png"))
    save(diagram, str(tmp_path / "timeline.svg"))


def test_colours_are_those_of_the_list(filled):
    assert filled.view.look.colour(3) == QColor("#5a1d9a")
