"""Properties of widgets that the style sheet asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property and have the widget drawn anew by its rules, if that is a change.

    Qt looks at properties only where a style is given to a widget.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
