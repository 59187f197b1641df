"""A bar that says something important where it matters, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from ..models.visible_text import visible_controls
from .icons import Icons
from .push_button import PushButton
from .style_property import set_style_property

_ICONS = {"good": "good", "warning": "warning", "bad": "problem", "neutral": "info"}


class NoticeBar(QFrame):
    """Shows one notice at a time; hidden while there is none.

    Signals:
        dismissed(): the user closed it.
    """

    dismissed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("role", "bar")
        self._sign = QToolButton()
        self._sign.setAccessibleName(_sign_words("neutral"))
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setObjectName("noticeText")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        self._row = QHBoxLayout()
        column.addLayout(self._row)
        # Several buttons stand below the text, for which there would be no room beside them.
        self._below = QHBoxLayout()
        self._below.setContentsMargins(34, 0, 0, 2)
        self._below.addStretch(1)
        column.addLayout(self._below)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        icons.set_icon(self._close, "close")
        self._close.clicked.connect(self._on_close_clicked)
        self._row.addWidget(self._close)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_notice(
        self,
        text: str,
        tone: str = "neutral",
        actions: Sequence[tuple[str, Callable[[], object]]] | None = None,
    ) -> None:
        """Show a text; `tone` is "good", "warning", "bad" or "neutral".

        `actions` are the words of buttons with what they do; the bar hides when one is pressed.
        """
        self.clear()
        text = visible_controls(text)
        self._text.setText(text)
        self._icons.set_icon(self._sign, _ICONS[tone])
        self._sign.setAccessibleName(_sign_words(tone))
        set_style_property(self, "tone", tone)
        for words, act in actions or []:
            self._add_button(words, act, below=len(actions or []) > 1)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the notice away."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.hide()

    def _add_button(self, words: str, act: Callable[[], object], *, below: bool) -> None:
        button = PushButton(words)
        button.clicked.connect(self.clear)
        button.clicked.connect(lambda: act())
        row = self._below if below else self._row
        row.insertWidget(row.count() - 1, button)
        self._buttons.append(button)

    def _on_close_clicked(self) -> None:
        self.clear()
        self.dismissed.emit()


def _sign_words(tone: str) -> str:
    """Return what the sign says by its shape and colour."""
    return {
        "good": QCoreApplication.translate("NoticeBar", "Fine"),
        "warning": QCoreApplication.translate("NoticeBar", "Warning"),
        "bad": QCoreApplication.translate("NoticeBar", "Problem"),
    }.get(tone, QCoreApplication.translate("NoticeBar", "Note"))
