"""The panels at the bottom that share one place: which is in front, and their titles."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QToolButton

from .panel_title import PanelTitle

_NEWS = " •"


class BottomPanels(QObject):
    """Stacks docks as tabs; a tab names its dock, so that its title says it only when it is alone.

    Signals:
        chosen(str): the user brought a panel to the front.
    """

    chosen = Signal(str)

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        """``docks`` by name, from left to right; the first one is in front at first."""
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._words = {name: dock.windowTitle() for name, dock in docks.items()}
        self._front = next(iter(docks))
        self._is_raising = True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_arranged)
        self._stack()
        for name, dock in docks.items():
            dock.visibilityChanged.connect(lambda is_on, name=name: self._on_seen(name, is_on))
            dock.topLevelChanged.connect(self._later.start)
            dock.dockLocationChanged.connect(self._later.start)
        self._later.start()

    def _stack(self) -> None:
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        self._window.setTabPosition(area, QTabWidget.TabPosition.North)
        docks = list(self._docks.values())
        for dock in docks[1:]:
            self._window.tabifyDockWidget(docks[0], dock)
        self.bring(next(iter(self._docks)))

    @property
    def front(self) -> str:
        """The name of the panel that came to the front last."""
        return self._front

    def is_closed(self, name: str) -> bool:
        """Tell whether the user has closed a panel."""
        return not self._docks[name].toggleViewAction().isChecked()

    def bring(self, name: str) -> None:
        """Bring a panel to the front."""
        self._is_raising = True
        self._docks[name].show()
        self._docks[name].raise_()
        self._is_raising = False
        self._front = name

    def mark_news(self, name: str, has_news: bool) -> None:
        """Show in the tab of a panel that there is something new to be seen."""
        dock, words = self._docks[name], self._words[name]
        dock.setWindowTitle(words + (_NEWS if has_news else ""))
        dock.toggleViewAction().setText(words)  # a menu is no place for news

    def _on_seen(self, name: str, is_seen: bool) -> None:
        self._later.start()
        if not is_seen or name == self._front:
            return
        self._front = name
        if not self._is_raising and self._window.isVisible():
            self.chosen.emit(name)

    def _on_arranged(self) -> None:
        for dock in self._docks.values():
            title = dock.titleBarWidget()
            if isinstance(title, PanelTitle):
                is_tab = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
                title.set_bare(is_tab)
        for bar in self._window.findChildren(
            QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            bar.setAccessibleName(self.tr("Panels"))
            bar.setVisible(bar.count() > 0)
            for button in bar.findChildren(QToolButton):  # they scroll; arrow keys do that too
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
