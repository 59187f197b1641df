"""Draws the pipeline: edges with their counts, nodes with role and state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ..models.cast import Cast
from ..models.pipeline_model import Giving, Pipeline, Stage
from ..models.pipeline_words import flow_label
from .diagram_style import DiagramStyle
from .pipeline_geometry import Edge, PipelineGeometry
from .state_badge_delegate import state_colour

_SMALL = 0.9


class PipelinePainter:
    """Draws one pipeline; the origin is its left upper corner."""

    def __init__(
        self,
        painter: QPainter,
        pipeline: Pipeline,
        geometry: PipelineGeometry,
        style: DiagramStyle,
        cast: Cast,
    ) -> None:
        self._p = painter
        self._pipeline = pipeline
        self._g = geometry
        self._style = style
        self._cast = cast
        self._font = style.font(geometry.unit)
        self._small = style.font(geometry.unit * _SMALL)

    def paint(
        self,
        sight: QRectF,
        *,
        is_partial: bool = False,
        selected: int | None = None,
        current: int | None = None,
    ) -> None:
        """Draw what is in sight; `selected` and `current` are nodes."""
        for edge in self._g.edges:
            if edge.path.boundingRect().adjusted(-20, -30, 20, 30).intersects(sight):
                self._paint_edge(edge, is_partial)
        for who, box in self._g.boxes.items():
            if box.adjusted(-4, -4, 4, 4).intersects(sight):
                stage = self._pipeline.stages[who]
                self._paint_stage(stage, box, selected in stage.members, who == current)

    # --- edges

    def _paint_edge(self, edge: Edge, is_partial: bool) -> None:
        unit, tokens = self._g.unit, self._style.tokens
        is_sent = any(giving is Giving.SENT for giving, _ in edge.flow.counts)
        colour = tokens.text if is_sent else tokens.text_muted
        pen = QPen(colour, 1.3 * unit) if is_sent else self._style.dashes(colour, 1.3 * unit)
        self._p.setPen(pen)
        self._p.setBrush(Qt.BrushStyle.NoBrush)
        self._p.drawPath(edge.path)
        self._paint_head(edge, colour)
        self._paint_label(edge, flow_label(edge.flow, is_partial), colour)

    def _paint_head(self, edge: Edge, colour: QColor) -> None:
        size = 7 * self._g.unit
        back = edge.tip.x() - edge.way * size
        wings = [QPointF(back, edge.tip.y() - size / 2), QPointF(back, edge.tip.y() + size / 2)]
        self._p.setPen(Qt.PenStyle.NoPen)
        self._p.setBrush(colour)
        self._p.drawPolygon(QPolygonF([edge.tip, *wings]))

    def _paint_label(self, edge: Edge, words: str, colour: QColor) -> None:
        metrics = QFontMetricsF(self._small)
        width, height = metrics.horizontalAdvance(words), metrics.height()
        away = edge.side * (height / 2 + 2 * self._g.unit)
        area = QRectF(edge.at.x() - width / 2, edge.at.y() + away - height / 2, width, height)
        self._p.fillRect(area.adjusted(-2, 1, 2, -1), self._style.tokens.panel)
        self._p.setFont(self._small)
        self._p.setPen(colour)
        self._p.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

    # --- nodes

    def _paint_stage(self, stage: Stage, box: QRectF, is_selected: bool, is_current: bool) -> None:
        unit, style = self._g.unit, self._style
        colour = style.colour(stage.key)
        self._p.setPen(QPen(colour, (2.4 if is_selected else 1.2) * unit))
        self._p.setBrush(style.ground(stage.key))
        self._p.drawRoundedRect(box, 5 * unit, 5 * unit)
        if is_current:
            self._paint_focus(box)
        inner = box.adjusted(8 * unit, 3 * unit, -8 * unit, -3 * unit)
        if not (stage.role or stage.state):
            self._write(stage.title, inner, Qt.AlignmentFlag.AlignCenter, style.tokens.text)
            return
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        self._write(stage.title, upper, Qt.AlignmentFlag.AlignCenter, style.tokens.text)
        self._paint_facts(stage, upper.translated(0, upper.height()))

    def _paint_focus(self, box: QRectF) -> None:
        out = 3 * self._g.unit
        self._p.setBrush(Qt.BrushStyle.NoBrush)
        self._p.setPen(QPen(self._style.tokens.accent, self._g.unit, Qt.PenStyle.DotLine))
        self._p.drawRoundedRect(box.adjusted(-out, -out, out, out), 2 * out, 2 * out)

    def _paint_facts(self, stage: Stage, area: QRectF) -> None:
        tokens = self._style.tokens
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        coroutine = self._cast.coroutine(stage.key)
        if not stage.state or coroutine is None:
            self._write(stage.role, area, Qt.AlignmentFlag.AlignCenter, tokens.text_muted, True)
            return
        self._write(stage.role, area, left, tokens.text_muted, True)
        self._write(stage.state, area, right, state_colour(coroutine, tokens), True)

    def _write(
        self,
        words: str,
        area: QRectF,
        where: Qt.AlignmentFlag,
        colour: QColor,
        is_small: bool = False,
    ) -> None:
        font = self._small if is_small else self._font
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        self._p.setFont(font)
        self._p.setPen(colour)
        self._p.drawText(area, where, shown)
