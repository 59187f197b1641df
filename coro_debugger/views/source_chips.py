"""The chips after the text of a line: what came in, what went out, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ..models.visible_text import visible_controls
from .palette import Tokens
from .source_marks import InlineValue
from .theme import Theme

_GAP, _TIGHT, _PADDING, _INSET = 13, 4, 8, 1.5
_HARDLY_ANYTHING = 0.01
_LEAST_WIDTH = 60
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
    """A chip; `text` is shown on one line, `whole` when hovered.

    Where there is no room for all chips of a line, `brief` is shown, and cut if need be.
    """

    kind: ChipKind
    text: str
    whole: str = ""
    brief: str = ""

    @property
    def tip(self) -> str:
        """All that there is to say."""
        return self.whole or self.text


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip that was painted, and where; the tooltip shows its whole text."""

    chip: Chip
    rect: QRectF


def in_chip(value: str) -> Chip:
    """Build the chip of the value that came into a yield expression."""
    shown = _isolated(value)
    return Chip(ChipKind.IN, _tr("▸ in  {0}", shown), brief=f"▸ {shown}")


def out_chip(value: str) -> Chip:
    """Build the chip of the value that a yield expression gave out."""
    shown = _isolated(value)
    return Chip(ChipKind.OUT, _tr("out ◂  {0}", shown), brief=f"◂ {shown}")


def value_chip(value: InlineValue) -> Chip:
    """Build the quiet text at the end of a line."""
    return Chip(ChipKind.VALUE, value.text, value.whole)


class ChipPainter:
    """Paints chips one after the other from the end of a line to the right."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        chips: list[Chip],
        left: float,
        cell: QRectF,
        ground: QColor,
    ) -> list[PlacedChip]:
        """Paint `chips` in `cell` from `left` on; they share the room that is there.

        A chip of a yield is never cut off by the edge: where the code leaves no room, it stands on
        the end of the code, on `ground`; a quiet value is left out then.
        """
        gap = self._theme.px(_GAP)
        right = cell.right() - gap
        shown = chips
        if left + sum(self._natural(chips)) + gap * len(chips) > right:
            shown = [replace(chip, text=chip.brief or chip.text) for chip in chips]
        least = self._least(shown)
        if left + sum(least) + gap * len(shown) > right:
            shown = [chip for chip in shown if chip.kind is not ChipKind.VALUE]
            if not shown:
                return []
            gap = self._theme.px(_TIGHT)
            right = cell.right() - gap
            least = self._least(shown, most=right - cell.left())
            left = min(left, right - sum(least) - gap * len(shown))
            behind = QRectF(left, cell.top(), cell.right() - left, cell.height())
            painter.fillRect(behind, ground)
        widths = _shares(self._natural(shown), least, right - left - gap * len(shown))
        of_kind = {chip.kind: chip for chip in chips}
        placed = []
        for chip, width in zip(shown, widths, strict=True):
            left += gap
            rect = self._paint_one(painter, chip, left, cell, width)
            placed.append(PlacedChip(of_kind[chip.kind], rect))
            left = rect.right()
        return placed

    def _natural(self, chips: list[Chip]) -> list[float]:
        widths = []
        for chip in chips:
            metrics = QFontMetricsF(self._font(chip.kind))
            text = metrics.horizontalAdvance(_one_line(chip.text))
            widths.append(text + 2 * self._padding(chip) + 1)
        return widths

    def _least(self, chips: list[Chip], most: float | None = None) -> list[float]:
        least: float = self._theme.px(_LEAST_WIDTH)
        if most is not None:
            least = max(0.0, min(least, most / len(chips) - self._theme.px(_GAP)))
        return [min(width, least) for width in self._natural(chips)]

    def _padding(self, chip: Chip) -> int:
        return 0 if chip.kind is ChipKind.VALUE else self._theme.px(_PADDING)

    def _paint_one(
        self, painter: QPainter, chip: Chip, left: float, cell: QRectF, room: float
    ) -> QRectF:
        is_pill = chip.kind is not ChipKind.VALUE
        padding = self._padding(chip)
        font = self._font(chip.kind)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(
            _one_line(chip.text), Qt.TextElideMode.ElideRight, room - 2 * padding
        )
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


def _shares(natural: list[float], least: list[float], room: float) -> list[float]:
    """Share out `room`: nobody gets more than is natural, or less than the least."""
    widths = list(natural)
    # Not to the last bit: what is over can be too little to be taken from anybody.
    while (over := sum(widths) - room) > _HARDLY_ANYTHING:
        shrinkable = [i for i, width in enumerate(widths) if width > least[i]]
        if not shrinkable:
            break
        widest = max(widths[i] for i in shrinkable)
        those = [i for i in shrinkable if widths[i] == widest]
        next_wide = max((w for w in widths if w < widest), default=0.0)
        for i in those:
            widths[i] = max(least[i], next_wide, widest - over / len(those))
    return widths


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("SourceChips", text).format(*values)
