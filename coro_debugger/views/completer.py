"""Completion of Python expressions in a line edit, asked for while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtCore import Qt as _Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ..protocol.values import CompletionItem
from .announcer import announce
from .completion_popup import CompletionPopup
from .source_text import units

_Key = _Qt.Key
_WHILE_TYPING = 60
_MOVES = {_Key.Key_Down: 1, _Key.Key_Up: -1, _Key.Key_PageDown: 8, _Key.Key_PageUp: -8}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_LEAVING = (_Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End)
_OURS = (_Key.Key_Escape, *_MOVES, *_ENTER)
_CLOSING = (
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
    QEvent.Type.Move,
    QEvent.Type.MouseButtonPress,
)


@dataclass(frozen=True, slots=True)
class CompletionsWanted:
    """What has been typed, and the column (UTF-16 units from 1) of the cursor in it."""

    text: str
    column: int


class Completer(QObject):
    """Offers completions for a field; asking and answering may take their time.

    While the list is open Up and Down select, Tab takes the selected or the first one, Enter the
    selected one, Escape closes the list; all other keys go on typing. Ctrl+Space asks at once, Tab
    too if `completes_on_tab`.

    Signals:
        wanted(CompletionsWanted): answer with `offer`.
    """

    wanted = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.completes_on_tab = False
        self.is_enabled = True
        self.known: Callable[[str], list[CompletionItem]] = lambda before: []
        """Completions that need not be asked for, given the text before the cursor."""
        self._popup = CompletionPopup(field)
        self._popup.chosen.connect(self._on_chosen)
        self._asked: CompletionsWanted | None = None
        self._takes_single = False
        self._timer = QTimer(self, singleShot=True, interval=_WHILE_TYPING)
        self._timer.timeout.connect(self._ask)
        field.textEdited.connect(self._on_text_edited)
        field.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether completions are shown."""
        return self._popup.isVisible()

    @property
    def popup(self) -> CompletionPopup:
        """The list that is shown."""
        return self._popup

    def ask(self) -> None:
        """Ask for completions at the cursor; a single one is then taken at once."""
        self._takes_single = True
        self._ask()

    def offer(self, wanted: CompletionsWanted, items: Sequence[CompletionItem]) -> None:
        """Take the answer; it is not looked at if the text is another one now."""
        if wanted != self._asked or self._here() != wanted:
            return
        known = self.known(self._before())
        labels = {item.label for item in known}
        items = [*known, *(item for item in items if item.label not in labels)]
        takes_single, self._takes_single = self._takes_single, False
        if takes_single and len(items) == 1:
            self._insert(items[0])
        elif not items or not self._field.hasFocus() or self._is_typed(items):
            self.close()
        else:
            self._popup.offer(items, self._typed(items[0]))

    def close(self) -> None:
        """Show nothing, and do not look at an answer that is still to come."""
        self._timer.stop()
        self._asked = None
        self._popup.hide()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Take a key for the list; False if it is the field's."""
        key = _Key(event.key())
        if key == _Key.Key_Space and event.modifiers() & _Qt.KeyboardModifier.ControlModifier:
            self.ask()
            return True
        if not self.is_open:
            if key == _Key.Key_Tab and self.completes_on_tab and self._is_behind_name():
                self.ask()
                return True
            return False
        return self._handle_open(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys of the field come here first."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.is_enabled:
            return self.handle_key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.is_open and event.key() in _OURS:
                event.accept()
        elif kind in _CLOSING:
            self.close()
        return False

    # --- inside

    def _handle_open(self, key: int) -> bool:
        if (rows := _MOVES.get(_Key(key))) is not None:
            if item := self._popup.go(rows):
                announce(self._field, item.label)
            return True
        if key == _Key.Key_Escape:
            self.close()
            return True
        item = self._popup.item()
        if key == _Key.Key_Tab:
            self._insert(item or self._popup.first())
            return True
        if key in _ENTER:
            self.close()
            if item is not None:
                self._insert(item)
            return item is not None
        if key in _LEAVING:
            self.close()
        return False

    def _here(self) -> CompletionsWanted:
        return CompletionsWanted(self._field.text(), units(self._before()) + 1)

    def _before(self) -> str:
        # The cursor of a line edit counts UTF-16 units, as the protocol does.
        text = self._field.text()
        place = self._field.cursorPosition()
        return text[:place] if text.isascii() else _first_units(text, place)

    def _ask(self) -> None:
        self._timer.stop()
        self._asked = self._here()
        self.wanted.emit(self._asked)

    def _is_behind_name(self) -> bool:
        last = self._before()[-1:]
        return last == "." or last == "_" or last.isalnum()

    def _typed(self, item: CompletionItem) -> int:
        """Return how much of a completion has been typed."""
        if item.start is not None:
            return max(0, self._field.cursorPosition() - item.start + 1)
        return _shared(self._before(), item.text or item.label)

    def _is_typed(self, items: Sequence[CompletionItem]) -> bool:
        """Tell whether the only completion is what has been typed."""
        return len(items) == 1 and self._before().endswith(items[0].text or items[0].label)

    def _insert(self, item: CompletionItem) -> None:
        text, place = self._before(), self._field.cursorPosition()
        inserted = item.text or item.label
        # To the cursor, not `length` far: more may have been typed since it was offered.
        start = place - _shared(text, inserted) if item.start is None else item.start - 1
        self._field.setSelection(start, place - start)
        self._field.insert(inserted)
        self.close()

    def _on_text_edited(self) -> None:
        self._takes_single = False
        if not self.is_enabled or not self._is_behind_name() or self._is_number():
            self.close()
            return
        if self.is_open:
            self._narrow()
        self._timer.start()

    def _narrow(self) -> None:
        """Leave out what does not fit any more, until the answer for the new text is there."""
        before = self._before()
        fitting = [item for item in self._popup.items() if _fits(item, before)]
        if fitting:
            self._popup.offer(fitting, self._typed(fitting[0]))
        else:
            self._popup.hide()

    def _is_number(self) -> bool:
        """Tell whether the cursor is in a number: nothing completes it."""
        text = self._before()
        digits = text[len(text.rstrip("0123456789._abcdefABCDEFxXoO")) :]
        return digits[:1].isdigit()

    def _on_chosen(self, item: CompletionItem) -> None:
        self._insert(item)


def _fits(item: CompletionItem, before: str) -> bool:
    """Tell whether a completion goes on from what has been typed by now."""
    if item.start is None:
        return True
    typed = before[len(_first_units(before, item.start - 1)) :]
    return item.label.casefold().startswith(typed.casefold())


def _first_units(text: str, count: int) -> str:
    for index in range(len(text)):
        if units(text[:index]) >= count:
            return text[:index]
    return text


def _shared(before: str, inserted: str) -> int:
    """Give how much of `inserted` is typed already at the end of `before`, in UTF-16 units."""
    for length in range(min(len(before), len(inserted)), 0, -1):
        if before.endswith(inserted[:length]):
            return units(inserted[:length])
    return 0
