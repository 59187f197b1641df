"""Where the rows and columns of the timeline are, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

_ROW, _HEADER, _FOOT = 24.0, 40.0, 10.0
_NARROW, _WIDE, _SIDE = 150.0, 250.0, 92.0
_BAR, _BOX, _BOX_HEIGHT = 10.0, 104.0, 22.0


@dataclass(frozen=True, slots=True)
class TimelineGeometry:
    """Lengths for a number of columns and rows; `unit` is the size of a design pixel.

    y counts from the top of the first row; the header is drawn above.
    """

    unit: float
    columns: int
    rows: int
    spacing: float

    @staticmethod
    def fitted(unit: float, columns: int, rows: int, width: float) -> TimelineGeometry:
        """Return the geometry that makes good use of a width; more than fits is scrolled to."""
        between = (width - 2 * _SIDE * unit) / max(columns - 1, 1)
        spacing = max(_NARROW * unit, min(_WIDE * unit, between))
        return TimelineGeometry(unit, columns, rows, spacing)

    @property
    def row_height(self) -> float:
        """The height of a row."""
        return _ROW * self.unit

    @property
    def header_height(self) -> float:
        """The height of the strip with the names."""
        return _HEADER * self.unit

    @property
    def bar_width(self) -> float:
        """The width of an activation bar."""
        return _BAR * self.unit

    @property
    def box_width(self) -> float:
        """The least width of a box with a name."""
        return _BOX * self.unit

    @property
    def box_height(self) -> float:
        """The height of a box with a name."""
        return _BOX_HEIGHT * self.unit

    @property
    def width(self) -> float:
        """The width of everything."""
        return 2 * _SIDE * self.unit + max(self.columns - 1, 0) * self.spacing

    @property
    def height(self) -> float:
        """The height of all rows, without the header."""
        return self.rows * self.row_height + _FOOT * self.unit

    def x(self, column: int) -> float:
        """Return where the lifeline of a column is."""
        return _SIDE * self.unit + column * self.spacing

    def columns_within(self, left: float, right: float) -> range:
        """Return the columns of which anything may be between two places, words included."""
        first = int((left - _SIDE * self.unit) // self.spacing) - 1
        last = int((right - _SIDE * self.unit) // self.spacing) + 2
        return range(max(first, 0), max(min(last + 1, self.columns), 0))

    def y(self, position: int) -> float:
        """Return where the arrow of a row is: below its words."""
        return (position + 0.72) * self.row_height

    def position_at(self, y: float) -> int:
        """Return the row at a height, which may be one that is not there."""
        return int(y // self.row_height)

    def column_at(self, x: float) -> int | None:
        """Return the column whose box would be at x, None between two."""
        column = round((x - _SIDE * self.unit) / self.spacing)
        is_there = 0 <= column < self.columns
        return column if is_there and abs(x - self.x(column)) <= self.spacing * 0.42 else None
