"""One tab of the source area: a source view with the bars that belong to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .find_bar import FindBar
from .go_to_line_bar import GoToLineBar
from .icons import Icons
from .notice_bar import NoticeBar
from .source_view import SourceView
from .theme import Theme


class SourcePage(QWidget):
    """Holds view, notices, find bar and line bar of one file.

    Signals:
        reload_wanted(str): the file was changed on disk and is to be read again; its path.
    """

    reload_wanted = Signal(str)

    def __init__(self, path: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.path = path
        self.view = SourceView(theme, self)
        self.view.setAccessibleName(self.tr("Source of {0}").format(Path(path).name))
        self.problem_bar = NoticeBar(icons)
        self.change_bar = NoticeBar(icons)
        self.find_bar = FindBar(self.view, icons)
        self.line_bar = GoToLineBar(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.problem_bar, self.change_bar, self.view, self.find_bar, self.line_bar):
            column.addWidget(widget)
        self.find_bar.closed.connect(self._on_bar_closed)
        self.line_bar.closed.connect(self._on_bar_closed)
        self.view.find_wanted.connect(self.open_find)
        self.view.go_to_line_wanted.connect(self.open_go_to_line)

    def set_text(self, text: str) -> None:
        """Show a text, newly read: what was said of the old one is taken back."""
        self.clear_problem()
        self.change_bar.clear()
        self.view.set_text(text)
        self.find_bar.search()

    def show_problem(self, line: int, column: int, message: str) -> None:
        """Show an error of the source at its place and, in full, above the text."""
        self.view.show_problem(line, column, message)
        self.problem_bar.show_notice(self.tr("Line {0}: {1}").format(line, message), "bad")

    def clear_problem(self) -> None:
        """Take back what was said of an error of the source."""
        self.problem_bar.clear()
        self.view.clear_problem()

    def offer_reload(self, exists: bool) -> None:
        """Say that the file is another now, or gone."""
        name = Path(self.path).name
        if exists:
            self.change_bar.show_notice(
                self.tr("{0} was changed on disk. What is shown here is the former text.").format(
                    name
                ),
                "warning",
                [(self.tr("Reload"), lambda: self.reload_wanted.emit(self.path))],
            )
        else:
            text = self.tr("{0} is no longer on disk. Its last text is shown.").format(name)
            self.change_bar.show_notice(text, "warning")

    def open_find(self) -> None:
        """Open the find bar."""
        self.line_bar.hide()
        self.find_bar.open()

    def open_go_to_line(self) -> None:
        """Open the bar that takes a line number."""
        self.find_bar.close_bar()
        self.line_bar.open()

    def _on_bar_closed(self) -> None:
        self.view.setFocus()
