"""The Timeline panel: the diagram, what its current row says, and its tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ..models.timeline_model import TimelineFilter, TimelineModel
from ..models.timeline_step import Step
from .export_menu import ExportMenu
from .icons import Icons
from .push_button import PushButton
from .step_details import StepDetails
from .theme import Theme
from .timeline_filter_menu import TimelineFilterMenu
from .timeline_view import TimelineView
from .tool_column import ToolColumn


class TimelinePanel(QWidget):
    """Composes; what a row leads to is connected by its presenter.

    Signals:
        export_wanted(str): the ending of the file that is to hold the diagram: svg or png.
    """

    export_wanted = Signal(str)

    def __init__(
        self, theme: Theme, icons: Icons, model: TimelineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._model = model
        self.view = TimelineView(theme, model)
        self.details = StepDetails(model.cast)
        self.filter_menu = TimelineFilterMenu(model, self)
        self.export_menu = ExportMenu(self)
        self._notice = QLabel()
        self._tools = ToolColumn(icons)
        self._newest = PushButton(self.tr("Go to the newest"), self.view.viewport())
        self._add_tools()
        self._lay_out()
        self._connect()

    def _add_tools(self) -> None:
        self._filter = self._tools.add(
            "timelineFilter", "filter", self.tr("Choose who is shown"), menu=self.filter_menu
        )
        self._zooms = self._tools.add_zoom(self.view.objectName(), self.view.zoom)
        self._export = self._tools.add(
            "timelineExport", "export", self.tr("Save the timeline as a picture"),
            menu=self.export_menu,
        )  # fmt: skip
        self._newest.setObjectName("timelineNewest")
        self._newest.setProperty("role", "pill")
        self._newest.setToolTip(self.tr("Follow what happens again (End)"))
        self._newest.hide()

    def _lay_out(self) -> None:
        self._notice.setObjectName("timelineNotice")
        self._notice.setProperty("role", "small")
        self._notice.setContentsMargins(10, 3, 10, 3)
        self._notice.hide()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self.view, 1)
        column.addWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self._tools)

    def _connect(self) -> None:
        view, model = self.view, self._model
        view.step_selected.connect(self._on_step_selected)
        view.follow_changed.connect(self._place_newest)
        view.menu_wanted.connect(self._on_menu_wanted)
        view.viewport().installEventFilter(self)
        self._newest.clicked.connect(view.follow)
        self.export_menu.chosen.connect(self.export_wanted)
        model.changed.connect(self._on_model_changed)
        model.cleared.connect(self._on_model_changed)
        model.renamed.connect(lambda: self.details.set_step(view.selected_step()))
        self._on_model_changed()

    def set_coroutine(self, coroutine_id: int | None) -> None:
        """Say which coroutine is selected in the window."""
        self.view.set_coroutine(coroutine_id)
        self.filter_menu.set_coroutine(coroutine_id)

    def _on_step_selected(self, step: Step | None) -> None:
        self.details.set_step(step)

    def _on_model_changed(self) -> None:
        self._export.setEnabled(self._model.count() > 0)
        for button in (self._filter, *self._zooms):
            button.setEnabled(self._model.total > 0)
        self._place_newest()
        said = []
        if self._model.filter.is_on:
            text = self.tr("Filtered: {0} of {1} events are shown.")
            said.append(text.format(f"{self._model.count():,}", f"{self._model.total:,}"))
        if self._model.forgotten:
            text = self.tr("The oldest {0} events are no longer shown.")
            said.append(text.format(f"{self._model.forgotten:,}"))
        self._notice.setText(" ".join(said))
        self._notice.setVisible(bool(said))

    def _on_menu_wanted(self, who: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self._model.cast.name(who).replace("&", "&&")
        only = self.tr("Only {0} and who talks to it").format(name)
        menu.addAction(only, lambda: self.filter_menu.focus_on(who))
        menu.addAction(self.tr("Hide {0}").format(name), lambda: self.filter_menu.hide_line(who))
        everything = menu.addAction(
            self.tr("Show everything"), lambda: self._model.set_filter(TimelineFilter())
        )
        everything.setEnabled(self._model.filter.is_on)
        menu.popup(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the button that leads back to the newest row stays at its place."""
        if event.type() is QEvent.Type.Resize:
            self._place_newest()
        return super().eventFilter(watched, event)

    def _place_newest(self) -> None:
        self._newest.setVisible(not self.view.follows and self._model.count() > 0)
        self._newest.adjustSize()
        area, margin = self.view.viewport().rect(), self._theme.px(8)
        self._newest.move(
            area.right() - self._newest.width() - margin,
            area.bottom() - self._newest.height() - margin,
        )
