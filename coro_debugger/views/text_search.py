"""Finds a text in source and says where, in the units that a document counts in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .source_text import SourceText

MOST_MATCHES = 10_000
"""More are not counted; nobody steps through them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place: 0-based line, start and end in UTF-16 units from 0."""

    line: int
    start: int
    end: int


def find_matches(source: SourceText, wanted: str, match_case: bool = False) -> list[Match]:
    """List where `wanted` occurs, in order, at most `MOST_MATCHES` places."""
    matches: list[Match] = []
    if not wanted:
        return matches
    pattern = re.compile(re.escape(wanted), re.NOFLAG if match_case else re.IGNORECASE)
    for number, line in enumerate(source.lines):
        for found in pattern.finditer(line):
            start = source.to_units(number, found.start())
            matches.append(Match(number, start, source.to_units(number, found.end())))
        if len(matches) >= MOST_MATCHES:
            return matches[:MOST_MATCHES]
    return matches


def spans_by_line(matches: list[Match]) -> dict[int, list[tuple[int, int]]]:
    """Group matches as a source view takes them."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for match in matches:
        spans.setdefault(match.line, []).append((match.start, match.end))
    return spans


def nearest(matches: list[Match], line: int, offset: int, forward: bool = True) -> int | None:
    """Give the index of the match at or after a place (before it, backwards); around the end."""
    if not matches:
        return None
    places = [(match.line, match.start) for match in matches]
    if forward:
        return next((i for i, place in enumerate(places) if place >= (line, offset)), 0)
    before = [i for i, place in enumerate(places) if place < (line, offset)]
    return before[-1] if before else len(matches) - 1
