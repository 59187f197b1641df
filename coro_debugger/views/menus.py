"""The menus and the tool bar, filled from the actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from ..models.visible_text import file_name, visible_name
from ..session.state import SessionState
from .action_connections import ActionConnections
from .actions import BREAK_EVENTS, THEMES, Actions
from .focus_order import put_after
from .icons import Icons
from .theme import Theme
from .tool_bar_words import ToolBarWords

_RUN = (
    "actionRun", "actionRestart", "actionConfigure", "",
    "actionContinue", "actionPause", "actionStop", "",
    "actionStepOver", "actionStepInto", "actionStepOut", "actionNextYield", "",
    "actionRunToLine", "actionRunUntilResumed", "",
    "actionToggleBreakpoint", "actionAddEventBreakpoint", "actionEnableAllBreakpoints",
    "actionDisableAllBreakpoints", "actionRemoveAllBreakpoints",
)  # fmt: skip
_EDIT = (
    "actionUndo", "actionRedo", "", "actionFind", "actionFindNext", "actionFindPrevious",
    "actionGoToLine", "", "actionFilterCoroutines", "", "actionClearConsole",
)  # fmt: skip
_START = "start"
"""Run or Restart, whichever can be wanted."""
_TOOLS = (
    "actionOpen", _START, "", "actionContinue", "actionPause", "actionStop",
    "", "actionStepOver", "actionStepInto", "actionStepOut", "actionNextYield",
)  # fmt: skip


class Menus(QObject):
    """Builds menu bar and tool bar of a window.

    Signals:
        script_wanted(str): a recent script or an example was chosen.
        recent_cleared(): the list of recent scripts is to be forgotten.
    """

    script_wanted = Signal(str)
    recent_cleared = Signal()

    def __init__(self, window: QMainWindow, actions: Actions, icons: Icons, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._icons = icons
        self.recent = QMenu(_tr("Open &recent"), window)
        self.examples = QMenu(_tr("&Examples"), window)
        self.coroutine = QMenu(_tr("&Coroutine"), window)
        self.breaks = QMenu(_tr("&Break when this coroutine"), window)
        self._fill(self.breaks, (*BREAK_EVENTS, "", "actionAddEventBreakpoint"))
        self.panels = QMenu(_tr("&Panels"), window)
        self.panes = QMenu(_tr("&Go to"), window)
        self.tool_bar = QToolBar(_tr("Tools"), window)
        self._start = QToolButton()
        self._fill_bar()
        self._fill_tools()
        self.set_recent([])
        self._on_theme_changed()
        self.words = ToolBarWords(self.tool_bar, theme)
        theme.changed.connect(self._on_theme_changed)

    def _fill_bar(self) -> None:
        bar = self._window.menuBar()
        actions = self._actions
        file = bar.addMenu(_tr("&File"))
        file.addAction(actions["actionOpen"])
        file.addMenu(self.recent)
        file.addMenu(self.examples)
        file.addSeparator()
        file.addActions([actions["actionClose"], actions["actionQuit"]])
        self._fill(bar.addMenu(_tr("&Edit")), _EDIT)
        view = bar.addMenu(_tr("&View"))
        view.addMenu(self.panels)
        view.addMenu(self.panes)
        self._fill(view, ("actionNextPane", "actionPreviousPane", ""))
        colours = view.addMenu(_tr("&Colours"))
        colours.addActions([actions[name] for name in THEMES])
        self._fill(view, ("", "actionZoomIn", "actionZoomOut", "actionZoomReset"))
        self._fill(view, ("", "actionPresentation"))
        self._fill(view, ("", "actionResetLayout"))
        self._fill(bar.addMenu(_tr("&Run")), _RUN)
        bar.addMenu(self.coroutine)
        self._fill(bar.addMenu(_tr("&Help")), ("actionShortcuts", "", "actionAbout"))

    def _fill(self, menu: QMenu | QToolBar, names: Sequence[str]) -> None:
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def _fill_tools(self) -> None:
        bar = self.tool_bar
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        place = _TOOLS.index(_START)
        self._fill(bar, _TOOLS[:place])
        bar.addWidget(self._start)
        self._fill(bar, _TOOLS[place + 1 :])
        self._dress_start(bar)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        self._window.addToolBar(bar)
        self.set_state(SessionState.NO_SCRIPT)
        self._order_tools()

    def _dress_start(self, bar: QToolBar) -> None:
        """Make the button of Run and Restart like those that the tool bar makes itself.

        One button, not an action that is put in and taken out: that would make a button each time,
        of which PySide keeps its own half for ever.
        """
        for name in ("actionRestart", "actionRun"):
            ActionConnections(self._start, self._actions[name])
        self._start.setAutoRaise(True)
        bar.iconSizeChanged.connect(self._start.setIconSize)
        bar.toolButtonStyleChanged.connect(self._start.setToolButtonStyle)
        self._start.setToolButtonStyle(bar.toolButtonStyle())

    def add_tool(self, widget: QWidget) -> None:
        """Put a widget at the right end of the tool bar."""
        self.tool_bar.addWidget(widget)

    def add_panel(self, dock: QDockWidget) -> None:
        """List a panel in the menu that shows and hides panels."""
        self.panels.addAction(dock.toggleViewAction())

    def set_state(self, state: SessionState) -> None:
        """Show Run or Restart in the tool bar, whichever can be wanted."""
        restarts = state.has_process and state is not SessionState.STOPPING
        action = self._actions["actionRestart" if restarts else "actionRun"]
        if action is self._start.defaultAction():
            return
        self._start.setDefaultAction(action)
        self._start.setAccessibleName(action.iconText())

    def _order_tools(self) -> None:
        """Let Tab go through the tools from left to right."""
        buttons = []
        for action in self.tool_bar.actions():
            button = self.tool_bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setAccessibleName(button.accessibleName() or action.iconText())
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                buttons.append(button)
                if button is not self._start:
                    ActionConnections(button, action)
        put_after(self.tool_bar, buttons)

    def _on_theme_changed(self) -> None:
        """Let the icons grow with the zoom."""
        size = self._icons.toolbar_size()
        self.tool_bar.setIconSize(QSize(size, size))

    def set_recent(self, paths: Sequence[str]) -> None:
        """List the recent scripts."""
        self.recent.clear()
        self.recent.setEnabled(bool(paths))
        for path in paths:
            self._add_script(
                self.recent, path, f"{file_name(path)}   {visible_name(_folder(path))}"
            )
        if paths:
            self.recent.addSeparator()
            self.recent.addAction(_tr("Clear the list"), self.recent_cleared.emit)

    def set_examples(self, examples: Sequence[tuple[str, str]]) -> None:
        """List the examples: (path, title)."""
        self.examples.clear()
        self.examples.setEnabled(bool(examples))
        for path, title in examples:
            self._add_script(self.examples, path, title)

    def add_drive(self, actions: Sequence[QAction]) -> None:
        """List what can be done with the selected coroutine."""
        self.coroutine.addActions(list(actions))
        self.coroutine.addSeparator()
        self.coroutine.addAction(self._actions["actionPin"])
        self.coroutine.addAction(self._actions["actionRunUntilResumed"])
        self.coroutine.addMenu(self.breaks)

    def _add_script(self, menu: QMenu, path: str, text: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setToolTip(visible_name(path))
        action.setData(path)
        action.triggered.connect(_emitter(self.script_wanted, path))


def _emitter(signal: object, path: str) -> Callable[[], None]:
    return lambda: signal.emit(path)  # type: ignore[attr-defined]


def _folder(path: str) -> str:
    folder = Path(path).parent
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
