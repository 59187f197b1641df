"""The timeline as a live sequence diagram: paints only what is in sight."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ..models.lifelines import occupant
from ..models.timeline_cursor import Move, TimelineCursor
from ..models.timeline_model import TimelineModel
from ..models.timeline_step import Step
from ..models.timeline_words import sentence, whole_sentence
from .announcer import announce
from .diagram_view import DiagramView
from .theme import Theme
from .timeline_geometry import TimelineGeometry
from .timeline_painter import TimelinePainter
from .timeline_picture import TimelinePicture

_MOVES = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_PageUp: Move.PAGE_UP,
    Qt.Key.Key_PageDown: Move.PAGE_DOWN,
    Qt.Key.Key_Home: Move.FIRST,
    Qt.Key.Key_End: Move.LAST,
    Qt.Key.Key_Left: Move.FORMER_OF_COROUTINE,
    Qt.Key.Key_Right: Move.NEXT_OF_COROUTINE,
}


class TimelineView(DiagramView):
    """Follows the newest row until it is scrolled away; rows are chosen with keys or the mouse.

    Signals:
        step_selected(Step | None): another row is the current one.
        step_activated(Step): its line is to be shown: Enter, or a click on it.
        coroutine_chosen(int): the box of a coroutine was clicked.
        menu_wanted(int, QPoint): about somebody's lifeline, at a place of the screen.
        follow_changed(bool)
    """

    step_selected = Signal(object)
    step_activated = Signal(object)
    coroutine_chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)
    follow_changed = Signal(bool)

    def __init__(self, theme: Theme, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, model.cast, parent)
        self._model = model
        self._cursor = TimelineCursor(model)
        self._follows = True
        self._is_placing = False
        self._coroutine_id: int | None = None
        self._anchor = (0, 0.0)
        """The row at the top, and how much of it is scrolled away."""
        self.setObjectName("timelineView")
        self.setAccessibleName(self.tr("Timeline"))
        # At once, not by a timer: what Qt does later for the scroll bars comes before the paint.
        model.changed.connect(self._on_changed)
        model.renamed.connect(self.viewport().update)
        model.cleared.connect(self._on_cleared)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- what it shows

    @property
    def follows(self) -> bool:
        """Whether the newest row is kept in sight."""
        return self._follows

    def follow(self) -> None:
        """Go to the newest row and stay with it."""
        self._set_follows(True)
        self.place()

    def set_coroutine(self, coroutine_id: int | None) -> None:
        """Mark the coroutine that is selected in the window."""
        if coroutine_id != self._coroutine_id:
            self._coroutine_id = coroutine_id
            self.viewport().update()

    def selected_step(self) -> Step | None:
        """Return the current row."""
        return self._cursor.step()

    def lengths(self) -> TimelineGeometry:
        """Return where everything is at the zoom and width in use."""
        columns, rows = len(self._model.columns()), self._model.count()
        return TimelineGeometry.fitted(self.unit, columns, rows, self.viewport().width())

    def is_empty(self) -> bool:
        """Tell whether nothing has been recorded."""
        return not self._model.total

    def words(self) -> str:
        """Return the current row, else what there is."""
        if (step := self.selected_step()) is not None:
            return whole_sentence(step, self._model.cast)
        count = self._model.count()
        if not count:
            return self.tr("No event passes the filter.")
        newest = sentence(self._model.step_at(count - 1), self._model.cast)
        return self.tr("{0} events, the newest: {1}").format(f"{count:,}", newest)

    # --- scrolling

    def _on_changed(self) -> None:
        self.place()
        self.describe()

    def _on_cleared(self) -> None:
        self._select(None)
        self._set_follows(True)
        self._on_changed()

    def place(self) -> None:
        """Put the scroll bars where what was in sight is now, or at the newest row."""
        g = self.lengths()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self.viewport().height() - g.header_height
        self._is_placing = True
        across.setRange(0, round(max(0, g.width - self.viewport().width())))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(round(g.spacing / 4))
        # At the very end the row at the top is a whole one.
        down.setRange(0, round(ceil(max(0, g.height - room) / g.row_height) * g.row_height))
        down.setPageStep(round(max(room, 1)))
        down.setSingleStep(round(g.row_height))
        if self._follows:
            down.setValue(down.maximum())
            self._reveal_columns(self._model.count() - 1)
        else:
            row, share = self._anchor
            down.setValue(round((self._model.position_of(row) + share) * g.row_height))
        self._is_placing = False
        self.viewport().update()

    def _on_scrolled(self, value: int) -> None:
        if self._is_placing:
            return
        g, count = self.lengths(), self._model.count()
        if count:
            position = min(g.position_at(value), count - 1)
            self._anchor = self._model.row_at(position), value / g.row_height - position
        self._set_follows(value >= self.verticalScrollBar().maximum())

    def _set_follows(self, follows: bool) -> None:
        if follows != self._follows:
            self._follows = follows
            self.follow_changed.emit(follows)

    def _reveal(self, position: int) -> None:
        g, down = self.lengths(), self.verticalScrollBar()
        top = round(position * g.row_height)
        room = round(self.viewport().height() - g.header_height - g.row_height)
        down.setValue(max(min(down.value(), top), top - room))
        self._reveal_columns(position)

    def _reveal_columns(self, position: int) -> None:
        """Bring an arrow into sight, its end rather than its beginning if there is no room."""
        if not 0 <= position < self._model.count():
            return
        g, across = self.lengths(), self.horizontalScrollBar()
        step = self._model.step_at(position)
        for who in (step.source, step.target) if step.event is not None else ():
            x, side = g.x(self._model.column_of(who) or 0), g.spacing / 2
            left = min(across.value(), round(x - side))
            across.setValue(max(left, round(x + side - self.viewport().width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other columns fit now."""
        self.place()

    # --- painting

    def paint(self, painter: QPainter) -> None:
        """Draw the rows that are in sight, and the names above them."""
        if not self._model.count():
            self.paint_text(painter, self.words())
            return
        g = self.lengths()
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        drawer = TimelinePainter(painter, self._model, self.look, self._picture(g, x, y))
        painter.save()
        painter.setClipRect(0, round(g.header_height), self.width(), self.height())
        painter.translate(-x, g.header_height - y)
        drawer.paint_rows()
        painter.restore()
        painter.translate(-x, 0)
        drawer.paint_headers()

    def _picture(self, g: TimelineGeometry, x: float, y: float) -> TimelinePicture:
        last, count = (
            g.position_at(y + self.viewport().height() - g.header_height),
            self._model.count(),
        )
        return TimelinePicture(
            g,
            # The bars are put right after the rows have changed, maybe after a painting.
            min(max(g.position_at(y), 0), count - 1),
            min(last, count - 1),
            x,
            x + self.viewport().width(),
            max(g.height, y + self.viewport().height()),
            self._model.row_at(count - 1),
            self._cursor.row if self._cursor.position() is not None else None,
            self._coroutine_id,
        )

    # --- the current row

    def select_position(self, position: int) -> None:
        """Make a row the current one and bring it into sight."""
        if 0 <= position < self._model.count():
            self._select(self._model.row_at(position))
            self._reveal(position)
            announce(self, self.words())

    def _select(self, row: int | None) -> None:
        if row != self._cursor.row:
            self._cursor.row = row
            self.describe()
            self.step_selected.emit(self.selected_step())
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from row to row with the arrow keys; Enter goes to the line."""
        step, move = self.selected_step(), _MOVES.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and step is not None:
            self.step_activated.emit(step)
        elif event.key() == Qt.Key.Key_Escape and step is not None:
            self._select(None)
        elif event.matches(QKeySequence.StandardKey.Copy) and step is not None:
            QGuiApplication.clipboard().setText(self.words())
        elif move is not None:
            page = max(1, int(self.verticalScrollBar().pageStep() // self.lengths().row_height) - 1)
            if (to := self._cursor.target(move, page)) is not None:
                self.select_position(to)
            if move is Move.LAST:
                self.follow()
        else:
            super().keyPressEvent(event)

    # --- the mouse

    def position_at(self, y: float) -> int | None:
        """Return the row at a height of the viewport."""
        g = self.lengths()
        if y < g.header_height:
            return None
        position = g.position_at(y - g.header_height + self.verticalScrollBar().value())
        return position if 0 <= position < self._model.count() else None

    def header_at(self, point: QPoint) -> int | None:
        """Return whose box is at a point of the viewport."""
        g = self.lengths()
        column = g.column_at(point.x() + self.horizontalScrollBar().value())
        if column is None or point.y() >= g.header_height or not self._model.count():
            return None
        first = min(g.position_at(self.verticalScrollBar().value()), self._model.count() - 1)
        return occupant(self._model.columns()[column], self._model.row_at(max(first, 0))).who

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on a row shows its line, one on a box selects the coroutine."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        who = self.header_at(event.position().toPoint())
        if who is not None:
            if self._model.cast.coroutine(who) is not None:
                self.coroutine_chosen.emit(who)
            return
        position = self.position_at(event.position().y())
        self._select(None if position is None else self._model.row_at(position))
        if (step := self.selected_step()) is not None:
            self.step_activated.emit(step)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done about a lifeline."""
        who, place = None, event.pos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            who, position = self.header_at(place), self.position_at(place.y())
        elif (position := self._cursor.position()) is not None:
            place = self._point_of(position)
        step = None if position is None else self._model.step_at(position)
        if who is None and step is not None and step.event is not None:
            who = step.coroutine_id
        if who is not None:
            self.menu_wanted.emit(who, self.viewport().mapToGlobal(place))

    def _point_of(self, position: int) -> QPoint:
        g = self.lengths()
        y = g.header_height + g.y(position) - self.verticalScrollBar().value()
        return QPoint(self.viewport().width() // 2, round(y))

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: a tool tip says the whole of a row or a name."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip_at(self, point: QPoint) -> str:
        who, position = self.header_at(point), self.position_at(point.y())
        if who is not None:
            return self._model.cast.title(who)
        if position is None:
            return ""
        return whole_sentence(self._model.step_at(position), self._model.cast)
