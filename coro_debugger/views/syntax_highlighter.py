"""Colours source piece by piece: never longer than a few milliseconds at a time.

Pygments needs seconds for 50,000 lines. A thread would not help: it would fight the window for the
interpreter at every paint. Pygments' lexer is a generator, so it is simply resumed by a timer until
a small budget is used up. Lines that are looked at before the lexer has come to them are coloured
from a guess that starts at a nearby definition.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextLayout

from .source_text import SourceText, units
from .syntax_style import PLAIN, formats, is_code, style_of

if TYPE_CHECKING:
    from pygments.token import _TokenType

_Spans = tuple[int, ...]
"""Start, length and style of each coloured part of a line, one behind the other.

Of small containers in their hundreds of thousands Python's garbage collector would have to look
through every one, for longer than a frame; a tuple of numbers it need not.
"""
_Token = tuple[int, "_TokenType", str]

_BUDGET = 0.006
_PAUSE = 4
_FIRST_LINES = 120
_GUESS_BACK, _GUESS_AHEAD = 150, 80
_GUESS_CHARACTERS = 20_000
_ANCHORS = ("def ", "class ", "async def ", "@", "import ", "from ", "if ", "for ")


class SyntaxHighlighter(QObject):
    """Holds the coloured spans of every line and puts them on blocks when they are to be seen.

    Signals:
        progressed(int, int): the lines from the first up to, without it, the second (from 0) have
            their final colours now.
        finished(): every line has.
    """

    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = SourceText("")
        self._spans: list[_Spans] = []
        self._open: list[int] = []
        """The spans of the line that the lexer is in: the first that is not ready."""
        self._guess: _Guess | None = None
        self._ready = 0
        self._stamp = 1
        self._formats = formats(dark=False)
        self._pieces: Iterator[tuple[int, int, int, int]] = iter(())
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_finished(self) -> bool:
        """Whether every line has its final colours."""
        return not self._timer.isActive()

    def set_dark(self, dark: bool) -> None:
        """Choose the colours of a scheme; blocks take them when they are painted next."""
        self._formats = formats(dark)
        self._stamp += 1

    def set_source(self, source: SourceText) -> None:
        """Begin with another text; its first screen is coloured at once."""
        self._source = source
        self._spans = [()] * len(source.lines)
        self._open = []
        self._guess = None
        self._ready = 0
        self._stamp += 1
        self._pieces = _pieces(_tokens(source.text))
        self._timer.start()
        self._advance(_FIRST_LINES)

    def colour(self, block: QTextBlock) -> None:
        """Put the colours of a block in place, unless they are there already."""
        number = block.blockNumber()
        final = number < self._ready
        state = 2 * self._stamp + final
        if block.userState() == state or number >= len(self._spans):
            return
        spans = self._spans[number] if final else self._guessed(number)
        block.layout().setFormats(self._ranges(number, spans))
        block.clearLayout()
        block.setUserState(state)

    def is_code_at(self, line: int, offset: int) -> bool:
        """Tell whether there is code, not a comment, string or keyword, at a 0-based place."""
        for start, length, style in _each(self._spans[line] if line < self._ready else ()):
            if start <= offset < start + length:
                return is_code(style)
        return True

    def _ranges(self, number: int, spans: _Spans) -> list[QTextLayout.FormatRange]:
        line = self._source.line(number)
        ranges = []
        for start, length, style in _each(spans):
            span = QTextLayout.FormatRange()
            span.start = start if line.isascii() else units(line[:start])
            span.length = length if line.isascii() else units(line[start : start + length])
            span.format = self._formats[style]
            ranges.append(span)
        return ranges

    def _on_timeout(self) -> None:
        before = self._ready
        self._advance()
        if self._ready != before:
            self.progressed.emit(before, self._ready)
        if self._ready == len(self._spans):
            self._timer.stop()
            self._guess = None
            self.finished.emit()

    def _advance(self, wanted_lines: int = 0) -> None:
        deadline = time.monotonic() + _BUDGET
        for line, start, length, style in self._pieces:
            self._close_lines(line)
            if style != PLAIN:
                self._open += (start, length, style)
            if line >= wanted_lines and time.monotonic() > deadline:
                return
        self._close_lines(len(self._spans))

    def _close_lines(self, end: int) -> None:
        if end != self._ready:
            self._spans[self._ready] = tuple(self._open)
            self._open = []
            self._ready = end

    def _guessed(self, number: int) -> _Spans:
        if self._guess is None or not self._guess.reaches(number):
            first = self._anchor(number)
            lines = self._source.lines[first : first + _GUESS_BACK + _GUESS_AHEAD]
            text = "\n".join(lines)
            # What is cut off begins another guess; not the line that is to be painted.
            end = max(number + 1, first + text.count("\n", 0, _GUESS_CHARACTERS))
            self._guess = _Guess(first, end, text[:_GUESS_CHARACTERS])
        return self._guess.spans(number)

    def _anchor(self, number: int) -> int:
        for line in range(number, max(0, number - _GUESS_BACK), -1):
            if self._source.line(line).startswith(_ANCHORS):
                return line
        return number


class _Guess:
    """The colours of some lines as they are if a token begins at the first; found as wanted."""

    def __init__(self, first: int, end: int, text: str) -> None:
        self._first, self._end = first, end
        self._pieces = _pieces(_tokens(text))
        self._line = first
        """All before it are known."""
        self._spans: dict[int, list[int]] = {}

    def reaches(self, number: int) -> bool:
        """Whether the colours of a line can be had from here without much work."""
        return self._first <= number < min(self._line + _GUESS_AHEAD, self._end)

    def spans(self, number: int) -> _Spans:
        """Return those of a line that is reached."""
        while self._line <= number:
            line, start, length, style = next(self._pieces, (number + 1 - self._first, 0, 0, PLAIN))
            self._line = self._first + line
            if style != PLAIN:
                self._spans.setdefault(self._line, []).extend((start, length, style))
        return tuple(self._spans.get(number, ()))


def _each(spans: _Spans) -> Iterator[tuple[int, int, int]]:
    return zip(spans[::3], spans[1::3], spans[2::3], strict=True)


def prepare_colours() -> None:
    """Do what the first source would wait for: build the tables of the lexer."""
    _tokens("")


def _tokens(text: str) -> Iterator[_Token]:
    # Not with this module: its tables would hold up a window that starts without a source.
    from pygments.lexers.python import PythonLexer

    tokens: Iterator[_Token] = PythonLexer().get_tokens_unprocessed(text)
    return tokens


def _pieces(tokens: Iterator[_Token]) -> Iterator[tuple[int, int, int, int]]:
    """Cut tokens at line ends: line, start in it, length, style; plain ones are given as well."""
    line, column = 0, 0
    for _index, token, value in tokens:
        style = style_of(token)
        if "\n" not in value:
            yield line, column, len(value), style
            column += len(value)
            continue
        for number, part in enumerate(value.split("\n")):
            if number:
                line, column = line + 1, 0
            if part:
                yield line, column, len(part), style
            column += len(part)
