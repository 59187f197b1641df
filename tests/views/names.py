"""What assistive tools are told of the controls in a widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def nameless(widget: QWidget) -> list[tuple[str, str]]:
    """Return the controls that can be seen and reached by Tab but have no name."""
    return [
        (type(each).__name__, each.objectName())
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]
