"""Where in the source the expression is that a frame is at."""

from __future__ import annotations

import re

from .source_text import line_of, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

    Position = tuple[int | None, int | None, int | None, int | None]
    Span = tuple[int, int | None, int | None, int | None]

_MAX_CODES = 1_024
_TOKENS = re.compile(r"\\.|\"{3}|'{3}|[\"'#:()\[\]{}]")
_NESTING = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_STATEMENTS = ("async for", "async with", "for ", "with ", "async\t", "for(", "with(")

_positions: dict[int, tuple[CodeType, list[Position], dict[int, Span]]] = {}


def span_at(code: CodeType, lasti: int) -> Span:
    """Return (line, column, end line, end column) of the expression at instruction ``lasti``.

    Lines from 1; columns from 1 in UTF-16 units, the end exclusive; all but the line are None
    where Python does not know them. ``async for`` and ``async with`` give their header, not their
    body.
    """
    known = _positions.get(id(code))
    if known is None:
        if len(_positions) >= _MAX_CODES:
            _positions.clear()
        known = _positions[id(code)] = (code, list(code.co_positions()), {})
    _, positions, spans = known
    span = spans.get(lasti)
    if span is None:
        span = spans[lasti] = _span(code, positions, lasti)
    return span


def span_of_position(filename: str, position: Position) -> Span | None:
    """Return the span of one of ``co_positions()``'s entries; None if it has no line."""
    line, end_line, start, end = position
    if line is None:
        return None
    if start is None or end is None or end_line is None:
        return (line, None, None, None)
    first, last = line_of(filename, line), line_of(filename, end_line)
    return (line, _column(first, start), end_line, _column(last, end))


def definition_line(code: CodeType) -> int:
    """Return the line of the ``def`` (below its decorators), where the source tells it."""
    lines = lines_of(code.co_filename)
    first = code.co_firstlineno
    if lines is None or code.co_name.startswith("<"):
        return first
    limit = min(len(lines), first + 50)
    for number in range(first, limit + 1):
        words = lines[number - 1].split(None, 3)
        if words[:1] == ["def"] or words[:2] == ["async", "def"]:
            return number
    return first


def _span(code: CodeType, positions: list[Position], lasti: int) -> Span:
    index = lasti // 2
    if not 0 <= index < len(positions):
        return (code.co_firstlineno, None, None, None)
    span = span_of_position(code.co_filename, positions[index])
    if span is None:
        return (_line_before(code, positions, index), None, None, None)
    return _without_body(code.co_filename, span)


def _line_before(code: CodeType, positions: list[Position], index: int) -> int:
    # Instructions made by the compiler (clean-up) may have no line of their own.
    for position in reversed(positions[:index]):
        if position[0] is not None:
            return position[0]
    return code.co_firstlineno


def _column(line: str | None, offset: int) -> int:
    if line is None or line.isascii():
        return offset + 1
    text = line.encode("utf-8", "replace")[:offset].decode("utf-8", "replace")
    return len(text) + sum(1 for character in text if character > "\uffff") + 1


def _without_body(filename: str, span: Span) -> Span:
    line, column, end_line, _ = span
    if end_line is None or column is None or end_line == line:
        return span
    first = line_of(filename, line)
    if first is None or not first.lstrip().startswith(_STATEMENTS):
        return span
    if _utf16_index(first, column) != len(first) - len(first.lstrip()):
        return span
    return _header(filename, line, column, end_line) or span


def _utf16_index(line: str, column: int) -> int:
    # Only leading blanks are before a statement: one unit each.
    return column - 1 if line[: column - 1].isascii() else -1


def _header(filename: str, line: int, column: int, end_line: int) -> Span | None:
    """Return the span up to the colon of a compound statement that starts at ``column``."""
    depth = 0
    quote = ""
    start = column - 1
    for number in range(line, end_line + 1):
        text = line_of(filename, number) or ""
        for token in _TOKENS.finditer(text, start):
            found = token.group()
            if quote:
                quote = "" if found == quote else quote
            elif found[0] in "\"'":
                quote = found
            elif found == "#":
                break
            elif found == ":" and depth == 0:
                return (line, column, number, _column(text, len(text[: token.start()].encode())))
            else:
                depth += _NESTING.get(found, 0)
        start = 0
    return None
