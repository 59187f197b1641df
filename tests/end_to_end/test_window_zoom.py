"""Zoom reaches every pane, those that come later too, and is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coro_debugger.app import Wish
from coro_debugger.views.panel_scroll import PanelScroll
from coro_debugger.views.wheel_zoom import OWN_ZOOM

CTRL = Qt.KeyboardModifier.ControlModifier
NOTCH = 120


def turn_wheel(window: QWidget, place: QPoint, angle: int = NOTCH, keys=CTRL) -> None:
    """Turn the wheel at a place of a window, as the window system tells of it."""
    event = QWheelEvent(
        QPointF(place),
        QPointF(window.mapToGlobal(place)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.windowHandle(), event)


def centre(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), widget.rect().center())


def panes(window) -> list[QWidget]:
    """Return what is shown in the window: every scrolled thing in sight, and the tool bar."""
    areas = window.window.findChildren(QAbstractScrollArea)
    held = [area for area in areas if not isinstance(area, PanelScroll)]
    shown = [area for area in held if area.isVisible() and not area.property(OWN_ZOOM)]
    return [*shown, window.window.menus.tool_bar]


@pytest.fixture
def window(window, script):
    window.app.open(Wish(str(script("def f():\n    yield 1\n\n\ng = f()\n"))))
    return window


def test_the_wheel_with_ctrl_zooms_over_every_pane(window):
    zoom = window.app.theme.zoom
    assert len(panes(window)) >= 6
    for pane in panes(window):
        turn_wheel(window.window, centre(pane))
        assert window.app.theme.zoom > zoom, pane
        turn_wheel(window.window, centre(pane), -NOTCH)
        assert window.app.theme.zoom == zoom, pane


def test_the_wheel_alone_does_not_zoom(window):
    turn_wheel(window.window, centre(window.list), keys=Qt.KeyboardModifier.NoModifier)
    assert window.app.theme.zoom == 100


def test_parts_of_a_notch_add_up(window):
    for _ in range(3):
        turn_wheel(window.window, centre(window.list), NOTCH // 3)
    window.act("actionZoomOut")
    assert window.app.theme.zoom == 100


def test_the_wheel_zooms_over_a_floating_panel(window):
    dock = window.find(QDockWidget, "stackDock")
    dock.setFloating(True)
    window.wait(lambda: dock.windowHandle() is not None)
    turn_wheel(dock, dock.rect().center())
    assert window.app.theme.zoom > 100


def test_a_view_with_a_zoom_of_its_own_keeps_the_wheel(window):
    window.window.stack.setProperty(OWN_ZOOM, True)
    turn_wheel(window.window, centre(window.window.stack.view))
    assert window.app.theme.zoom == 100


def test_a_panel_added_later_takes_part(window):
    """Text by the application's font, room by its layouts: a panel does nothing for it."""
    label, view, late = QLabel("words"), QTreeView(), QWidget()
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    column = QVBoxLayout(late)
    column.setContentsMargins(10, 6, 10, 6)
    column.addLayout(row)
    column.addWidget(view)
    window.window._add_dock("late", "Late", late, Qt.DockWidgetArea.BottomDockWidgetArea)
    height, margin, points = (
        label.sizeHint().height(),
        column.contentsMargins().left(),
        view.fontInfo().pointSizeF(),
    )
    window.app.theme.set_zoom(200)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert label.sizeHint().height() > 1.8 * height
    assert column.contentsMargins().left() >= 2 * margin
    assert row.contentsMargins().left() == 0
    assert view.fontInfo().pointSizeF() > 1.8 * points
    window.app.theme.set_zoom(100)
    assert column.contentsMargins().left() == margin


def test_every_text_of_the_window_grows(window):
    shown = [w for w in window.window.findChildren(QWidget) if w.isVisible()]
    widgets = [w for w in shown if w.objectName() != "qt_scrollarea_viewport"]
    before = {widget: widget.fontInfo().pixelSize() for widget in widgets}
    window.app.theme.set_zoom(200)
    small = [w for w in widgets if w.fontInfo().pixelSize() < 1.8 * before[w]]
    assert not small, [(w.metaObject().className(), w.objectName()) for w in small]


def test_zoom_has_bounds_and_a_way_back(window):
    look = window.app.look
    for steps, name, low, high in ((14, "actionZoomIn", 300, 400), (-7, "actionZoomOut", 40, 60)):
        window.app.settings.zoom = steps
        look._apply_zoom()
        assert low <= window.app.theme.zoom <= high
        assert not window.find(QAction, name).isEnabled()
        turn_wheel(window.window, centre(window.list), NOTCH if steps > 0 else -NOTCH)
        assert window.app.settings.zoom == steps
    window.act("actionZoomReset")
    assert window.app.theme.zoom == 100


def widths(window) -> list[int]:
    """Return how wide panels and the columns of the list are."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    names = ("coroutinesDock", "driveDock")
    docks = [window.find(QDockWidget, name).width() for name in names]
    header = window.find(QTreeView, "coroutineView").header()
    return [*docks, *(header.sectionSize(column) for column in range(header.count()))]


def test_after_a_time_with_large_text_everything_has_its_width_again(window):
    window.window.resize(1440, 900)
    QApplication.processEvents()
    before = widths(window)
    for _ in range(7):
        window.act("actionZoomIn")
        QApplication.processEvents()
    assert widths(window) != before
    window.act("actionZoomReset")
    QApplication.processEvents()
    # A hidden column comes back with the width that it has at first.
    assert all(abs(a - b) <= 4 for a, b in zip(widths(window), before, strict=True))


def test_in_a_small_window_the_source_keeps_its_share(open_window):
    usual, small = open_window(), open_window(QSize(1024, 700))
    of_usual, of_small = (
        each.window.centralWidget().width() / each.window.width() for each in (usual, small)
    )
    assert of_small > of_usual - 0.05
