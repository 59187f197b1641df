"""One breakpoint on a line, and the lines of a file that can bear one."""

from __future__ import annotations

from ..protocol.values import MOVED, Breakpoint, Source, SourceBreakpoint
from .compiling import code_of_text, compile_quietly
from .source_text import forget_text, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType


class LineBreakpoint:
    """A breakpoint as it was asked for, where it stands, and how often it was hit.

    `problem`: what its condition last failed with.
    """

    __slots__ = ("asked", "hits", "id", "line", "message", "problem", "source", "verified")

    def __init__(self, number: int, asked: SourceBreakpoint) -> None:
        self.id = number
        self.asked = asked
        self.source: Source | None = None
        self.line = asked.line
        self.verified = False
        self.message: str | None = None
        self.problem: str | None = None
        self.hits = 0

    def place(self, source: Source, executable: list[int]) -> None:
        """Take the next of these lines, if there is one; ``source`` is where they are."""
        asked = self.asked.line
        line = next((each for each in executable if each >= asked), None)
        self.source, self.line, self.verified = source, line or asked, line is not None
        if line is None:
            self.message = "No code on this line or below it"
        else:
            self.message = None if line == asked else MOVED
            self.message = condition_problem(self.asked.condition) or self.message

    def as_set(self) -> Breakpoint:
        """Return it as the client is told of it."""
        message = self.problem or self.message
        return Breakpoint(self.verified, self.id, self.line, self.source, message)


def condition_problem(condition: str | None) -> str | None:
    """Return what is wrong with a condition that Python cannot read."""
    if not condition:
        return None
    try:
        compile_quietly(condition.strip(), "<condition>", "eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"The condition cannot be read: {getattr(error, 'msg', None) or error}"
    return None


class BreakpointFile:
    """The breakpoints of one file and the lines of it that can bear one."""

    def __init__(self, source: Source, asked: list[LineBreakpoint], lines: list[int]) -> None:
        self.source = source
        self.asked = asked
        self.lines = lines

    def takes(self, code: CodeType) -> bool:
        """Learn from a module that begins to run; tell whether its lines are others than thought.

        A piece of the file that is compiled alone has fewer lines, which says nothing.
        """
        running = lines_of_code(code)
        if set(running) <= set(self.lines):
            return False
        forget_text(code.co_filename)
        lines = executable_lines(code.co_filename)
        self.lines = lines if set(running) <= set(lines) else running
        return True


def executable_lines(path: str) -> list[int]:
    """Return the lines of a file on which a line event can come, in order.

    A file that is not there, or does not compile, has none.
    """
    try:
        return lines_of_code(code_of_text("\n".join(lines_of(path) or ()), path))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def lines_of_code(code: CodeType) -> list[int]:
    """Return the lines on which a line event can come in a module, in order."""
    lines: set[int] = set()
    pending = [code]
    while pending:
        each = pending.pop()
        is_function = each.co_name != "<module>"
        for start, _, line in each.co_lines():
            if line and not (is_function and line == each.co_firstlineno and start < 8):
                lines.add(line)
        pending += [constant for constant in each.co_consts if isinstance(constant, _CODE)]
    return sorted(lines)


_CODE = type(code_of_text.__code__)
