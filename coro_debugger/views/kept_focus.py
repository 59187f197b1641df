"""Gives the focus back to a control that lost it because it was disabled for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget


class KeptFocus:
    """Knows which control of a panel had the focus when it was disabled.

    Qt hands the focus on to whatever comes next; whoever presses Next with the keyboard is to find
    it there again when the drive is over, unless it was moved by hand.
    """

    def __init__(self, panel: QWidget) -> None:
        self._panel = panel
        self._lost: QWidget | None = None
        self._instead: QWidget | None = None

    @contextmanager
    def while_changing(self) -> Iterator[None]:
        """Watch what enabling and disabling controls does to the focus."""
        before = QApplication.focusWidget()
        yield
        now = QApplication.focusWidget()
        is_ours = before is not None and self._panel.isAncestorOf(before)
        if is_ours and before is not None and not before.isEnabled():
            self._lost, self._instead = before, now
        elif self._lost is not None and self._lost.isEnabled():
            if now is self._instead:
                self._lost.setFocus()
            self._lost = self._instead = None
