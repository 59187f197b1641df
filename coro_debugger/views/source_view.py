"""The source of one file, with everything that is marked in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from .code_view import CodeView
from .line_marks import LineMarks
from .source_chips import Chip, ChipKind, ChipPainter, PlacedChip, in_chip, out_chip, value_chip
from .source_gutter import SourceGutter
from .source_hover import SourceHover
from .source_marks import (
    BreakpointMark,
    CoroutineMark,
    EventMark,
    InlineValue,
    SourceProblem,
    SourceSpan,
    TrackedYield,
)
from .source_menu import source_menu
from .source_painter import SourcePainter
from .source_text import SourceText
from .syntax_highlighter import SyntaxHighlighter
from .theme import Theme


class SourceView(CodeView):
    """Shows the text of a file and marks in it; it decides nothing.

    Lines are 1-based, columns UTF-16 units from 1.

    Signals:
        breakpoint_toggled(int): a breakpoint on that line is to be set or removed.
        breakpoint_edit_wanted(int): the condition of one on that line is to be edited.
        event_edit_wanted(EventBreakpoint): an event breakpoint is to be edited.
        hovered(str, QPoint): the value of that expression is asked for; answer with
            `show_hover_value`. The point is on the screen.
        run_to_line_wanted(int): run until that line is reached.
        watch_wanted(str): that expression is to be watched.
        find_wanted(): the menu's "find" was chosen.
        go_to_line_wanted(): the menu's "go to line" was chosen.
    """

    breakpoint_toggled = Signal(int)
    breakpoint_edit_wanted = Signal(int)
    event_edit_wanted = Signal(object)
    hovered = Signal(str, QPoint)
    run_to_line_wanted = Signal(int)
    watch_wanted = Signal(str)
    find_wanted = Signal()
    go_to_line_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.marks = LineMarks()
        self.source = SourceText("")
        super().__init__(theme, parent)
        self.setObjectName("sourceView")
        self.setAccessibleName(self.tr("Source"))
        self.can_run_to_line = False
        self.highlighter = SyntaxHighlighter(self)
        self.highlighter.set_dark(theme.is_dark)
        self.highlighter.progressed.connect(self._on_coloured)
        self._gutter = SourceGutter(self, theme)
        self._paint = SourcePainter(self, theme)
        self._chip_painter = ChipPainter(theme)
        self._placed: dict[int, list[PlacedChip]] = {}
        self._hover = SourceHover(self)
        self.viewport().setMouseTracking(True)
        self.updateRequest.connect(self._on_update_requested)
        self.blockCountChanged.connect(self._make_room_for_gutter)
        self.cursorPositionChanged.connect(self._describe)
        self._make_room_for_gutter()

    @property
    def gutter(self) -> SourceGutter:
        """The margin with line numbers and marks."""
        return self._gutter

    def set_text(self, text: str) -> None:
        """Show a text; the place that is looked at stays where it can."""
        top = self.verticalScrollBar().value()
        line = self.cursor_line()
        self.source = SourceText(text)
        self._make_room_for_gutter()  # afterwards, all of the text would be laid out again
        self.setPlainText(self.source.text)
        self.highlighter.set_source(self.source)
        self._put_cursor(line)
        self.verticalScrollBar().setValue(top)

    def cursor_line(self) -> int:
        """Give the line the text cursor is on."""
        return self.textCursor().blockNumber() + 1

    def set_tracked(self, tracked: TrackedYield | None) -> None:
        """Mark where the selected coroutine is suspended."""
        changed = self.marks.set_tracked(tracked)
        if changed:
            self._describe()
            self._redraw_lines(changed)

    def set_current_line(self, line: int | None) -> None:
        """Mark the line at which the program is stopped."""
        self._redraw_lines(self.marks.set_current_line(line))

    def set_inline_values(self, values: dict[int, InlineValue]) -> None:
        """Show texts such as ``matches = 1`` at the ends of lines."""
        self._redraw_lines(self.marks.set_values(values))

    def set_coroutine_marks(self, marks: list[CoroutineMark]) -> None:
        """Mark the lines on which coroutines are suspended."""
        self._redraw_lines(self.marks.set_coroutines(marks))
        self._describe()

    def set_breakpoints(self, marks: list[BreakpointMark]) -> None:
        """Show the breakpoints of this file."""
        self._redraw_lines(self.marks.set_breakpoints(marks))
        self._describe()

    def set_event_marks(self, marks: list[EventMark]) -> None:
        """Mark the lines at which event breakpoints stop."""
        self._redraw_lines(self.marks.set_events(marks))
        self._describe()

    def show_problem(self, line: int, column: int, message: str) -> None:
        """Show an error of the source at its place, and move there."""
        line = self.line_block(line).blockNumber() + 1
        changed = self.marks.set_problem(SourceProblem(line, max(column, 1), message))
        self.reveal(line)
        self._describe()
        self._redraw_lines(changed)

    def clear_problem(self) -> None:
        """Take the error of the source away."""
        self._redraw_lines(self.marks.set_problem(None))
        self._describe()

    def set_matches(self, matches: dict[int, list[tuple[int, int]]]) -> None:
        """Mark what was found: spans in UTF-16 units from 0 by 0-based line."""
        self.marks.matches = matches
        self._redraw()

    def point_at(self, span: SourceSpan | None) -> None:
        """Mark what an instruction of the byte code stands for; None takes the mark away."""
        if span != self.marks.pointed:
            self.marks.pointed = span
            if span is not None:
                self._bring_into_sight(span.line)
            self._redraw()

    def reads(self, line: int, column: int | None, words: tuple[str, ...]) -> bool:
        """Tell whether one of these words stands at a place."""
        text = self.source.line(line - 1)
        return text[self.source.to_code_points(line - 1, (column or 1) - 1) :].startswith(words)

    def cursor_span(self) -> SourceSpan:
        """Give what is selected, or the place of the cursor: a span without extent."""
        cursor, document = self.textCursor(), self.document()
        start = document.findBlock(cursor.selectionStart())
        end = document.findBlock(cursor.selectionEnd())
        return SourceSpan(
            start.blockNumber() + 1,
            cursor.selectionStart() - start.position() + 1,
            end.blockNumber() + 1,
            cursor.selectionEnd() - end.position() + 1,
        )

    def reveal(self, line: int) -> None:
        """Move the text cursor to a line, and the line to the middle unless it can be seen."""
        self._put_cursor(line)
        if not self._is_in_sight(line):
            self.centerCursor()

    def select_span(self, line: int, start: int, end: int) -> None:
        """Select UTF-16 units of a 0-based line and bring them into sight."""
        self.reveal(line + 1)
        block = self.line_block(line + 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_hover_value(self, expression: str, text: str) -> None:
        """Show what there is to say about an expression that was asked for with `hovered`."""
        self._hover.show_answer(expression, text)

    def toggle_breakpoint_here(self) -> None:
        """Ask for a breakpoint on the line of the text cursor."""
        self.breakpoint_toggled.emit(self.cursor_line())

    def band_colour(self, line: int) -> QColor | None:
        """Give the colour behind a whole line, if it has one."""
        tokens = self._theme.tokens
        if self.marks.is_tracked(line):
            return tokens.tracked_band
        if line == self.marks.current_line:
            return tokens.current_band
        problem = self.marks.problem
        return tokens.bad_ground if problem and problem.line == line else None

    def chip_at(self, place: QPoint) -> Chip | None:
        """Give the chip that was painted at a point of the viewport."""
        placed = [each for line in self._placed.values() for each in line]
        return next((p.chip for p in placed if p.rect.contains(place.toPointF())), None)

    def chips(self, line: int) -> list[Chip]:
        """Give what is shown after the text of a line."""
        chips = []
        tracked, problem = self.marks.tracked, self.marks.problem
        if tracked is not None and tracked.line == line:
            chips += [in_chip(tracked.last_in)] if tracked.last_in is not None else []
            chips += [out_chip(tracked.last_out)] if tracked.last_out is not None else []
        if problem is not None and problem.line == line:
            chips.append(Chip(ChipKind.PROBLEM, problem.message))
        if line in self.marks.values:
            chips.append(value_chip(self.marks.values[line]))
        return chips

    def paintEvent(self, event: QPaintEvent) -> None:
        top, bottom = event.rect().top(), event.rect().bottom()
        cells = self.visible_cells()
        blocks = [b for b, cell in cells if cell.bottom() > top and cell.top() <= bottom]
        for block in blocks:
            self.highlighter.colour(block)
        painter = self._painter()
        for block in blocks:
            self._paint_under(painter, block)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        for block in blocks:
            self._paint_over(painter, block)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()
        at = self.cursorRect()
        if at.top() >= 0 and self.viewport().height() < at.bottom() < event.oldSize().height():
            self.centerCursor()  # what was in sight stays so

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F9 and not event.modifiers():
            self.toggle_breakpoint_here()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover.move(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover.leave()
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        menu = source_menu(self, cursor.blockNumber() + 1, self._expression_for_menu(cursor))
        menu.popup(event.globalPos())

    def _expression_for_menu(self, cursor: QTextCursor) -> str:
        """Give what is selected, else the name at the cursor, as far as it is an expression."""
        selected = self.textCursor().selectedText().replace("\u2029", "\n").strip()
        if selected:
            return "" if "\n" in selected else selected
        line, offset = cursor.blockNumber(), cursor.positionInBlock()
        return self._hover.expression_in(line, offset) or ""

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _paint_under(self, painter: QPainter, block: QTextBlock) -> None:
        line = block.blockNumber() + 1
        colour = self.band_colour(line)
        if colour is not None:
            self._paint.band(painter, block, colour)
        if self.marks.is_tracked(line) and self.marks.tracked is not None:
            self._paint.tracked_ground(painter, block, self.marks.tracked)
        spans = self.marks.matches.get(line - 1)
        if spans:
            self._paint.matches(painter, block, spans)

    def _paint_over(self, painter: QPainter, block: QTextBlock) -> None:
        line = block.blockNumber() + 1
        if self.marks.is_tracked(line) and self.marks.tracked is not None:
            self._paint.tracked_outline(painter, block, self.marks.tracked)
        if self.marks.pointed is not None:
            self._paint.pointed(painter, block, self.marks.pointed)
        problem = self.marks.problem
        if problem is not None and problem.line == line:
            self._paint.squiggle(painter, block, problem)
        chips = self.chips(line)
        self._placed.pop(line, None)
        if chips:
            left, cell = self.end_of_text(block), self.cell(block)
            ground = self.band_colour(line) or self._theme.tokens.panel
            self._placed[line] = self._chip_painter.paint(painter, chips, left, cell, ground)

    def _is_in_sight(self, line: int) -> bool:
        cell = self.cell(self.line_block(line))
        return cell.top() >= 0 and cell.bottom() <= self.viewport().height() - cell.height()

    def _bring_into_sight(self, line: int) -> None:
        """Scroll to a line and leave the cursor where it is."""
        if not self._is_in_sight(line):
            lines = self.viewport().height() / max(1.0, self.cell(self.line_block(line)).height())
            self.verticalScrollBar().setValue(max(0, line - 1 - int(lines / 2)))

    def _describe(self) -> None:
        """Tell a screen reader what is drawn: an error, the tracked yield, marks at the cursor."""
        problem = self.marks.problem
        marks = "; ".join(self._gutter.marks_in_words(self.cursor_line()))
        here = self.tr("At the cursor: {0}").format(marks) if marks else ""
        said = (problem.message if problem else "", self._tracked_in_words(), here)
        words = ". ".join(text for text in said if text)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _tracked_in_words(self) -> str:
        tracked = self.marks.tracked
        if tracked is None:
            return ""
        words = [self.tr("Suspended at line {0}").format(tracked.line)]
        if tracked.last_in is not None:
            words.append(self.tr("last value in: {0}").format(tracked.last_in))
        if tracked.last_out is not None:
            words.append(self.tr("last value out: {0}").format(tracked.last_out))
        return ", ".join(words)

    def _put_cursor(self, line: int) -> None:
        self.setTextCursor(QTextCursor(self.line_block(line)))

    def _on_coloured(self, first: int, end: int) -> None:
        bottom = self.cursorForPosition(self.viewport().rect().bottomLeft()).blockNumber()
        if first <= bottom and self.firstVisibleBlock().blockNumber() < end:
            self.viewport().update()

    def _redraw(self) -> None:
        self._placed.clear()
        self.viewport().update()
        self._gutter.update()

    def _redraw_lines(self, lines: set[int]) -> None:
        """Paint these lines anew, as far as they are in sight."""
        last = max(lines, default=0)
        for block, cell in self.visible_cells() if lines else ():
            if block.blockNumber() >= last:
                break
            if block.blockNumber() + 1 in lines:
                strip = cell.toAlignedRect()
                self.viewport().update(strip)
                self._gutter.update(0, strip.top(), self._gutter.width(), strip.height())

    def _on_update_requested(self, rect: QRect, moved: int) -> None:
        if moved:
            self._hover.leave()
            # What was painted moves along, the chips as well: they are painted in new places.
            self._redraw()
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _make_room_for_gutter(self) -> None:
        self.setViewportMargins(self._gutter.wanted_width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        area = self.contentsRect()
        self._gutter.setGeometry(
            QRect(area.left(), area.top(), self._gutter.wanted_width(), area.height())
        )

    def _on_theme_changed(self) -> None:
        was_in_sight = self._is_in_sight(self.cursor_line())
        super()._on_theme_changed()
        self.highlighter.set_dark(self._theme.is_dark)
        self._make_room_for_gutter()
        if was_in_sight and not self._is_in_sight(self.cursor_line()):
            self.centerCursor()
        self._redraw()
