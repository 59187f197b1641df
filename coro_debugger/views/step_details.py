"""The line below the timeline that says the whole of the current row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ..models.cast import Cast
from ..models.timeline_step import Step, StepKind
from ..models.timeline_words import remark, sentence
from ..protocol.values import Source
from .elided_label import ElidedLabel
from .push_button import PushButton


class StepDetails(QWidget):
    """Hidden while no row is current.

    Signals:
        line_wanted(Source, int): that line is to be shown.
    """

    line_wanted = Signal(object, object)

    def __init__(self, cast: Cast, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cast = cast
        self._own: tuple[Source, int] | None = None
        self._other: tuple[Source, int] | None = None
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = ElidedLabel()
        self._words.setObjectName("timelineDetails")
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._own_button = self._button("timelineLine", lambda: self._show(self._own))
        self._other_button = self._button("timelineOtherLine", lambda: self._show(self._other))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10, 1)
        row.addWidget(self._words, 1)
        row.addWidget(self._own_button)
        row.addWidget(self._other_button)
        self.hide()

    def _button(self, name: str, act: object) -> QPushButton:
        button = PushButton()
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.clicked.connect(act)
        return button

    def set_step(self, step: Step | None) -> None:
        """Show what a row says; None: no row is current."""
        self.setVisible(step is not None)
        if step is None:
            return
        said = sentence(step, self._cast)
        if missed := remark(step):
            said = f"{said} — {missed}"
        self._words.setText(said)
        self._words.setToolTip(said)
        self._own, self._other = own_place(step, self._cast), other_place(step, self._cast)
        self._name(self._own_button, self._own, step.coroutine_id)
        self._name(self._other_button, self._other, step.partner)

    def _name(self, button: QPushButton, place: tuple[Source, int] | None, who: int) -> None:
        button.setVisible(place is not None)
        if place is not None:
            button.setText(self.tr("{0}: line {1}").format(self._cast.name(who), place[1]))
            button.setToolTip(
                self.tr("Show this line in {0}").format(place[0].name or "the source")
            )

    def _show(self, place: tuple[Source, int] | None) -> None:
        if place is not None:
            self.line_wanted.emit(*place)


def own_place(step: Step, cast: Cast) -> tuple[Source, int] | None:
    """Return where the coroutine was, None if that is not known."""
    event = step.event
    if event is None or event.line is None or step.kind is StepKind.CREATED:
        return None
    source = cast.source(event.coroutine_id)
    return (source, event.line) if source is not None else None


def other_place(step: Step, cast: Cast) -> tuple[Source, int] | None:
    """Return where the one at the other end was, None if that is not known."""
    event = step.event
    if event is None or event.by_line is None:
        return None
    source = event.by_source or cast.source(event.coroutine_id)
    coroutine = cast.coroutine(event.coroutine_id)
    if step.kind is StepKind.CREATED and coroutine is not None and coroutine.created_at is not None:
        source = coroutine.created_at.source
    return (source, event.by_line) if source is not None else None


def best_place(step: Step, cast: Cast) -> tuple[Source, int] | None:
    """Return the line that a row leads to: the coroutine's own, else the other one."""
    return own_place(step, cast) or other_place(step, cast)
