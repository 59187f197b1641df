"""The Pipeline panel: the graph and its tools."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..models.cast import Cast
from ..models.pipeline_model import PipelineModel
from .diagram_file import Diagram
from .export_menu import ExportMenu
from .icons import Icons
from .pipeline_geometry import PipelineGeometry
from .pipeline_painter import PipelinePainter
from .pipeline_view import PipelineView
from .theme import Theme
from .tool_column import ToolColumn


class PipelinePanel(QWidget):
    """Composes; what a node leads to is connected by its presenter.

    Signals:
        export_wanted(str): the ending of the file that is to hold the diagram: svg or png.
    """

    export_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        model: PipelineModel,
        cast: Cast,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._cast = cast
        self.view = PipelineView(theme, model, cast)
        self.export_menu = ExportMenu(self)
        self._tools = ToolColumn(icons)
        self._notice = QLabel(
            self.tr("Not everything was recorded: there may have been more values than counted.")
        )
        self._add_tools()
        self._lay_out()
        self.export_menu.chosen.connect(self.export_wanted)
        model.changed.connect(self._on_model_changed)
        self._on_model_changed()

    def _add_tools(self) -> None:
        zoom = self.view.zoom
        self._zooms = self._tools.add_zoom(self.view.objectName(), zoom)
        self._export = self._tools.add(
            "pipelineExport", "export", self.tr("Save the pipeline as a picture"),
            menu=self.export_menu,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._notice.setObjectName("pipelineNotice")
        self._notice.setProperty("role", "small")
        self._notice.setContentsMargins(10, 3, 10, 3)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self._tools)

    def _on_model_changed(self) -> None:
        self._notice.setVisible(self._model.is_partial)
        for button in (self._export, *self._zooms):
            button.setEnabled(not self._model.is_empty)

    def diagram(self, title: str) -> Diagram:
        """Return the whole graph at the usual size, to be saved."""
        look, pipeline = self.view.look, self._model.pipeline()
        lengths = PipelineGeometry(pipeline, look.unit(1.0))
        is_partial = self._model.is_partial

        def paint(painter: QPainter) -> None:
            drawer = PipelinePainter(painter, pipeline, lengths, look, self._cast)
            drawer.paint(QRectF(QPointF(), lengths.size), is_partial=is_partial)

        return Diagram(title, lengths.size, look.tokens.panel, paint)
