"""The window: it puts the panels together and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..models.breakpoints_model import BreakpointsModel
from ..models.coroutine_model import CoroutineModel
from ..models.pipeline_model import PipelineModel
from ..models.timeline_model import TimelineModel
from ..models.visible_text import visible_name
from .actions import BREAKPOINT_LIST, Actions
from .bottom_panels import BottomPanels
from .breakpoints_panel import BreakpointsPanel
from .console import ConsolePanel
from .coroutine_panel import CoroutinePanel
from .drive_panel import DrivePanel
from .frame_state_panel import FrameStatePanel
from .icons import Icons
from .interpreter_chooser import InterpreterChooser
from .layout_scaler import LayoutScaler
from .lent_height import LentHeight
from .menus import Menus
from .notice_bar import NoticeBar
from .panel_scroll import PanelScroll
from .panel_title import PanelTitle
from .panes import Pane, Panes
from .pipeline_panel import PipelinePanel
from .source_share import SourceShare
from .source_tabs import SourceTabs
from .stack_panel import StackPanel
from .start_page import StartPage
from .status_sentence import StatusSentence
from .steady_room import SteadyRoom
from .theme import Theme
from .timeline_panel import TimelinePanel
from .wheel_zoom import WheelZoom

LAYOUT_VERSION = 2
_SIZE = (1440, 900)
_MOST_OF_SCREEN = 0.94
"""What the window takes of a small screen: its frame and title need room as well."""
_LEFT, _RIGHT, _BOTTOM = 424, 372, 215
"""Design pixels that the docked panels take at first."""
_STACKED = ("timeline", "pipeline", "console")
"""The panels that share the bottom, from left to right."""
_SCRIPT_ENDINGS = (".py", ".pyw")


class MainWindow(QMainWindow):
    """Start page or source in the middle, panels docked around it.

    Signals:
        script_dropped(str): a file was dropped on the window.
        escaped(): Escape was pressed where nothing else takes it.
        closing(): the window is about to close.
    """

    script_dropped = Signal(str)
    escaped = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, icons: Icons, breakpoints: BreakpointsModel) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Coro Debugger"))
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.theme = theme
        self.actions_ = Actions(icons, self)
        self.coroutine_model = CoroutineModel(self)
        self.coroutines = CoroutinePanel(theme, icons, self.coroutine_model)
        self.breakpoints = BreakpointsPanel(theme, icons, breakpoints)
        self.drive = DrivePanel(theme)
        self.frame = FrameStatePanel(theme)
        self.stack = StackPanel(theme)
        self.timeline_model = TimelineModel(self)
        self.timeline = TimelinePanel(theme, icons, self.timeline_model)
        cast = self.timeline_model.cast
        self.pipeline_model = PipelineModel(cast, self)
        self.pipeline = PipelinePanel(theme, icons, self.pipeline_model, cast)
        self.console = ConsolePanel(theme)
        self.tabs = SourceTabs(theme, icons)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)  # many tabs scroll instead
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        self.start_page = StartPage(theme, self.actions_["actionOpen"])
        self.message_bar = NoticeBar(icons)
        self.collected_bar = NoticeBar(icons)
        self.status = StatusSentence()
        self.interpreters = InterpreterChooser()
        self.menus = Menus(self, self.actions_, icons, theme)
        self.wheel_zoom = WheelZoom(self)
        self.panes = Panes(self, self.menus.panes)
        self._middle = QStackedWidget()
        self._docks: dict[str, QDockWidget] = {}
        self._is_new = True
        self._lay_out()
        LayoutScaler(theme, self)
        self.source_share = SourceShare(self, list(self._docks.values()), theme)
        self._first_state = self.saveState(LAYOUT_VERSION)

    # --- building

    def _lay_out(self) -> None:
        self.menus.add_tool(self.interpreters)
        self.addActions(self.actions_.all())
        self._build_middle()
        self._build_docks()
        self.statusBar().addWidget(SteadyRoom(self.status), 1)
        self.statusBar().setSizeGripEnabled(False)
        self.message_bar.setObjectName("messageBar")
        self.collected_bar.setObjectName("collectedBar")
        self.wheel_zoom.watch(self)
        self.resize(*_SIZE)

    def _build_middle(self) -> None:
        self._middle.addWidget(self.start_page)
        self._middle.addWidget(self.tabs)
        self.tabs.current_path_changed.connect(self._on_current_path_changed)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self.collected_bar)
        column.addWidget(self._middle, 1)
        self.setCentralWidget(middle)
        self.start_page.setFocus()

    def _build_docks(self) -> None:
        self.panes.add("source", self.tr("Source"), Pane(self._middle, focus=self._focus_middle))
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomRightCorner, right)
        self.setCorner(Qt.Corner.BottomLeftCorner, bottom)
        titles = {
            "coroutines": (self.tr("Coroutines"), self.coroutines, left),
            "breakpoints": (self.tr("Breakpoints"), self.breakpoints, left),
            "drive": (self.tr("Drive"), self.drive, right),
            "frame": (self.tr("Frame state"), self.frame, right),
            "stack": (self.tr("Stack"), self.stack, right),
            "timeline": (self.tr("Timeline"), self.timeline, bottom),
            "pipeline": (self.tr("Pipeline"), self.pipeline, bottom),
            "console": (self.tr("Console"), self.console, bottom),
        }
        for name, (title, panel, area) in titles.items():
            self._add_dock(name, title, panel, area)
        self.bottom = BottomPanels(self, {name: self._docks[name] for name in _STACKED})
        # The tabs of the frame's state and the name of what is driven are titles themselves.
        self._docks["drive"].setTitleBarWidget(self.drive.header)
        self._docks["frame"].setTitleBarWidget(QWidget())
        self.coroutines.counts_said.connect(self._title("coroutines").set_side)
        self.breakpoints.counts_said.connect(self._title("breakpoints").set_side)
        for action in ("actionAddEventBreakpoint", "actionRemoveAllBreakpoints"):
            self._title("breakpoints").add_action(self.actions_[action])
        editors = (self.breakpoints.editor, self.breakpoints.event_editor)
        LentHeight(self, [self._docks["coroutines"], self._docks["breakpoints"]], editors)
        self.breakpoints.menu_actions = [self.actions_[name] for name in BREAKPOINT_LIST]
        pin, resume = self.actions_["actionPin"], self.actions_["actionRunUntilResumed"]
        self.coroutines.view.offer([pin, resume, self.menus.breaks.menuAction()])
        self._connect_enter()

    def _connect_enter(self) -> None:
        """What follows from choosing a row is shown at once; Enter goes there."""
        for view, pane in (
            (self.coroutines.view, "drive"),
            (self.stack.view, "source"),
            (self.frame.bytecode_view, "source"),
        ):
            view.enter_pressed.connect(self.panes[pane].trigger)

    def _add_dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"{name}Dock")
        dock.setTitleBarWidget(PanelTitle(self.theme, title, name))
        dock.setWidget(PanelScroll(panel))  # after its title: Tab goes down
        dock.toggleViewAction().setObjectName(f"actionShow{name.capitalize()}")
        self.addDockWidget(area, dock)
        self.wheel_zoom.watch(dock)
        self.menus.add_panel(dock)
        self.panes.add(name, title, Pane(panel, dock))
        self._docks[name] = dock

    def _size_docks(self) -> None:
        px, docks = self.theme.px, self._docks
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        # On a small screen the source keeps its share.
        share = min(1.0, self.width() / px(_SIZE[0]))
        widths = [round(px(width) * share) for width in (_LEFT, _RIGHT)]
        self.resizeDocks([docks["coroutines"], docks["drive"]], widths, across)
        self.resizeDocks([docks["coroutines"], docks["breakpoints"]], [px(460), px(130)], down)
        right = [docks["drive"], docks["frame"], docks["stack"]]
        self.resizeDocks(right, [px(250), px(360), px(150)], down)
        self.resizeDocks([docks[_STACKED[0]]], [px(_BOTTOM)], down)

    def _title(self, name: str) -> PanelTitle:
        title = self._docks[name].titleBarWidget()
        assert isinstance(title, PanelTitle)
        return title

    # --- what it shows

    def fit_to_screen(self) -> None:
        """Take less than is usual on a small screen."""
        self.resize(self.size().boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))

    def set_script_title(self, path: str, name: str) -> None:
        """Show the source instead of the start page, and name the script in the title."""
        self._show_in_middle(self.tabs if path else self.start_page)
        self.setWindowFilePath(path)
        title = self.tr("Coro Debugger")
        self.setWindowTitle(f"{visible_name(name)} — {title}" if name else title)

    def _show_in_middle(self, page: QWidget) -> None:
        if page is self._middle.currentWidget():
            return
        self._middle.setCurrentWidget(page)
        # Else Qt would give the focus to the first tool button, which then looks wanted.
        self._focus_middle()

    def _focus_middle(self) -> None:
        if (page := self._middle.currentWidget()) is not None:
            page.setFocus()

    def _on_current_path_changed(self, path: str) -> None:
        self._show_in_middle(self.tabs if path else self.start_page)

    @property
    def shows_source(self) -> bool:
        """Whether the source, not the start page, is in the middle."""
        return self._middle.currentWidget() is self.tabs

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front."""
        self._docks[name].show()
        self._docks[name].raise_()

    def set_side(self, name: str, text: str) -> None:
        """Show a remark in the title of a panel."""
        self._title(name).set_side(text)

    def restore_layout(self, geometry: QByteArray, layout: QByteArray) -> None:
        """Take size and arrangement as they were remembered."""
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        if not layout.isEmpty():
            self._is_new = not self.restoreState(layout, LAYOUT_VERSION)

    def layout_state(self) -> QByteArray:
        """Return the arrangement of the panels, to be remembered."""
        return self.saveState(LAYOUT_VERSION)

    def reset_layout(self) -> None:
        """Put every panel where it was at first."""
        self.restoreState(self._first_state, LAYOUT_VERSION)
        for dock in self._docks.values():
            dock.show()
        self.bottom.bring(_STACKED[0])
        self._size_docks()

    def restoreState(  # noqa: N802
        self, state: QByteArray | bytes | bytearray | memoryview, /, version: int | None = 0
    ) -> bool:
        """Qt: put panels where they were.

        WORKAROUND Qt 6.11: the tab bars of before stay in sight, of no use, somewhere in the
        window. Those of docks that have left it meanwhile do not.
        """
        before = self.saveState(version)
        for dock in [each for each in self._docks.values() if self.tabifiedDockWidgets(each)]:
            self.removeDockWidget(dock)
        if (layout := self.layout()) is not None:
            layout.activate()
        is_done = super().restoreState(state, version)
        if not is_done:
            super().restoreState(before, version)
        return is_done

    # --- Qt's events

    def event(self, event: QEvent) -> bool:
        """Qt: before it paints, let layouts do what they have been asked for.

        One that asks the layout around it for room does so after what is painted is queued, so
        each panel within a panel would have the window painted once more.
        """
        if event.type() is QEvent.Type.UpdateRequest:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now is known how much room there is for the panels."""
        super().showEvent(event)
        if self._is_new:
            self._is_new = False
            self._size_docks()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: take files."""
        if _script_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: open the file that was dropped."""
        if path := _script_of(event):
            event.acceptProposedAction()
            self.script_dropped.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key that nothing in the window took."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: close without asking."""
        self.closing.emit()
        super().closeEvent(event)


def _script_of(event: QDropEvent) -> str:
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    scripts = [path for path in paths if path.lower().endswith(_SCRIPT_ENDINGS)]
    return next(iter(scripts or paths), "")
