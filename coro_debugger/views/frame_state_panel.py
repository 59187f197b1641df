"""What is inside the selected frame and coroutine: values, await chain, byte code, object."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ..models.await_chain_model import AwaitChainModel, ChainColumn
from ..models.bytecode_model import BytecodeModel
from ..models.object_model import ObjectModel
from ..models.variables_model import VariablesModel
from ..models.watches_model import WatchesModel
from .bytecode_view import BytecodeView
from .chain_delegate import ChainDelegate
from .fact_delegate import FactDelegate
from .hinted_tree_view import HintedTreeView
from .theme import Theme
from .value_panel import ValuePanel
from .value_tree_view import ValueTreeView
from .watch_panel import WatchPanel


class FrameTab(IntEnum):
    """The tabs from left to right."""

    LOCALS = 0
    WATCHES = 1
    AWAIT_CHAIN = 2
    BYTECODE = 3
    OBJECT = 4


class FrameStatePanel(QWidget):
    """Views of one frame; the byte code is asked for only while it is looked at.

    Signals:
        bytecode_wanted(): the byte code came into sight.
        coroutine_opened(int): the user activated a row that is a coroutine.
        place_opened(Site): the user activated a row that leads to a place in the source.
    """

    bytecode_wanted = Signal()
    coroutine_opened = Signal(object)
    place_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.locals = VariablesModel(self)
        self.chain = AwaitChainModel(self)
        self.bytecode = BytecodeModel(self)
        self.object = ObjectModel(self)
        self.locals_view = self._make_locals()
        self.locals_panel = ValuePanel(theme, self.locals_view, self.locals)
        self.watches = WatchPanel(theme, WatchesModel(self))
        self.watches.view.setAccessibleName(self.tr("Watches"))
        self.watches.view.coroutine_opened.connect(self.coroutine_opened)
        self.chain_view = self._make_chain()
        self.bytecode_view = BytecodeView(theme, self.bytecode)
        self.object_view = self._make_object()
        self.tabs = QTabWidget()
        self._make_tabs()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.set_hint("")

    # --- building

    def _make_tabs(self) -> None:
        self.tabs.setObjectName("frameTabs")
        self.tabs.setAccessibleName(self.tr("State of the frame"))
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        for button in self.tabs.tabBar().findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do what they do
        self.tabs.setUsesScrollButtons(True)
        for view, title in (
            (self.locals_panel, self.tr("Locals")),
            (self.watches, self.tr("Watches")),
            (self.chain_view, self.tr("Await chain")),
            (self.bytecode_view, self.tr("Bytecode")),
            (self.object_view, self.tr("Object")),
        ):
            self.tabs.addTab(view, title)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def _make_locals(self) -> ValueTreeView:
        view = ValueTreeView(self._theme, "localsView")
        view.setAccessibleName(self.tr("Locals"))
        view.coroutine_opened.connect(self.coroutine_opened)
        return view

    def _make_chain(self) -> HintedTreeView:
        view = HintedTreeView(self._theme, "awaitChainView")
        view.setAccessibleName(self.tr("Await chain"))
        view.setModel(self.chain)
        view.setRootIsDecorated(False)
        view.setItemDelegate(ChainDelegate(self._theme, view))
        view.set_widths(120, 130, 110, stretch=1)
        resize = QHeaderView.ResizeMode.ResizeToContents
        view.header().setSectionResizeMode(ChainColumn.PLACE, resize)
        view.activated.connect(self.open_link)
        return view

    def _make_object(self) -> HintedTreeView:
        view = HintedTreeView(self._theme, "objectView")
        view.setAccessibleName(self.tr("Object"))
        view.setModel(self.object)
        view.setRootIsDecorated(False)
        view.setHeaderHidden(True)
        view.setItemDelegate(FactDelegate(self._theme, view))
        view.set_widths(105, 220, stretch=1)
        view.clicked.connect(self._on_fact_clicked)
        view.activated.connect(self._open_fact)
        return view

    # --- taking values

    def set_hint(self, reason: str) -> None:
        """Say why the views are empty: `reason`, else what would fill them."""
        self.locals_view.set_hint(reason or self.tr("This frame has no variables."))
        self.watches.view.set_hint(
            self.tr("Expressions added here are evaluated at every stop, in the selected frame.")
        )
        self.chain_view.set_hint(
            reason or self.tr("Select a suspended coroutine to see what it waits for.")
        )
        self.bytecode_view.set_hint(
            reason or self.tr("Select a coroutine that has not finished to see its byte code.")
        )
        self.object_view.set_hint(reason or self.tr("Select a coroutine to see what it is."))

    def set_finished(self, is_finished: bool) -> None:
        """Say why there are no variables: a coroutine that has finished has no frame any more."""
        gone = self.tr("It has finished: its frame is gone, and its variables with it.")
        self.locals_view.set_hint(gone if is_finished else self.tr("This frame has no variables."))

    def clear(self) -> None:
        """Show nothing."""
        self.locals.clear()
        self.chain.set_rows([])
        self.bytecode.set_rows([])
        self.object.set_rows([])

    @property
    def shows_bytecode(self) -> bool:
        """Whether the byte code is in sight."""
        return self.tabs.currentIndex() == FrameTab.BYTECODE

    def _on_fact_clicked(self, index: QModelIndex) -> None:
        if index.column():
            self._open_fact(index)

    def _open_fact(self, index: QModelIndex) -> None:
        fact = self.object.row_at(index)
        if fact is not None and fact.coroutine_id is not None:
            self.coroutine_opened.emit(fact.coroutine_id)
        elif fact is not None and fact.is_link:
            self.place_opened.emit(fact.place)

    def _on_tab_changed(self, index: int) -> None:
        if index == FrameTab.BYTECODE:
            self.bytecode_wanted.emit()

    def open_link(self, index: QModelIndex) -> None:
        """Ask for the coroutine of a link of the await chain to be selected."""
        coroutine_id = index.data(AwaitChainModel.Role.COROUTINE_ID)
        if coroutine_id is not None:
            self.coroutine_opened.emit(coroutine_id)
