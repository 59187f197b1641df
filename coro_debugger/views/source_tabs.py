"""The source area: one tab for every open file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from ..models.visible_text import visible_name
from .file_watch import FileWatch
from .focus_order import put_after, stops_in
from .icons import Icons
from .source_page import SourcePage
from .source_view import SourceView
from .theme import Theme

_CLOSE_BUTTON = 20
"""Design pixels of the side of the button that closes a tab."""


class SourceTabs(QTabWidget):
    """Shows texts of files by path; it reads no file itself.

    Signals (lines are 1-based):
        view_opened(object): a new `SourceView`, to be given its marks.
        text_shown(object): a `SourceView` has another text.
        current_path_changed(str): the path of the tab in front; empty without one.
        breakpoint_toggled(str, int): path and line.
        breakpoint_edit_wanted(str, int): path and line.
        hovered(str, QPoint): see `SourceView`; answer with `current_view`.
        run_to_line_wanted(str, int): path and line.
        watch_wanted(str): an expression is to be watched.
        reload_wanted(str): read that file again and give it to `open_text`.
        tab_closed(str): the tab of that path was closed.
    """

    view_opened = Signal(object)
    text_shown = Signal(object)
    current_path_changed = Signal(str)
    breakpoint_toggled = Signal(str, int)
    breakpoint_edit_wanted = Signal(str, int)
    event_edit_wanted = Signal(object)
    hovered = Signal(str, QPoint)
    run_to_line_wanted = Signal(str, int)
    watch_wanted = Signal(str)
    reload_wanted = Signal(str)
    tab_closed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceTabs")
        self.setAccessibleName(self.tr("Open files"))
        self._theme = theme
        self._icons = icons
        self._pages: dict[str, SourcePage] = {}
        self._can_run_to_line = False
        self._watch = FileWatch(self)
        self._watch.changed.connect(self._on_file_changed)
        self.setTabsClosable(True)
        self.setMovable(True)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUsesScrollButtons(True)
        self.tabCloseRequested.connect(self._on_close_requested)
        self.currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_theme_changed)

    def open_text(self, path: str, text: str) -> SourceView:
        """Show the text of a file in its tab, which is opened where there is none yet."""
        page = self._pages.get(path) or self._add_page(path)
        page.set_text(text)
        self._watch.watch(path)
        self.setCurrentWidget(page)
        self.text_shown.emit(page.view)
        return page.view

    def view(self, path: str) -> SourceView | None:
        """Give the view of a file, None where it is not open."""
        page = self._pages.get(path)
        return page.view if page else None

    def views(self) -> dict[str, SourceView]:
        """Give the views of all open files by path."""
        return {path: page.view for path, page in self._pages.items()}

    def setFocus(self, *reason: Qt.FocusReason) -> None:  # noqa: N802
        """Qt: the text gets the focus, not the tabs above it."""
        if (view := self.current_view) is not None:
            view.setFocus(*reason)
        else:
            super().setFocus(*reason)

    @property
    def current_path(self) -> str:
        """The path of the tab in front; empty without one."""
        page = self.currentWidget()
        return page.path if isinstance(page, SourcePage) else ""

    @property
    def current_view(self) -> SourceView | None:
        """The view in front."""
        return self.view(self.current_path)

    def show_location(self, path: str, line: int) -> bool:
        """Bring a line of an open file to the front; False where the file is not open."""
        page = self._pages.get(path)
        if page is None:
            return False
        self.setCurrentWidget(page)
        page.view.reveal(line)
        return True

    def bring_to_front(self, view: SourceView) -> None:
        """Show the tab of a view."""
        for page in self._pages.values():
            if page.view is view:
                self.setCurrentWidget(page)

    def show_problem(self, path: str, line: int, column: int, message: str) -> None:
        """Show an error of the source of an open file at its place."""
        page = self._pages.get(path)
        if page is not None:
            self.setCurrentWidget(page)
            page.show_problem(line, column, message)

    def clear_problems(self) -> None:
        """Take back what was said of errors of the sources, in every tab."""
        for page in self._pages.values():
            page.clear_problem()

    def clear_marks(self) -> None:
        """Take away what belongs to a stop, in every tab."""
        for page in self._pages.values():
            page.view.set_tracked(None)
            page.view.set_current_line(None)
            page.view.set_inline_values({})
            page.view.set_coroutine_marks([])

    def set_run_to_line_enabled(self, enabled: bool) -> None:
        """Say whether "run to line" can be done now."""
        self._can_run_to_line = enabled
        for page in self._pages.values():
            page.view.can_run_to_line = enabled

    def close_path(self, path: str) -> None:
        """Close the tab of a file."""
        page = self._pages.pop(path, None)
        if page is not None:
            self._watch.forget(path)
            self.removeTab(self.indexOf(page))
            page.deleteLater()
            self._name_tabs()
            self.tab_closed.emit(path)

    def open_find(self) -> None:
        """Open the find bar of the tab in front."""
        page = self._current_page()
        if page is not None:
            page.open_find()

    def find_next(self) -> None:
        """Go to the next match of the tab in front, or ask what to look for."""
        page = self._current_page()
        if page is not None and page.find_bar.isHidden():
            page.open_find()
        elif page is not None:
            page.find_bar.find_next()

    def find_previous(self) -> None:
        """Go to the former match of the tab in front, or ask what to look for."""
        page = self._current_page()
        if page is not None and page.find_bar.isHidden():
            page.open_find()
        elif page is not None:
            page.find_bar.find_previous()

    def open_go_to_line(self) -> None:
        """Open the line bar of the tab in front."""
        page = self._current_page()
        if page is not None:
            page.open_go_to_line()

    def toggle_breakpoint(self) -> None:
        """Ask for a breakpoint on the cursor's line of the tab in front."""
        view = self.current_view
        if view is not None:
            view.toggle_breakpoint_here()

    def _current_page(self) -> SourcePage | None:
        return self._pages.get(self.current_path)

    def _add_page(self, path: str) -> SourcePage:
        page = self._pages[path] = SourcePage(path, self._theme, self._icons)
        view = page.view
        view.can_run_to_line = self._can_run_to_line
        view.breakpoint_toggled.connect(lambda line: self.breakpoint_toggled.emit(path, line))
        view.breakpoint_edit_wanted.connect(
            lambda line: self.breakpoint_edit_wanted.emit(path, line)
        )
        view.event_edit_wanted.connect(self.event_edit_wanted)
        view.run_to_line_wanted.connect(lambda line: self.run_to_line_wanted.emit(path, line))
        view.watch_wanted.connect(self.watch_wanted)
        view.hovered.connect(self.hovered)
        page.reload_wanted.connect(self.reload_wanted)
        index = self.addTab(page, Path(path).name)
        self.setTabToolTip(index, visible_name(path))
        put_after(self.tabBar(), stops_in(page))
        self._name_tabs()
        self.view_opened.emit(view)
        return page

    def _name_tabs(self) -> None:
        """Name tabs by file; files of the same name get their folder as well."""
        names = [Path(path).name for path in self._pages]
        for path, page in self._pages.items():
            place = Path(path)
            name = place.name
            if names.count(name) > 1:
                name = f"{name} — {place.parent.name}"
            name = visible_name(name).replace("&", "&&")
            index = self.indexOf(page)
            self.setTabText(index, name)
            if (button := self._close_button(index)) is not None:
                button.setAccessibleName(self.tr("Close {0}").format(place.name))
        self._on_theme_changed()

    def _close_button(self, index: int) -> QWidget | None:
        return self.tabBar().tabButton(index, QTabBar.ButtonPosition.RightSide)

    def _on_theme_changed(self) -> None:
        """Let the buttons grow with the zoom: Qt keeps them, and their picture would shrink."""
        side = self._theme.px(_CLOSE_BUTTON)
        for index in range(self.count()):
            if (button := self._close_button(index)) is not None:
                button.setFixedSize(side, side)

    def _on_close_requested(self, index: int) -> None:
        page = self.widget(index)
        if isinstance(page, SourcePage):
            self.close_path(page.path)

    def _on_current_changed(self, index: int) -> None:
        page = self.widget(index)
        self.current_path_changed.emit(page.path if isinstance(page, SourcePage) else "")

    def _on_file_changed(self, path: str, exists: bool) -> None:
        page = self._pages.get(path)
        if page is not None:
            page.offer_reload(exists)
