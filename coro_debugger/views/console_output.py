"""The output of the program and of the debugger, however much there is of it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtWidgets import QPlainTextEdit

from .console_text import ConsoleText, broken_lines, last_versions
from .theme import Theme

MOST_LINES = 5_000
"""Lines that are kept; the oldest go first."""
_TICK = 40
_MOST_PER_TICK = 40_000
_MOST_WAITING = 500_000
_CATEGORY = QTextFormat.Property.UserProperty
_TOKENS = {
    "stdout": "text",
    "stderr": "bad",
    "console": "text_muted",
    "important": "warning",
    "prompt": "text_muted",
    "input": "accent_text",
    "result": "text",
    "error": "bad",
}
_PROGRAM = ("stdout", "stderr")
_MARKED = {"stderr": 1, "error": 1, "important": 2}


class ConsoleOutput(QPlainTextEdit):
    """Shows text by category, in a few portions a second, and forgets the oldest.

    Categories: stdout, stderr, console, important (as the protocol has them), prompt, input,
    result, error. What is not known is shown like "console".

    Signals:
        dropped(object): so many lines, in all, are no longer there (an int).
    """

    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._streams = {category: ConsoleText() for category in _PROGRAM}
        self._waiting: deque[tuple[str, str]] = deque()
        self._waiting_size = 0
        self._lines_written = 0
        self._lines_skipped = 0
        self._dropped = 0
        self.setObjectName("consoleOutput")
        self.setAccessibleName(self.tr("Output"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MOST_LINES)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self._follows = True
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._on_settled)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._settling.start())
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self._on_tick)
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def append_text(self, category: str, text: str) -> None:
        """Take text to be shown with the next portion."""
        stream = self._streams.get(category)
        cleaned = stream.clean(text) if stream else text.replace("\r", "")
        if not cleaned:
            return
        self._waiting.append((category, cleaned))
        self._waiting_size += len(cleaned)
        self._skip_oldest_waiting()
        if not self._tick.isActive():
            self._tick.start()

    def flush(self) -> None:
        """Show all that waits, now."""
        while self._waiting:
            self._write_portion()
        self._tick.stop()

    def clear_all(self) -> None:
        """Forget everything, what waits as well."""
        self._waiting.clear()
        self._waiting_size = 0
        self._lines_written = self._lines_skipped = self._dropped = 0
        self._follows = True
        self._streams = {category: ConsoleText() for category in _PROGRAM}
        self.clear()
        self.dropped.emit(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        colours = {1: self._theme.tokens.bad, 2: self._theme.tokens.warning}
        block = self.firstVisibleBlock()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if rect.top() > event.rect().bottom():
                break
            if block.userState() in colours:
                bar = QRectF(0, rect.top(), self._theme.px(2), rect.height())
                painter.fillRect(bar, colours[block.userState()])
            block = block.next()
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction(self.tr("Clear"), self.clear_all)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _on_tick(self) -> None:
        self._write_portion()
        if not self._waiting:
            self._tick.stop()

    def _skip_oldest_waiting(self) -> None:
        while self._waiting_size > _MOST_WAITING and len(self._waiting) > 1:
            _category, text = self._waiting.popleft()
            self._waiting_size -= len(text)
            self._lines_skipped += text.count("\n")
        if self._waiting_size > _MOST_WAITING:
            category, text = self._waiting.popleft()
            self._lines_skipped += text[:-_MOST_WAITING].count("\n")
            self._waiting.append((category, text[-_MOST_WAITING:]))
            self._waiting_size = _MOST_WAITING

    def _next_portion(self) -> list[tuple[str, str]]:
        """Take what can be shown at once, texts of one category joined."""
        portion: list[tuple[str, str]] = []
        room = _MOST_PER_TICK
        while self._waiting and room > 0:
            category, text = self._waiting.popleft()
            if len(text) > room:
                self._waiting.appendleft((category, text[room:]))
                text = text[:room]
            room -= len(text)
            self._waiting_size -= len(text)
            if portion and portion[-1][0] == category:
                text = portion.pop()[1] + text
            portion.append((category, text))
        return portion

    def _write_portion(self) -> None:
        bar = self.verticalScrollBar()
        follows = self._follows
        top = QTextCursor(self.firstVisibleBlock())
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for category, text in self._next_portion():
            self._write(cursor, category, text)
        cursor.endEditBlock()
        self._settling.stop()
        bar.setValue(bar.maximum() if follows else top.block().firstLineNumber())
        self._count_dropped()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lines are broken anew, and the first that was in sight stays so."""
        self._settling.start()
        super().resizeEvent(event)

    def _on_scrolled(self, value: int) -> None:
        """Follow the newest line, or do so no more; Qt scrolls too when lines are broken anew."""
        if not self._settling.isActive():
            self._follows = value >= self.verticalScrollBar().maximum()

    def _on_settled(self) -> None:
        """Lines have been broken anew: the panel has another size or is shown at last."""
        bar = self.verticalScrollBar()
        if self._follows:
            bar.setValue(bar.maximum())
        elif self.isVisible():
            self._follows = bar.value() >= bar.maximum()

    def _write(self, cursor: QTextCursor, category: str, text: str) -> None:
        restarts, text = last_versions(text)
        if category not in _PROGRAM and not cursor.atBlockStart():
            text = "\n" + text
        if restarts:
            cursor.movePosition(
                QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
        text = broken_lines(text, cursor.positionInBlock())
        cursor.insertText(text, self._format(category))
        self._lines_written += text.count("\n")
        if category in _MARKED:
            self._mark(cursor, text.count("\n") + 1, _MARKED[category])

    def _mark(self, cursor: QTextCursor, lines: int, mark: int) -> None:
        """Mark the last lines, so that errors are told by more than their colour."""
        block = cursor.block()
        for _ in range(min(lines, MOST_LINES)):
            if block.length() > 1:
                block.setUserState(mark)
            block = block.previous()

    def _count_dropped(self) -> None:
        gone = self._lines_written + 1 - self.blockCount() + self._lines_skipped
        if gone != self._dropped:
            self._dropped = gone
            self.dropped.emit(gone)

    def _format(self, category: str) -> QTextCharFormat:
        result = QTextCharFormat()
        colour: QColor = getattr(self._theme.tokens, _TOKENS.get(category, "text_muted"))
        result.setForeground(colour)
        result.setProperty(_CATEGORY, category)
        if category == "important":
            result.setFontWeight(QFont.Weight.Bold)
        return result

    def _take_theme(self) -> None:
        self.setFont(self._theme.mono_font())
        self.document().setDocumentMargin(self._theme.px(6))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for fragment in _fragments(self.document().firstBlock()):
            cursor.setPosition(fragment.position())
            end = fragment.position() + fragment.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(fragment.charFormat().property(_CATEGORY)))
        cursor.endEditBlock()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    fragments = []
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            fragments.append(place.fragment())
            place += 1
        block = block.next()
    return fragments
