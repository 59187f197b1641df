"""Where controls that come later stand in the order of the Tab key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(first: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab go from `first` to these; Qt puts what is made later at the end of the window.

    `first` may be something that has no focus itself, such as a label: then they follow where it
    stands.
    """
    policy = first.focusPolicy()
    if widgets and policy is Qt.FocusPolicy.NoFocus:
        first.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else Qt would do nothing
        QWidget.setTabOrder(first, widgets[0])
        first.setFocusPolicy(policy)
    for widget in widgets:
        QWidget.setTabOrder(first, widget)
        first = widget


def stops_in(widget: QWidget) -> list[QWidget]:
    """Return what can have the focus in a widget, itself included, as it was put together.

    WORKAROUND PySide 6.11: `nextInFocusChain` would make what comes next, in Python's eyes, a part
    of what came before. When a page is closed, the next control in the window, which lives on, is
    then said to be deleted wherever it is used.
    """
    return [
        each
        for each in (widget, *widget.findChildren(QWidget))
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    ]
