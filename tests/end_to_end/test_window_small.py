"""Small windows and large text: the source keeps its share, and panels do with what there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDockWidget, QTabBar, QToolButton, QWidget

from coro_debugger.views.panel_scroll import PanelScroll

USUAL = QSize(1440, 900)


@pytest.fixture
def window(open_window):
    driver = open_window(USUAL)
    driver.open_example("01_grep_filter")
    driver.run_to_end()
    return driver


def resize(window, width: int, height: int) -> None:
    window.window.resize(width, height)
    window.wait(lambda: window.window.size() == QSize(width, height))


def widths(window) -> list[int]:
    names = ("coroutinesDock", "driveDock")
    return [window.find(QDockWidget, name).width() for name in names]


def source_part(window) -> float:
    return window.window.tabs.width() / window.window.width()


def zoom_in(window, steps: int) -> None:
    for _ in range(steps):
        window.act("actionZoomIn")


def test_the_source_keeps_its_share_of_a_window_made_small(window):
    before = widths(window)
    resize(window, 1024, 700)
    window.wait(lambda: source_part(window) > 0.4)
    resize(window, 1440, 900)
    window.wait(lambda: widths(window) == before)
    # What the user chose is kept in proportion.
    docks = [window.find(QDockWidget, name) for name in ("coroutinesDock", "driveDock")]
    window.window.resizeDocks(docks, [600, 500], Qt.Orientation.Horizontal)
    window.wait(lambda: widths(window) == [600, 500])
    chosen = source_part(window)
    resize(window, 1300, 800)
    window.wait(lambda: abs(source_part(window) - chosen) < 0.02)
    resize(window, 1440, 900)
    window.wait(lambda: widths(window) == [600, 500])


def test_widths_are_right_if_the_window_is_made_small_as_soon_as_text_is(window):
    before = widths(window)
    zoom_in(window, 5)
    window.wait(lambda: widths(window) != before)
    window.act("actionZoomReset")
    window.window.resize(1024, 700)
    window.wait(lambda: source_part(window) > 0.4)
    resize(window, 1440, 900)
    window.wait(lambda: widths(window) == before)


def test_large_text_does_not_make_the_window_larger_than_the_screen(window):
    resize(window, 1024, 768)
    zoom_in(window, 7)
    body = window.find(QCheckBox, "stepIntoBody")
    panel = window.find(QDockWidget, "driveDock").widget()
    assert isinstance(panel, PanelScroll)
    window.wait(lambda: body.visibleRegion().isEmpty())
    assert window.window.size() == QSize(1024, 768)
    panel.ensureWidgetVisible(body)
    assert not body.visibleRegion().isEmpty()


def test_a_presentation_on_a_small_screen_shows_source_and_outcome(window):
    resize(window, 1024, 768)
    window.drive("words", "send", "'hello again'")
    window.act("actionPresentation")
    assert window.window.size() == QSize(1024, 768)
    assert source_part(window) > 0.28
    for name in ("outcomeLabel", "closeButton", "coroutineView"):
        assert not window.find(QWidget, name).visibleRegion().isEmpty(), name


def test_the_line_in_sight_stays_in_sight(window):
    window.drive("words", "send", "'hello again'")
    view = window.window.tabs.current_view
    assert view.viewport().rect().contains(view.cursorRect())
    resize(window, 1024, 500)
    window.wait(lambda: view.viewport().rect().contains(view.cursorRect()))
    zoom_in(window, 7)
    window.wait(lambda: view.viewport().rect().contains(view.cursorRect()))


def test_small_buttons_keep_their_size_beside_text_and_their_place(window):
    bar = window.window.tabs.tabBar()
    close = bar.tabButton(0, QTabBar.ButtonPosition.RightSide)
    title = window.find(QDockWidget, "breakpointsDock").titleBarWidget()
    add = title.findChildren(QToolButton)[0]
    names = ("timelineFilter", "timelineViewZoomIn", "timelineViewZoomOut", "timelineExport")
    tools = [window.find(QToolButton, name) for name in names]
    assert len({tool.x() for tool in tools}) == 1
    dock = window.find(QDockWidget, "timelineDock")
    window.window.resizeDocks([dock], [100], Qt.Orientation.Vertical)
    window.wait(lambda: len({tool.x() for tool in tools}) == 2)
    assert all(not tool.visibleRegion().isEmpty() for tool in tools)
    before = close.width(), add.iconSize().width()
    zoom_in(window, 7)
    assert close.width() > 1.8 * before[0]
    assert add.iconSize().width() > 1.8 * before[1]
