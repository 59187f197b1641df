"""The chips after the text of a line: what came in, what went out, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from .palette import Tokens
from .source_text import visible_controls
from .theme import Theme

_GAP, _PADDING, _INSET = 13, 8, 1.5
_LEAST_WIDTH = 90
_LONGEST_TEXT = 400
_ISOLATE, _POP = "\u2068", "\u2069"


class ChipKind(Enum):
    """What a chip tells; VALUE is the quiet text at the end of a line."""

    IN = auto()
    OUT = auto()
    PROBLEM = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip; `text` is shown on one line and cut where there is no room."""

    kind: ChipKind
    text: str


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip that was painted, and where; the tooltip shows its whole text."""

    chip: Chip
    rect: QRectF


def in_chip(value: str) -> Chip:
    """Build the chip of the value that came into a yield expression."""
    return Chip(ChipKind.IN, f"▸ in  {_isolated(value)}")


def out_chip(value: str) -> Chip:
    """Build the chip of the value that a yield expression gave out."""
    return Chip(ChipKind.OUT, f"out ◂  {_isolated(value)}")


class ChipPainter:
    """Paints chips one after the other from the end of a line to the right."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self, painter: QPainter, chips: list[Chip], left: float, cell: QRectF
    ) -> list[PlacedChip]:
        """Paint `chips` in `cell` from `left` on; they share the room that is there."""
        placed = []
        for index, chip in enumerate(chips):
            left += self._theme.px(_GAP)
            room = (cell.right() - left) / (len(chips) - index) - self._theme.px(_GAP)
            rect = self._paint_one(painter, chip, left, cell, room)
            placed.append(PlacedChip(chip, rect))
            left = rect.right()
        return placed

    def _paint_one(
        self, painter: QPainter, chip: Chip, left: float, cell: QRectF, room: float
    ) -> QRectF:
        is_pill = chip.kind is not ChipKind.VALUE
        padding = self._theme.px(_PADDING) if is_pill else 0
        font = self._font(chip.kind)
        metrics = QFontMetricsF(font)
        room = max(room, self._theme.px(_LEAST_WIDTH)) - 2 * padding
        text = metrics.elidedText(_one_line(chip.text), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + 2 * padding
        inset = self._theme.px(_INSET)
        rect = QRectF(left, cell.top() + inset, width, cell.height() - 2 * inset)
        ground, ink = _colours(chip.kind, self._theme.tokens)
        if is_pill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            rect.adjusted(padding, 0, padding, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )
        return rect

    def _font(self, kind: ChipKind) -> QFont:
        font = self._theme.ui_font() if kind is ChipKind.PROBLEM else self._theme.mono_font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setItalic(kind is ChipKind.VALUE)
        return font


def _colours(kind: ChipKind, tokens: Tokens) -> tuple[QColor, QColor]:
    return {
        ChipKind.IN: (tokens.chip_in, tokens.chip_in_text),
        ChipKind.OUT: (tokens.chip_out, tokens.chip_out_text),
        ChipKind.PROBLEM: (tokens.bad_ground, tokens.bad),
        ChipKind.VALUE: (tokens.panel, tokens.inline_value),
    }[kind]


def _one_line(text: str) -> str:
    return visible_controls(text[:_LONGEST_TEXT].replace("\n", "⏎").replace("\t", " "))


def _isolated(value: str) -> str:
    """Keep right-to-left values from turning the words around them."""
    return value if value.isascii() else f"{_ISOLATE}{value}{_POP}"
