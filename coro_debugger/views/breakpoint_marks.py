"""How a line breakpoint is marked beside its line and in the list."""

from __future__ import annotations

from ..models.breakpoint_values import LineBreakpoint
from ..models.breakpoint_words import message_words
from .source_marks import BreakpointKind, BreakpointMark


def breakpoint_mark(breakpoint: LineBreakpoint) -> BreakpointMark:
    """Return the mark of a breakpoint where it stands."""
    kind = BreakpointKind.PLAIN
    if breakpoint.log_message:
        kind = BreakpointKind.LOGPOINT
    elif breakpoint.condition or breakpoint.hit_condition:
        kind = BreakpointKind.CONDITIONAL
    parts = (breakpoint.condition, breakpoint.hit_condition, breakpoint.log_message)
    text = ", ".join(part for part in (*parts, message_words(breakpoint)) if part)
    line = breakpoint.set_line or breakpoint.line
    is_verified = breakpoint.verified is not False
    return BreakpointMark(line, kind, breakpoint.enabled, is_verified, text)
