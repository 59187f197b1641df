"""The pipeline as a graph from left to right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ..models.cast import Cast
from ..models.pipeline_model import PipelineModel
from ..models.pipeline_words import flow_sentence, stage_sentence
from .announcer import announce
from .diagram_view import DiagramView
from .pipeline_geometry import PipelineGeometry
from .pipeline_painter import PipelinePainter
from .theme import Theme

_REFRESH_MILLISECONDS = 50
_SMALLEST_FIT = 0.75
_NEGLIGIBLE = 0.005
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PipelineView(DiagramView):
    """Nodes are reached with the arrow keys or the mouse.

    Signals:
        coroutine_chosen(int): a node was clicked, or Enter pressed on it.
    """

    coroutine_chosen = Signal(object)

    def __init__(
        self, theme: Theme, model: PipelineModel, cast: Cast, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, cast, parent)
        self._model = model
        self._cast = cast
        self._lengths: PipelineGeometry | None = None
        self._current: int | None = None
        self._coroutine_id: int | None = None
        self.setObjectName("pipelineView")
        self.setAccessibleName(self.tr("Pipeline"))
        self._later = QTimer(self, singleShot=True, interval=_REFRESH_MILLISECONDS)
        self._later.timeout.connect(self._on_changed)
        model.changed.connect(self._on_model_changed)

    # --- what it shows

    def set_coroutine(self, coroutine_id: int | None) -> None:
        """Mark the coroutine that is selected in the window."""
        self._coroutine_id = coroutine_id
        self.viewport().update()

    def lengths(self) -> PipelineGeometry:
        """Return where everything is."""
        pipeline = self._model.pipeline()
        if self._lengths is None:
            self._lengths = PipelineGeometry(pipeline, self.unit)
        # A little too large, it is made to fit.
        whole = self._lengths.size * (self.unit / self._lengths.unit)
        room = self.viewport().size()
        share = min(room.width() / whole.width(), room.height() / whole.height())
        fit = min(1.0, max(_SMALLEST_FIT, share))
        if abs(self._lengths.unit - self.unit * fit) > _NEGLIGIBLE:
            self._lengths = PipelineGeometry(pipeline, self.unit * fit)
        return self._lengths

    def is_empty(self) -> bool:
        """Tell whether no coroutine was seen."""
        return self._model.is_empty

    def words(self) -> str:
        """Return what the current node says, else what gives how much to what."""
        pipeline = self._model.pipeline()
        if self._current in pipeline.stages:
            return stage_sentence(self._current, pipeline)
        told = [flow_sentence(flow, pipeline) for flow in pipeline.flows]
        return ". ".join(told) or self.tr("No value was sent or yielded yet.")

    def _on_model_changed(self) -> None:
        # Not asked for yet what it is now: that is done once for all that comes together.
        # And not at all while it is hidden, behind another tab for instance.
        self._lengths = None
        if not self._later.isActive() and not self.viewport().visibleRegion().isEmpty():
            self._later.start()

    def _on_changed(self) -> None:
        if self._current not in self._model.pipeline().stages:
            self._current = None
        self.place()
        self.describe()

    def place(self) -> None:
        """Put the scroll bars right."""
        size = self.lengths().size
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), self.viewport().width()),
            (self.verticalScrollBar(), size.height(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, round(whole - part)))
            bar.setPageStep(part)
            bar.setSingleStep(round(20 * self.unit))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less is in sight, or all of it after it was hidden."""
        self._on_changed()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paint(self, painter: QPainter) -> None:
        """Draw what is in sight."""
        offset = self._offset()
        painter.translate(-offset)
        pipeline = self._model.pipeline()
        drawer = PipelinePainter(painter, pipeline, self.lengths(), self.look, self._cast)
        drawer.paint(
            QRectF(self.viewport().rect()).translated(offset),
            is_partial=self._model.is_partial,
            selected=self._coroutine_id,
            current=self._current if self.hasFocus() else None,
        )

    # --- keys and mouse

    def _go_to(self, who: int | None) -> None:
        self._current = who
        self.describe()
        self.viewport().update()
        if who in (boxes := self.lengths().boxes):
            self._reveal(boxes[who])
            announce(self, self.words())

    def _reveal(self, box: QRectF) -> None:
        margin = 12 * self.unit
        for bar, low, high, part in (
            (self.horizontalScrollBar(), box.left(), box.right(), self.viewport().width()),
            (self.verticalScrollBar(), box.top(), box.bottom(), self.viewport().height()),
        ):
            value = min(bar.value(), round(low - margin))
            bar.setValue(max(value, round(high + margin - part)))

    def _choose(self, who: int) -> None:
        stage = self._model.pipeline().stages.get(who)
        if stage is not None and stage.coroutine_id is not None:
            self.coroutine_chosen.emit(stage.coroutine_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from node to node with the arrow keys; Enter selects the coroutine."""
        key = Qt.Key(event.key())
        if key in _DIRECTIONS:
            self._go_to(self.lengths().neighbour(self._current, *_DIRECTIONS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on a node selects its coroutine."""
        who = self.lengths().stage_at(event.position() + self._offset())
        self._go_to(who)
        if who is not None:
            self._choose(who)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: show which node is current."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: show it no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: a tool tip says the whole of a node or an edge."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tip = "" if self.is_empty() else self._tip_at(QPointF(event.pos()) + self._offset())
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip_at(self, point: QPointF) -> str:
        pipeline = self._model.pipeline()
        who = self.lengths().stage_at(point)
        if who is not None:
            return stage_sentence(who, pipeline)
        edge = self.lengths().edge_at(point)
        return flow_sentence(edge.flow, pipeline) if edge is not None else ""
