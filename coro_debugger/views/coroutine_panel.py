"""The list of coroutines with its filter, its counts and the advice below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..models.coroutine_columns import Column
from ..models.coroutine_model import CoroutineModel
from ..models.coroutine_rows import CoroutinesWanted
from ..models.explanations import happened
from ..models.words import advice, counts_words
from ..protocol.commands import CoroutinesBody
from ..protocol.coroutines import CoroutineCounts
from .advice_area import AdviceArea
from .clear_button import add_clear_button
from .column_fit import ColumnFit
from .coroutine_delegates import ColourDotDelegate, CoroutineTextDelegate
from .hinted_tree_view import HintedTreeView
from .icons import Icons
from .state_badge_delegate import StateBadgeDelegate
from .theme import Theme

_TYPING_PAUSE = 150
"""Milliseconds without a key before the filter is asked for."""
_MOST_ADVICE = 3
_AHEAD = 10
"""Rows below those in sight that are kept up to date with them."""
_MOST_ADVISED = 1000
"""Coroutines that are looked at for advice: it says little about a crowd."""
_WIDTHS = (20, 70, 80, 70, 84, 35, 100, 54)
_SPARE = (Column.LAST_IN, Column.ROLE, Column.FUNCTION, Column.LAST_OUT, Column.LINE)
"""Columns that go where there is no room, the first first."""


@dataclass(frozen=True, slots=True)
class CoroutineQuery:
    """Which coroutines are to be shown."""

    filter: str = ""
    include_finished: bool = True
    include_library: bool = False


class CoroutinePanel(QWidget):
    """Shows the coroutines and says which one the user chose.

    Signals:
        coroutine_chosen(int): the user selected a row.
        query_changed(CoroutineQuery): what is to be shown is something else now.
        counts_said(str): the line of counts changed.
        rows_seen(CoroutinesWanted): other rows are in sight; all of them may be here already.
    """

    coroutine_chosen = Signal(object)
    query_changed = Signal(object)
    counts_said = Signal(str)
    rows_seen = Signal(object)

    def __init__(
        self, theme: Theme, icons: Icons, model: CoroutineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._icons = icons
        self._model = model
        self._taking = False
        self._waits_for_row = False
        self._selected: int | None = None
        self._script_ended = False
        self._hint = ""
        self._are_left_out = False
        self.view = self._make_view()
        self.filter_field = QLineEdit()
        self._show_button = QToolButton()
        self.advice = AdviceArea(theme)
        self._typing = QTimer(self)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self._make_filter()
        self._lay_out()
        model.counts_changed.connect(self._on_counts_changed)
        for moved in (self.view.verticalScrollBar().valueChanged, self.view.collapsed):
            moved.connect(lambda _: self._looking.start())

    def _make_view(self) -> HintedTreeView:
        theme = self._theme
        view = HintedTreeView(theme, "coroutineView")
        view.setAccessibleName(self.tr("Coroutines"))
        view.setModel(self._model)
        view.setTreePosition(Column.NAME)
        view.setIndentation(theme.px(14))
        text = CoroutineTextDelegate(theme, self._icons, view)
        view.setItemDelegate(text)
        dot = ColourDotDelegate(theme, CoroutineModel.Role.ID, view)
        view.setItemDelegateForColumn(Column.COLOUR, dot)
        view.setItemDelegateForColumn(Column.STATE, StateBadgeDelegate(theme, view))
        ColumnFit(theme, view, _WIDTHS, _SPARE)
        view.header().setSortIndicatorClearable(True)
        view.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        return view

    def _make_filter(self) -> None:
        self.filter_field.setObjectName("coroutineFilter")
        self.filter_field.setPlaceholderText(self.tr("Filter by name, state or function…"))
        self.filter_field.setAccessibleName(self.tr("Filter coroutines"))
        add_clear_button(self.filter_field)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self._on_query_edited)
        self.filter_field.textChanged.connect(self._typing.start)
        menu = QMenu(self._show_button)
        menu.setAccessibleName(self.tr("Which coroutines are shown"))
        self.show_finished = menu.addAction(self.tr("Finished coroutines"))
        self.show_library = menu.addAction(self.tr("Coroutines of libraries"))
        for action in (self.show_finished, self.show_library):
            action.setCheckable(True)
            action.toggled.connect(self._on_query_edited)
        self.show_finished.setChecked(True)
        self.show_finished.setObjectName("actionShowFinished")
        self.show_library.setObjectName("actionShowLibrary")
        self._show_button.setText(self.tr("Show ▾"))
        self._show_button.setAccessibleName(self.tr("Choose which coroutines are shown"))
        self._show_button.setToolTip(self.tr("Choose which coroutines are shown"))
        self._show_button.setMenu(menu)
        self._show_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self) -> None:
        px = self._theme.px
        top = QHBoxLayout()
        top.setContentsMargins(px(8), px(6), px(6), px(4))
        top.setSpacing(px(4))
        top.addWidget(self.filter_field, 1)
        top.addWidget(self._show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.advice)

    # --- taking values

    @property
    def query(self) -> CoroutineQuery:
        """What the user wants to see."""
        return CoroutineQuery(
            self.filter_field.text().strip(),
            self.show_finished.isChecked(),
            self.show_library.isChecked(),
        )

    def set_page(self, start: int, body: CoroutinesBody) -> None:
        """Show a page of coroutines; the selection stays on the coroutine it was on."""
        self._taking = True
        try:
            self._model.set_page(body, start)
            self._decorate()
            self._select_again()
        finally:
            self._taking = False
        self._say_advice()
        counts = body.counts
        some = counts.running or counts.suspended or counts.created or counts.finished
        self._are_left_out = bool(some) and not body.total
        self._say_hint()
        self._look()
        if self._waits_for_row:
            self._on_current_changed(self.view.currentIndex())

    def _decorate(self) -> None:
        """Leave no room for arrows where no row can be opened."""
        if self.view.rootIsDecorated() != self._model.has_delegates():
            self.view.setRootIsDecorated(self._model.has_delegates())

    def set_selected(self, coroutine_id: int | None) -> None:
        """Select a row without taking it for the user's choice."""
        self._selected = coroutine_id
        self._waits_for_row = False
        self._taking = True
        try:
            self._select_again()
        finally:
            self._taking = False

    def set_script_ended(self, ended: bool) -> None:
        """Say whether the script's own code has run to its end; the advice then differs."""
        if ended != self._script_ended:
            self._script_ended = ended
            self._say_advice()

    def set_hint(self, text: str) -> None:
        """Choose what is said while there are no coroutines."""
        self._hint = text
        self._say_hint()

    def _say_hint(self) -> None:
        text = self._hint
        if self._are_left_out:
            text = (
                self.tr("No coroutine matches the filter.")
                if self.query.filter
                else self.tr("There are only coroutines that are not shown: see Show.")
            )
        self.view.set_hint(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the advice may take another height now."""
        super().resizeEvent(event)
        self.advice.updateGeometry()
        self._looking.start()

    def _look(self) -> None:
        """Tell what is in sight: the model asks for what it lacks of that."""
        area = self.view.viewport().rect()
        first, last = self._row_at(area.topLeft()), self._row_at(area.bottomLeft())
        top = self.view.visualRect(self.view.indexAt(area.topLeft()))
        # The rows are all of one height; a hint for it asks the delegates of all columns.
        height = top.height() or self.view.sizeHintForRow(0)
        rows = max(1, area.height() // max(1, height) + 1)
        if first is None:
            first, last = 0, None
        if last is None:
            last = first + rows
        self.rows_seen.emit(CoroutinesWanted(first, max(last - first, rows) + _AHEAD))
        self._model.set_sight(first, min(last, self._model.rowCount() - 1))

    def _row_at(self, place: QPoint) -> int | None:
        """Return the row at the top level that a place of the view belongs to."""
        index = self.view.indexAt(place)
        while index.parent().isValid():
            index = index.parent()
        return index.row() if index.isValid() else None

    def _select_again(self) -> None:
        current = self.view.currentIndex()
        if self._waits_for_row:  # the user has chosen a row that was not here
            return
        if self._selected is None:
            self.view.setCurrentIndex(QModelIndex())
        elif current.data(CoroutineModel.Role.ID) != self._selected:
            self.view.setCurrentIndex(self._model.index_of(self._selected))

    def _say_advice(self) -> None:
        coroutines = self._model.coroutines()[:_MOST_ADVISED]
        said = happened(coroutines) + advice(coroutines, script_ended=self._script_ended)
        lines = [f"{sign} {sentence}" for sign, sentence, _ in said[:_MOST_ADVICE]]
        self.advice.say(lines)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if self._taking:
            return
        coroutine_id = current.data(CoroutineModel.Role.ID)
        self._waits_for_row = current.isValid() and coroutine_id is None
        if coroutine_id is not None:
            self._selected = coroutine_id
            self.coroutine_chosen.emit(coroutine_id)

    def _on_query_edited(self) -> None:
        self._typing.stop()
        self._model.expect_others()
        self.query_changed.emit(self.query)

    def _on_counts_changed(self, counts: CoroutineCounts) -> None:
        self.counts_said.emit(counts_words(counts))
