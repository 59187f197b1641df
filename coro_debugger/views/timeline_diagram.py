"""The whole timeline as a diagram that can be saved."""

from __future__ import annotations

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from ..models.timeline_model import TimelineModel
from .diagram_file import Diagram
from .diagram_style import DiagramStyle
from .timeline_geometry import TimelineGeometry
from .timeline_painter import TimelinePainter
from .timeline_picture import TimelinePicture

_WIDTH = 1200
"""Design pixels that are filled if there is little to show."""


def timeline_diagram(model: TimelineModel, look: DiagramStyle, title: str) -> Diagram:
    """Return all rows that pass the filter, at the usual size."""
    unit, count = look.unit(1.0), model.count()
    g = TimelineGeometry.fitted(unit, len(model.columns()), count, _WIDTH * unit)
    newest = model.row_at(count - 1) if count else None
    picture = TimelinePicture(g, 0, count - 1, 0, g.width, g.height, newest)

    def paint(painter: QPainter) -> None:
        drawer = TimelinePainter(painter, model, look, picture)
        drawer.paint_headers()
        painter.translate(0, g.header_height)
        drawer.paint_rows()

    return Diagram(title, QSizeF(g.width, g.header_height + g.height), look.tokens.panel, paint)
