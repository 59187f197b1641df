"""The requests that look: threads, stack, scopes, variables, evaluate, source and the like."""

from __future__ import annotations

import re
from types import TracebackType

from ..protocol.commands import (
    CompletionsArguments,
    CompletionsBody,
    DisassembleArguments,
    DisassembleBody,
    EvaluateArguments,
    EvaluateBody,
    ExceptionInfoArguments,
    ExceptionInfoBody,
    ScopesArguments,
    ScopesBody,
    SetVariableArguments,
    SetVariableBody,
    SourceArguments,
    SourceBody,
    StackTraceArguments,
    StackTraceBody,
    ThreadsArguments,
    ThreadsBody,
    VariablesArguments,
    VariablesBody,
)
from ..protocol.coroutines import CoroutineState
from ..protocol.events import StopReason
from ..protocol.values import LONGEST_VALUE, ExceptionDetails, Variable
from .completions import completions
from .coroutine_objects import state_of
from .disassembly import instructions_of
from .evaluation import NO_VALUE, evaluate, execute, frame_names, unwritable_names
from .frame_table import FrameTable, Place
from .instructions import suspended_at
from .server import RequestError
from .source_text import text_of_reference
from .stored_lookup import NotStored, builtins_of, stored_value
from .tracing.contract import DeadlineExceeded
from .type_facts import module_of_type, name_of_type, qualname_of_type, traceback_of
from .value_renderer import MAX_TEXT
from .variable_nodes import NotPossible
from .variable_store import VariableStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .control import Control
    from .exception_words import ExceptionWords
    from .program import Program
    from .registry import Registry
    from .server import Server
    from .user_work import UserWork
    from .value_renderer import ValueRenderer

_SIMPLE = re.compile(r"[\w.]+")
_LETTING_GO_SECONDS = 2.0
_GONE = "these values are gone: the program has gone on since"


class Looking:
    """Answers what can be seen while the program is held."""

    def __init__(
        self,
        control: Control,
        registry: Registry,
        frames: FrameTable,
        store: VariableStore,
        renderer: ValueRenderer,
        program: Program,
        work: UserWork,
        words: ExceptionWords,
    ) -> None:
        self._control = control
        self._registry = registry
        self._frames = frames
        self._store = store
        self._renderer = renderer
        self._frame_of: dict[int, Any] = {}
        self._program = program
        self._work = work
        self._words = words
        self._held: list[object] = []

    def answer(self, server: Server) -> None:
        """Register the handlers."""
        self._server = server
        server.add(ThreadsArguments, self._threads, while_running=True)
        server.add(StackTraceArguments, self._stack_trace)
        server.add(ScopesArguments, self._scopes)
        server.add(VariablesArguments, self._variables)
        server.add(SetVariableArguments, self._set_variable)
        server.add(EvaluateArguments, self._evaluate)
        server.add(CompletionsArguments, self._completions)
        server.add(ExceptionInfoArguments, self._exception_info)
        server.add(DisassembleArguments, self._disassemble)
        server.add(SourceArguments, self._source)

    def clear(self) -> None:
        """Forget frames and values: the program goes on."""
        self._let_go(self._frames.clear, self._store.clear, self._frame_of.clear)

    def hold(self, value: object) -> None:
        """Keep a value that nobody else may have until the present request is answered.

        Its ``__del__`` is code of the program: it is not to run anywhere in the debugger's own.
        """
        if not self._held:
            self._server.after_reply(lambda: self._let_go(self._held.clear))
        self._held.append(value)

    def _let_go(self, *clears: Callable[[], None]) -> None:
        for clear in clears:
            try:
                self._renderer.call(clear, _LETTING_GO_SECONDS)
            except DeadlineExceeded:
                continue

    # --- for other parts ----------------------------------------------------------------------

    def evaluate_value(self, expression: str, frame_id: int | None) -> Any:
        """Return the value of an expression. Raises RequestError with Python's own words."""
        namespaces = self._namespaces(frame_id)
        value = self._guarded(lambda: evaluate(expression, *namespaces))
        self.hold(value)
        return value

    def show(
        self, value: object, expression: str | None = None, max_text: int = MAX_TEXT
    ) -> Variable:
        """Return a value as a variable without a name: its text and the way to its children."""
        self.hold(value)
        self._renderer.begin_reply()
        return self._store.variable_of("", value, expression, max_text)

    # --- requests -----------------------------------------------------------------------------

    def _threads(self, arguments: ThreadsArguments) -> ThreadsBody:
        return ThreadsBody(self._control.threads.listed())

    def _stack_trace(self, arguments: StackTraceArguments) -> StackTraceBody:
        record = self._registry.get(arguments.thread_id)
        if record is not None:
            places = self._frames.of_coroutine(record)
        else:
            ident = self._control.threads.ident(arguments.thread_id)
            if ident is None:
                raise RequestError(f"there is no thread or coroutine {arguments.thread_id}")
            places = self._frames.of_thread(ident)
        start = arguments.start_frame or 0
        stop = start + arguments.levels if arguments.levels else None
        shown = [self._frames.describe(place) for place in places[start:stop]]
        return StackTraceBody(shown, len(places))

    def _scopes(self, arguments: ScopesArguments) -> ScopesBody:
        place = self._place(arguments.frame_id)
        scopes = self._store.scopes(place.frame, place.coroutine)
        for scope in scopes:
            self._frame_of[scope.variables_reference] = place.frame
        return ScopesBody(scopes)

    def _variables(self, arguments: VariablesArguments) -> VariablesBody:
        reference = arguments.variables_reference
        try:
            variables = self._store.children(
                reference,
                arguments.filter,
                arguments.start,
                arguments.count,
                _text_limit(arguments.text_limit),
            )
        except KeyError:
            raise RequestError(_GONE) from None
        frame = self._frame_of.get(reference)
        for variable in variables:
            self._frame_of[variable.variables_reference] = frame
        return VariablesBody(variables)

    def _set_variable(self, arguments: SetVariableArguments) -> SetVariableBody:
        reference = arguments.variables_reference
        frame = self._frame_of.get(reference)
        namespaces = (
            (self._program.namespace, self._program.namespace)
            if frame is None
            else frame_names(frame)
        )
        value = self._guarded(lambda: evaluate(arguments.value, *namespaces))
        try:
            shown = self._store.set_variable(reference, arguments.name, value)
        except NotPossible as error:
            raise RequestError(str(error)) from None
        except KeyError:
            raise RequestError(_GONE) from None
        except BaseException as error:
            raise RequestError(self._words.text(error)) from None
        return SetVariableBody(shown.value, shown.type, shown.variables_reference)

    def _evaluate(self, arguments: EvaluateArguments) -> EvaluateBody:
        text, max_text = arguments.expression, MAX_TEXT
        namespaces = self._namespaces(arguments.frame_id)
        expression: str | None = _in_brackets(text)
        match arguments.context:
            case "repl":
                unwritable = self._unwritable(arguments.frame_id)
                value = self._guarded(lambda: execute(text, *namespaces, unwritable))
                expression = None
                if value is NO_VALUE:
                    return EvaluateBody("", 0)
            case "hover":
                value = self._stored(text, *namespaces)
            case context:
                value = self._guarded(lambda: evaluate(text, *namespaces))
                max_text = LONGEST_VALUE if context == "clipboard" else MAX_TEXT
        shown = self.show(value, expression, max_text)
        return EvaluateBody(
            result=shown.value,
            variables_reference=shown.variables_reference,
            type=shown.type,
            named_variables=shown.named_variables,
            indexed_variables=shown.indexed_variables,
            coroutine_id=shown.coroutine_id,
        )

    def _completions(self, arguments: CompletionsArguments) -> CompletionsBody:
        names = self._namespaces(arguments.frame_id)
        return CompletionsBody(completions(arguments.text, arguments.column, *names))

    def _exception_info(self, arguments: ExceptionInfoArguments) -> ExceptionInfoBody:
        state = self._control.stop_state
        error = None if state is None else state.error
        if state is None or error is None:
            raise RequestError("this stop has no exception")
        trace = state.traceback or traceback_of(error) or _traceback_of(state.frame)
        cls = type(error)
        name = name_of_type(cls)
        details = ExceptionDetails(
            message=self._words.message(error),
            type_name=name,
            full_type_name=f"{module_of_type(cls)}.{qualname_of_type(cls)}",
            stack_trace=self._words.traceback(error, trace),
        )
        is_caught = state.reason is not StopReason.END and state.traceback is None
        mode = "always" if is_caught else "unhandled"
        return ExceptionInfoBody(name, mode, self._words.text(error), details)

    def _disassemble(self, arguments: DisassembleArguments) -> DisassembleBody:
        _, _, number = arguments.memory_reference.partition(":")
        place = self._place(int(number) if number.isdigit() else 0)
        code = place.frame.f_code
        lasti = place.lasti
        if place.coroutine is not None and state_of(place.coroutine) is CoroutineState.SUSPENDED:
            lasti = suspended_at(code, lasti)
        instructions = instructions_of(code, lasti, id(code))
        current = next((i for i, each in enumerate(instructions) if each.is_current), 0)
        first = current + (arguments.instruction_offset or 0)
        start = max(first, 0)
        return DisassembleBody(instructions[start : max(first + arguments.instruction_count, 0)])

    def _source(self, arguments: SourceArguments) -> SourceBody:
        text = text_of_reference(arguments.source_reference)
        if text is None:
            raise RequestError("there is no such source")
        return SourceBody(text, "text/x-python")

    # --- how ----------------------------------------------------------------------------------

    def _place(self, frame_id: int) -> Place:
        place = self._frames.place(frame_id)
        if place is None:
            raise RequestError("this frame is gone: the program has gone on since")
        return place

    def _namespaces(self, frame_id: int | None) -> tuple[dict[str, Any], Any]:
        if frame_id is None:
            return self._program.namespace, self._program.namespace
        return frame_names(self._place(frame_id).frame)

    def _stored(self, expression: str, globals: dict[str, Any], locals: Any) -> Any:
        try:
            return stored_value(expression, [locals, globals, builtins_of(globals)])
        except NotStored as error:
            raise RequestError(f"Not evaluated: {error}") from None
        except NameError as error:
            raise RequestError(self._words.text(error)) from None

    def _unwritable(self, frame_id: int | None) -> frozenset[str]:
        return frozenset() if frame_id is None else unwritable_names(self._place(frame_id).frame)

    def _guarded(self, function: Callable[[], Any]) -> Any:
        try:
            return self._work.evaluate(function)
        except RequestError:
            raise
        except NotPossible as error:
            raise RequestError(str(error)) from None
        except BaseException as error:  # whatever the program raises is the answer
            self.hold(error)
            raise RequestError(self._words.text(error)) from None


def _traceback_of(frame: FrameType | None) -> TracebackType | None:
    """Return what the traceback will begin with: 3.11 has none yet where it is raised."""
    return None if frame is None else TracebackType(None, frame, frame.f_lasti, frame.f_lineno or 0)


def _text_limit(wanted: int | None) -> int:
    return MAX_TEXT if wanted is None else max(1, min(wanted, LONGEST_VALUE))


def _in_brackets(expression: str) -> str:
    """Return an expression as ``.name`` or ``[0]`` can be written behind it."""
    expression = expression.strip()
    return expression if _SIMPLE.fullmatch(expression) else f"({expression})"
