"""DAP's values: sources, frames, scopes, variables, breakpoints.

Lines and columns are 1-based, ends exclusive, columns in UTF-16 code units, as DAP counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .wire import at_most

LONGEST_VALUE = 100_000
"""Characters of the text of a value for who asks for all of it, and of a traceback."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or code without one (`source_reference` > 0: ask with the source request)."""

    name: str | None = None
    path: str | None = field(default=None, metadata=at_most())
    source_reference: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A real thread of the debuggee; the main thread is 1.

    `daemon` (extension): it ends with the process instead of keeping it alive.
    """

    id: int
    name: str
    daemon: bool | None = None


@dataclass(frozen=True, slots=True)
class StackFrame:
    """One frame, with the place of the expression it is at.

    `coroutine_id` (extension) names the coroutine whose body the frame is.
    `presentation_hint` is "subtle" for library code.
    """

    id: int
    name: str
    line: int
    column: int
    end_line: int | None = None
    end_column: int | None = None
    source: Source | None = None
    instruction_pointer_reference: str | None = None
    presentation_hint: str | None = None
    coroutine_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A group of variables of a frame. Names used here: Locals, Closure, Globals, Stack."""

    name: str
    variables_reference: int
    expensive: bool
    presentation_hint: str | None = None
    named_variables: int | None = None
    indexed_variables: int | None = None


@dataclass(frozen=True, slots=True)
class VariablePresentationHint:
    """`attributes` holds "readOnly" where Python cannot change the variable."""

    kind: str | None = None
    attributes: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A name and the bounded text of its value; reference 0: nothing below it.

    `coroutine_id` (extension): the value is this coroutine.
    """

    name: str
    value: str = field(metadata=at_most(LONGEST_VALUE))
    variables_reference: int
    type: str | None = None
    evaluate_name: str | None = None
    named_variables: int | None = None
    indexed_variables: int | None = None
    presentation_hint: VariablePresentationHint | None = None
    coroutine_id: int | None = None


@dataclass(frozen=True, slots=True)
class SourceBreakpoint:
    """A line breakpoint as asked for."""

    line: int
    column: int | None = None
    condition: str | None = None
    hit_condition: str | None = None
    log_message: str | None = None


MOVED = "Moved to the next line with code"
"""The message of a breakpoint that stands, if not where it was put: nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A breakpoint as it was set; `message` says why it moved (`MOVED`) or is not verified."""

    verified: bool
    id: int | None = None
    line: int | None = None
    source: Source | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One completion: insert `text` (else `label`)."""

    label: str
    text: str | None = None
    type: str | None = None
    start: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class DisassembledInstruction:
    """One instruction. `address` is unique in the process (hexadecimal), `symbol` holds marks.

    Extension fields: `offset` (bytes from the start of the code), `opname`, `argument` (the
    argument as text), `is_yield` (it suspends), `is_current` (the frame is here).
    """

    address: str
    instruction: str
    location: Source | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    offset: int | None = None
    opname: str | None = None
    argument: str | None = None
    is_yield: bool | None = None
    is_current: bool | None = None


@dataclass(frozen=True, slots=True)
class ExceptionDetails:
    """An exception in words; `stack_trace` is Python's own traceback text."""

    message: str | None = field(default=None, metadata=at_most())
    type_name: str | None = None
    full_type_name: str | None = None
    stack_trace: str | None = field(default=None, metadata=at_most(LONGEST_VALUE))


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the adapter can do, in DAP's words; `supports_coroutines` is the extension."""

    supports_configuration_done_request: bool = True
    supports_conditional_breakpoints: bool = True
    supports_hit_conditional_breakpoints: bool = True
    supports_log_points: bool = True
    supports_evaluate_for_hovers: bool = True
    supports_set_variable: bool = True
    supports_completions_request: bool = True
    supports_exception_info_request: bool = True
    supports_disassemble_request: bool = True
    supports_terminate_request: bool = True
    supports_cancel_request: bool = True
    supports_clipboard_context: bool = True
    supports_coroutines: bool = True
    exception_breakpoint_filters: list[dict[str, Any]] | None = None
