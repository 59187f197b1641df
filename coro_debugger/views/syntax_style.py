"""Colours of Python source for the light and the dark scheme."""

from __future__ import annotations

from dataclasses import dataclass

from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    _TokenType,
)
from PySide6.QtGui import QColor, QFont, QTextCharFormat

PLAIN = 0
"""The style of text without a colour of its own."""


@dataclass(frozen=True, slots=True)
class _Look:
    light: str
    dark: str
    bold: bool = False
    italic: bool = False


_LOOKS: dict[_TokenType, _Look] = {
    Keyword: _Look("#007020", "#ff8a81", bold=True),
    Keyword.Constant: _Look("#007020", "#79c0ff", bold=True),
    Operator.Word: _Look("#007020", "#ff8a81", bold=True),
    Operator: _Look("#5a626a", "#ff9a92"),
    Name.Builtin: _Look("#007020", "#79c0ff"),
    Name.Builtin.Pseudo: _Look("#5b3a9b", "#c9b6ff", italic=True),
    Name.Exception: _Look("#a3470d", "#f0a35e", bold=True),
    Name.Function: _Look("#06287e", "#d2a8ff", bold=True),
    Name.Function.Magic: _Look("#06287e", "#d2a8ff"),
    Name.Class: _Look("#0b6b96", "#f0b46e", bold=True),
    Name.Namespace: _Look("#0b6b96", "#a5d6ff"),
    Name.Decorator: _Look("#555b62", "#d2a8ff", bold=True),
    Number: _Look("#17693f", "#79c0ff"),
    Literal: _Look("#17693f", "#79c0ff"),
    String: _Look("#33638f", "#a5d6ff"),
    String.Doc: _Look("#33638f", "#a5d6ff", italic=True),
    String.Escape: _Look("#7a4a9a", "#d7b8ff"),
    String.Interpol: _Look("#7a4a9a", "#d7b8ff"),
    String.Affix: _Look("#7a4a9a", "#d7b8ff"),
    Comment: _Look("#4f6267", "#a6b4c0", italic=True),
    Error: _Look("#a8231b", "#ff948b"),
}
_ORDER = list(_LOOKS)
_NO_CODE = frozenset({Comment, String, Keyword})
_CACHE: dict[_TokenType, int] = {}


def style_of(token: _TokenType) -> int:
    """Give the number of the style of a Pygments token; `PLAIN` for none."""
    number = _CACHE.get(token)
    if number is None:
        number = _CACHE[token] = _find(token)
    return number


def formats(dark: bool) -> list[QTextCharFormat]:
    """Build the format of every style; the first, of `PLAIN`, is empty."""
    return [QTextCharFormat(), *(_format(_LOOKS[token], dark) for token in _ORDER)]


def is_code(style: int) -> bool:
    """Tell whether text of that style can be part of an expression (no comment, no string)."""
    token: _TokenType | None = _ORDER[style - 1] if style != PLAIN else None
    while token is not None:
        if token in _NO_CODE:
            return False
        token = token.parent
    return True


def _find(token: _TokenType) -> int:
    parent: _TokenType | None = token
    while parent is not None:
        if parent in _LOOKS:
            return _ORDER.index(parent) + 1
        parent = parent.parent
    return PLAIN


def _format(look: _Look, dark: bool) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(QColor(look.dark if dark else look.light))
    if look.bold:
        result.setFontWeight(QFont.Weight.Bold)
    result.setFontItalic(look.italic)
    return result
