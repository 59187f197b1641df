"""The menu that chooses who is shown in the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from ..models.timeline_model import TimelineFilter, TimelineModel

_MOST = 30
"""Entries for lifelines; more make a menu that nobody can use."""


class TimelineFilterMenu(QMenu):
    """Filled whenever it is opened: everybody who takes part, checked if shown."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._coroutine_id: int | None = None
        self.setObjectName("timelineFilterMenu")
        self.setAccessibleName(self.tr("Who is shown"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def set_coroutine(self, coroutine_id: int | None) -> None:
        """Say which coroutine is selected in the window; a focus on the former one moves along."""
        if self._model.filter.focus is not None and coroutine_id is not None:
            self.focus_on(coroutine_id)
        self._coroutine_id = coroutine_id

    def focus_on(self, who: int | None) -> None:
        """Show only what somebody takes part in; None: everybody who is not hidden."""
        self._model.set_filter(TimelineFilter(self._model.filter.hidden, who))

    def hide_line(self, who: int) -> None:
        """Leave somebody out."""
        current = self._model.filter
        focus = None if current.focus == who else current.focus
        self._model.set_filter(TimelineFilter(current.hidden | {who}, focus))

    def show_everything(self) -> None:
        """Leave nobody out."""
        self._model.set_filter(TimelineFilter())

    def fill(self) -> None:
        """Fill the menu anew."""
        self.clear()
        self._add_focus()
        everything = self.addAction(self.tr("Show everything"), self.show_everything)
        everything.setEnabled(self._model.filter.is_on)
        self.addSeparator()
        lines = self._model.everybody()
        for line in lines[:_MOST]:
            self._add_line(line.who)
        if len(lines) > _MOST:
            text = self.tr("{0} more: use the menu of a name in the timeline")
            self.addAction(text.format(f"{len(lines) - _MOST:,}")).setEnabled(False)

    def _add_focus(self) -> None:
        who = self._coroutine_id
        name = self._model.cast.name(who) if who is not None else ""
        text = self.tr("Only {0} and who talks to it").format(name)
        focus = self.addAction(text if name else self.tr("Only the selected coroutine"))
        focus.setObjectName("actionTimelineFocus")
        focus.setCheckable(True)
        focus.setChecked(self._model.filter.focus is not None)
        focus.setEnabled(who is not None or focus.isChecked())
        focus.toggled.connect(lambda on: self.focus_on(self._coroutine_id if on else None))

    def _add_line(self, who: int) -> None:
        action = self.addAction(self._model.cast.title(who).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(who not in self._model.filter.hidden)
        action.setData(who)
        action.toggled.connect(self._toggler(who))

    def _toggler(self, who: int) -> Callable[[bool], None]:
        def toggle(on: bool) -> None:
            current = self._model.filter
            hidden = current.hidden - {who} if on else current.hidden | {who}
            self._model.set_filter(TimelineFilter(hidden, current.focus))

        return toggle
