"""The context menu of a source view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ..models.breakpoint_words import sentence

if TYPE_CHECKING:
    from .source_view import SourceView

_LONGEST = 40


def source_menu(view: SourceView, line: int, expression: str = "") -> QMenu:
    """Build the menu for a line (1-based) and the expression at the place, if there is one.

    It deletes itself when it is closed.
    """
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    has_breakpoint = line in view.marks.breakpoints
    text = view.tr("Remove breakpoint") if has_breakpoint else view.tr("Set breakpoint")
    menu.addAction(text, lambda: view.breakpoint_toggled.emit(line))
    edit = view.tr("Edit breakpoint…")
    conditional = view.tr("Set breakpoint with a condition…")
    menu.addAction(
        edit if has_breakpoint else conditional, lambda: view.breakpoint_edit_wanted.emit(line)
    )
    for mark in view.marks.events.get(line, ()):
        text = view.tr("Edit event breakpoint: {0}…").format(sentence(mark.breakpoint))
        act = partial(view.event_edit_wanted.emit, mark.breakpoint)
        menu.addAction(text.replace("&", "&&"), act)
    run = menu.addAction(
        view.tr("Run to line {0}").format(line), lambda: view.run_to_line_wanted.emit(line)
    )
    run.setEnabled(view.can_run_to_line)
    shown = expression if len(expression) <= _LONGEST else f"{expression[: _LONGEST - 1]}…"
    text = view.tr("Watch {0}").format(shown) if expression else view.tr("Watch the selection")
    watch = menu.addAction(text.replace("&", "&&"), lambda: view.watch_wanted.emit(expression))
    watch.setEnabled(bool(expression))
    menu.addSeparator()
    copy = menu.addAction(view.tr("Copy"), view.copy)
    copy.setEnabled(view.textCursor().hasSelection())
    menu.addAction(view.tr("Select all"), view.selectAll)
    menu.addSeparator()
    menu.addAction(view.tr("Find…"), view.find_wanted.emit)
    menu.addAction(view.tr("Go to line…"), view.go_to_line_wanted.emit)
    return menu
