"""The request ``resumeCoroutine``: next, send, throw and close by the user's hand."""

from __future__ import annotations

from dataclasses import replace

from ..protocol.commands import (
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
    ResumeException,
    ResumeOperation,
    ResumeOutcome,
)
from ..protocol.coroutines import (
    CoroutineKind,
    CoroutineOutcome,
    CoroutineState,
    Ender,
    OutcomeKind,
)
from .coroutine_objects import state_of
from .explanation_keys import explanation_key
from .program_hooks import program_traceback
from .server import RequestError
from .source_text import source_of
from .stepping import step_into
from .type_facts import name_of_type, put_traceback, static_attribute, traceback_of
from .user_work import Cancelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..protocol.explanations import Explanation
    from .control import Control
    from .decisions import Decisions
    from .exception_words import ExceptionWords
    from .looking import Looking
    from .registry import CoroutineRecord, Registry
    from .server import Server
    from .user_work import UserWork

_MISSING: Any = type("_Missing", (), {})()


class Driving:
    """Resumes coroutines on the held thread; breakpoints in their bodies hold it again inside."""

    def __init__(
        self,
        control: Control,
        decisions: Decisions,
        registry: Registry,
        looking: Looking,
        work: UserWork,
        words: ExceptionWords,
    ) -> None:
        self._control = control
        self._decisions = decisions
        self._registry = registry
        self._looking = looking
        self._work = work
        self._words = words

    def answer(self, server: Server) -> None:
        """Register the handler."""
        self._server = server
        server.add(ResumeCoroutineArguments, self._resume)

    def _resume(self, arguments: ResumeCoroutineArguments) -> ResumeCoroutineBody:
        record = self._registry.get(arguments.coroutine_id)
        if record is None or record.target is None:
            raise RequestError("this coroutine is gone")
        value = self._value(arguments)
        operation = _operation_of(record, arguments.operation, value)
        outer = self._control.stop_state
        stops_before = self._control.stops_made
        try:
            return self._run(record, operation, arguments, value)
        finally:
            if self._control.stops_made != stops_before and outer is not None:
                self._server.after_reply(lambda: self._control.announce(outer))

    def _value(self, arguments: ResumeCoroutineArguments) -> Any:
        if arguments.operation not in (ResumeOperation.SEND, ResumeOperation.THROW):
            return None
        if not arguments.expression:
            raise RequestError("an expression is needed")
        return self._looking.evaluate_value(arguments.expression, arguments.frame_id)

    def _run(
        self,
        record: CoroutineRecord,
        operation: Callable[[], Any],
        arguments: ResumeCoroutineArguments,
        value: Any,
    ) -> ResumeCoroutineBody:
        target = record.target
        state = state_of(target)
        held = self._decisions.save()
        thread = self._control.current_thread
        self._decisions.renew()
        self._decisions.begin(step_into(thread) if arguments.step_in else None)
        result: Any = _MISSING
        error: BaseException | None = None
        try:
            result = self._work.drive(record.id, operation)
        except RequestError:
            if state_of(target) is CoroutineState.FINISHED:
                # On 3.11 what cuts it short is not reported on its way out.
                outcome = CoroutineOutcome(OutcomeKind.RAISED, type=Cancelled.__name__, message="")
                self._registry.finish(record, outcome)
            raise
        except BaseException as raised:  # whatever it is, it is the outcome
            error = raised
            self._looking.hold(error)
        finally:
            self._decisions.restore(held)
        if error is not None and self._is_outcome_raised(record, state, error):
            thrown = value if arguments.operation is ResumeOperation.THROW else None
            key = explanation_key(arguments.operation, record.kind, state, error, thrown)
            return ResumeCoroutineBody(ResumeOutcome.RAISED, exception=self._describe(error, key))
        body = self._outcome(record, arguments.operation, result, error)
        if type(error) is _Awaited:
            return body
        key = explanation_key(arguments.operation, record.kind, state, error)
        key = record.latest_advice if key is None and error is None else key
        return body if key is None else replace(body, explanation=key.value)

    @staticmethod
    def _is_outcome_raised(
        record: CoroutineRecord, before: CoroutineState, error: BaseException
    ) -> bool:
        """Tell an exception that came out from one that Python uses to say "returned"."""
        if before is CoroutineState.FINISHED:
            return True
        if record.kind is CoroutineKind.ASYNC_GENERATOR:
            kind = type(error)
            return kind is not _Awaited and kind is not StopAsyncIteration
        return type(error) is not StopIteration

    def _outcome(
        self,
        record: CoroutineRecord,
        operation: ResumeOperation,
        result: Any,
        error: BaseException | None,
    ) -> ResumeCoroutineBody:
        if type(error) is _Awaited:
            return self._body(ResumeOutcome.AWAITING, error.awaited)
        if error is not None:
            return self._body(ResumeOutcome.RETURNED, getattr(error, "value", None))
        if operation is ResumeOperation.CLOSE:
            if state_of(record.target) is CoroutineState.FINISHED:
                self._registry.note_closed(record, Ender.USER)
            return self._body(ResumeOutcome.CLOSED, result)
        return self._suspended(record, result)

    def _suspended(self, record: CoroutineRecord, result: Any) -> ResumeCoroutineBody:
        is_native = record.kind is CoroutineKind.COROUTINE
        awaits = is_native and _is_future(result)
        return self._body(ResumeOutcome.AWAITING if awaits else ResumeOutcome.YIELDED, result)

    def _body(self, outcome: ResumeOutcome, value: Any) -> ResumeCoroutineBody:
        shown = self._looking.show(value)
        return ResumeCoroutineBody(outcome, shown.value, shown.type, shown.variables_reference)

    def _describe(self, error: BaseException, key: Explanation | None) -> ResumeException:
        trace = program_traceback(traceback_of(error))
        last = trace
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        shown = ResumeException(
            type=name_of_type(type(error)),
            message=self._words.message(error),
            explanation=None if key is None else key.value,
            trace=self._words.traceback(error, trace),
            line=None if last is None else last.tb_lineno,
            source=None if last is None else source_of(last.tb_frame.f_code),
        )
        put_traceback(error, None)
        return shown


class _Awaited(Exception):
    """An asynchronous generator or a coroutine handed something to a loop that is not there."""

    def __init__(self, awaited: object) -> None:
        self.awaited = awaited


def _operation_of(
    record: CoroutineRecord, operation: ResumeOperation, value: Any
) -> Callable[[], Any]:
    target: Any = record.target
    if record.kind is CoroutineKind.ASYNC_GENERATOR:
        return lambda: _drive_async_generator(record, target, operation, value)
    if operation is ResumeOperation.NEXT:
        return lambda: target.send(None)
    if operation is ResumeOperation.SEND:
        return lambda: target.send(value)
    if operation is ResumeOperation.THROW:
        return lambda: target.throw(value)
    return lambda: target.close()


def _drive_async_generator(
    record: CoroutineRecord, target: Any, operation: ResumeOperation, value: Any
) -> Any:
    """Do what a ``for`` of an event loop would do, without one.

    The operation of an asynchronous generator is an awaitable. If it hands something to the loop
    it is kept, and the next operation goes on with it: that is the answer of the loop.
    """
    pending: Any = record.pending
    record.pending = None
    try:
        if pending is not None and operation is not ResumeOperation.CLOSE:
            awaited = (
                pending.throw(value) if operation is ResumeOperation.THROW else pending.send(value)
            )
        else:
            pending = _awaitable_of(target, operation, value)
            awaited = pending.send(None)
    except StopIteration as stop:
        return stop.value
    record.pending = pending
    raise _Awaited(awaited)


def _awaitable_of(target: Any, operation: ResumeOperation, value: Any) -> Any:
    if operation is ResumeOperation.NEXT:
        return target.__anext__()
    if operation is ResumeOperation.SEND:
        return target.asend(value)
    return target.athrow(value) if operation is ResumeOperation.THROW else target.aclose()


def _is_future(value: object) -> bool:
    # asyncio recognises its futures by this attribute (asyncio.futures.isfuture).
    return static_attribute(type(value), "_asyncio_future_blocking") is not None and hasattr(
        type(value), "_asyncio_future_blocking"
    )
