"""The bar below a source view that finds text in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from .clear_button import add_clear_button
from .icons import Icons
from .source_view import SourceView
from .style_property import set_style_property
from .text_search import MOST_MATCHES, Match, find_matches, nearest, spans_by_line

_TYPING_PAUSE = 120


class FindBar(QFrame):
    """Finds while one types; Enter and Shift+Enter go on and back, Escape closes.

    Signals:
        closed(): the bar was closed; the focus belongs to the source again.
    """

    closed = Signal()

    def __init__(self, view: SourceView, icons: Icons) -> None:
        super().__init__()
        self._view = view
        self._icons = icons
        self._matches: list[Match] = []
        self._index: int | None = None
        self.setProperty("role", "bar")
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find"))
        add_clear_button(self._field)
        self._field.setObjectName("findField")
        self._field.setAccessibleName(self.tr("Text to find"))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._case = QCheckBox(self.tr("Match case"))
        self._typed = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._lay_out()
        self._typed.timeout.connect(self.search)
        self._field.textChanged.connect(lambda: self._typed.start())
        self._case.toggled.connect(lambda: self.search())
        self.hide()

    @property
    def count_text(self) -> str:
        """What the bar says of the matches."""
        return self._count.text()

    def open(self) -> None:
        """Show the bar with the selected text, ready to be typed over."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self._field.setText(selected)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self._matches = []
        self._view.set_matches({})
        self.closed.emit()

    def set_wanted(self, text: str) -> None:
        """Put a text into the field and look for it."""
        self._field.setText(text)
        self.search()

    def search(self) -> None:
        """Look for the text again, from where the cursor is."""
        if self.isHidden():
            return
        self._typed.stop()
        self._matches = find_matches(self._view.source, self._field.text(), self._case.isChecked())
        self._view.set_matches(spans_by_line(self._matches))
        start = self._view.textCursor().selectionStart()
        self._go(nearest(self._matches, *self._place(start)))

    def find_next(self) -> None:
        """Go to the match after the cursor."""
        self._refresh_if_typing()
        cursor = self._view.textCursor()
        self._go(nearest(self._matches, *self._place(cursor.selectionEnd())))

    def find_previous(self) -> None:
        """Go to the match before the cursor."""
        self._refresh_if_typing()
        cursor = self._view.textCursor()
        self._go(nearest(self._matches, *self._place(cursor.selectionStart()), forward=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.find_previous if backwards else self.find_next)()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(self._button("previous-match", self.tr("Previous match"), "find_previous"))
        row.addWidget(self._button("next-match", self.tr("Next match"), "find_next"))
        row.addWidget(self._case)
        row.addStretch(1)
        row.addWidget(self._button("close", self.tr("Close the find bar"), "close_bar"))

    def _button(self, icon: str, text: str, method: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(text)
        button.setAccessibleName(text)
        self._icons.set_icon(button, icon)
        button.clicked.connect(lambda: getattr(self, method)())
        return button

    def _refresh_if_typing(self) -> None:
        if self._typed.isActive():
            self.search()

    def _place(self, position: int) -> tuple[int, int]:
        block = self._view.document().findBlock(position)
        return block.blockNumber(), position - block.position()

    def _go(self, index: int | None) -> None:
        self._index = index
        if index is not None:
            match = self._matches[index]
            self._view.select_span(match.line, match.start, match.end)
        self._say_count()

    def _say_count(self) -> None:
        total = len(self._matches)
        if not self._field.text():
            self._count.clear()
        elif self._index is None:
            self._count.setText(self.tr("Nothing found"))
        else:
            more = "+" if total == MOST_MATCHES else ""
            self._count.setText(self.tr("{0} of {1}").format(self._index + 1, f"{total}{more}"))
        invalid = bool(self._field.text()) and self._index is None
        set_style_property(self._field, "invalid", invalid)
