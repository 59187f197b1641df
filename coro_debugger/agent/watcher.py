"""Hears from the tracer what happened, records it, and asks whether to stop."""

from __future__ import annotations

from _thread import get_ident

from ..protocol.coroutines import (
    CoroutineEvent,
    CoroutineKind,
    CoroutineOutcome,
    Ender,
    OutcomeKind,
    Site,
    ValueText,
)
from .code_positions import span_at
from .coroutine_objects import unwrap_async_yield
from .delegation import passes_on_resumption, passes_on_yield
from .dropped_values import dropped_answer, dropped_return, note_resumption
from .evaluation_stack import pushed_value
from .frames import callers, is_delegating, partner_at_border, partner_at_yield
from .running_errors import running_error_text, running_message, with_message
from .source_text import source_of
from .type_facts import name_of_type
from .value_text import running_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType

    from ..protocol.explanations import Explanation
    from .control import Control
    from .decisions import Decisions
    from .discovery import Discovery
    from .history import History
    from .raised_errors import RaisedErrors
    from .registry import CoroutineRecord, Registry
    from .tracing.contract import Guard


class Watcher:
    """The tracer's listener."""

    def __init__(
        self,
        registry: Registry,
        discovery: Discovery,
        history: History,
        decisions: Decisions,
        control: Control,
        errors: RaisedErrors,
    ) -> None:
        self._registry = registry
        self._discovery = discovery
        self._history = history
        self._decisions = decisions
        self._control = control
        self._errors = errors

    # --- what the tracer reports --------------------------------------------------------------

    def started(self, frame: FrameType) -> None:
        """A coroutine's body starts."""
        if self._control.is_quiet():
            return
        record = self._registry.starting(frame) or self._discovery.find_started(frame)
        if record is None or record.is_library:
            return
        record.started = True
        self._note_resumption(record, frame, None, is_start=True)
        self._decisions.at_resumption(frame, record, None, is_start=True)

    def resumed(self, frame: FrameType) -> None:
        """A coroutine goes on after a yield."""
        record = self._record_of(frame)
        if record is None:
            return
        value = pushed_value(record.target)
        if passes_on_resumption(frame, record.target):
            # No resumption of its own; still, who drives this one has sent it that.
            record.last_sent = running_text(value)
            self._registry.changed[record.id] = None
            return
        self._note_resumption(record, frame, value, is_start=False)
        self._decisions.at_resumption(frame, record, value, is_start=False)

    def thrown(self, frame: FrameType, error: BaseException) -> None:
        """An exception is raised in a coroutine at its yield."""
        record = self._record_of(frame)
        if record is None:
            return
        if issubclass(type(error), GeneratorExit):
            record.closing = self._closer_of(record, frame)
        if record.crossed:
            # Nothing was thrown in here: it comes from the one that this one delegated to.
            record.crossed = False
            return
        value = ValueText(running_error_text(error), name_of_type(type(error)))
        number = self._add(CoroutineEvent.THROWN, record, frame, value, record.closing)
        self._errors.note(error, number)
        self._registry.changed[record.id] = None
        self._decisions.at_throw(frame, record, error)

    def yielded(self, frame: FrameType, value: object) -> None:
        """A coroutine suspends."""
        record = self._record_of(frame)
        if record is None:
            self._decisions.after_suspension(frame, None, to_iteration=False)
            return
        record.closing = None
        record.crossed = False
        to_iteration = record.kind is CoroutineKind.ASYNC_GENERATOR and not is_delegating(frame)
        if passes_on_yield(frame, record.target):
            record.last_yielded = running_text(value)
            self._registry.changed[record.id] = None
            self._decisions.after_suspension(frame, record, to_iteration=False)
            return
        shown = unwrap_async_yield(value) if to_iteration else value
        record.last_yielded = running_text(shown)
        advice = dropped_answer(record, frame, shown, self._registry)
        self._add(CoroutineEvent.YIELDED, record, frame, record.last_yielded, advice=advice)
        self._registry.changed[record.id] = None
        self._decisions.at_yield(frame, record, shown)
        self._decisions.after_suspension(frame, record, to_iteration)

    def returned(self, frame: FrameType, value: object) -> None:
        """A frame ends by return."""
        record = self._record_of(frame)
        if record is not None:
            text = running_text(value)
            outcome = (
                CoroutineOutcome(OutcomeKind.CLOSED, record.closing)
                if record.closing
                else CoroutineOutcome(
                    OutcomeKind.RETURNED, value=text.value, type=text.type, line=frame.f_lineno
                )
            )
            advice = None if record.closing else dropped_return(frame, value)
            self._end(record, frame, outcome, text, value, advice=advice)
        self._decisions.after_end(frame)

    def unwound(self, frame: FrameType, error: BaseException) -> None:
        """A frame ends by an exception."""
        self.unwound_by(frame, type(error), running_message(error), error)

    def unwound_by(
        self, frame: FrameType, kind: type, message: str, error: BaseException | None = None
    ) -> None:
        """A frame ends by an exception of which only type and message may be known."""
        record = self._record_of(frame)
        if record is not None:
            name = name_of_type(kind)
            if record.closing and issubclass(kind, GeneratorExit):
                outcome = CoroutineOutcome(OutcomeKind.CLOSED, record.closing)
            else:
                outcome = CoroutineOutcome(
                    OutcomeKind.RAISED, type=name, message=message, line=frame.f_lineno
                )
            text = ValueText(with_message(name, message), name)
            self._end(record, frame, outcome, text, error, error)
        self._decisions.after_end(frame)

    def raised(self, frame: FrameType, error: BaseException) -> None:
        """An exception is raised in, or passes through, a frame."""
        if not self._control.is_quiet():
            self._decisions.at_raise(frame, error)

    def line(self, frame: FrameType, line: int) -> bool:
        """A line is about to run."""
        if self._control.is_quiet():
            return True
        self._control.park_if_stopped()
        return self._decisions.at_line(frame, line)

    def line_guard(self, code: CodeType, line: int) -> Guard | None:
        """Return what tells for less that `line` need not be told of this line just now."""
        return self._decisions.line_guard(code, line)

    def created(self, frame: FrameType, offset: int, callee: CodeType) -> None:
        """A coroutine has been made by a call in this frame."""
        if self._control.is_quiet():
            return
        record = self._discovery.find_created(callee)
        if record is None:
            return
        line, column, end_line, end_column = span_at(frame.f_code, offset)
        record.created_at = Site(
            line or frame.f_lineno, source_of(frame.f_code), column, end_line, end_column
        )
        self._history.add(
            CoroutineEvent.CREATED,
            record.id,
            self._control.thread_number(get_ident()),
            self._coroutine_of(frame),
            record.created_at.line,
            record.created_at.line,
        )
        self._decisions.at_creation(frame, record)

    def recording_stopped(self, code: CodeType | None) -> None:
        """Coroutines with this code (None: with any) are not reported from here on."""
        self._registry.stop_recording(code)
        self._history.note_gap(None if code is None else code.co_qualname)

    def wants_lines(self, code: CodeType) -> bool:
        """Tell whether lines of code that is seen for the first time are to be reported."""
        return self._decisions.wants_lines(code)

    def blinded(self, why: str) -> None:
        """Report that the program has taken away what watching needs."""
        self._registry.stop_recording(None)
        self._control.tell(why)

    def failed(self, error: BaseException) -> None:
        """Report that the agent failed: tracing is off, the program runs on."""
        self._control.report_failure(error)

    def collected(self, record: CoroutineRecord) -> None:
        """A coroutine was freed before it had finished."""
        thread = self._control.threads.known_number(get_ident())
        self._history.add(CoroutineEvent.COLLECTED, record.id, thread, by=Ender.GC)
        self._decisions.at_collection(record)

    def closed_unheard(self, record: CoroutineRecord, by: Ender) -> None:
        """A coroutine was found to have been closed without running."""
        thread = self._control.threads.known_number(get_ident())
        self._history.add(CoroutineEvent.CLOSED, record.id, thread, by=by)

    # --- how it is recorded -------------------------------------------------------------------

    def _record_of(self, frame: FrameType) -> CoroutineRecord | None:
        if self._control.is_quiet():
            return None
        return self._registry.of_frame(frame)

    def _mark_crossing(self, frame: FrameType) -> None:
        """Note in the user coroutine that delegates to ``frame`` that an exception comes out."""
        back = frame.f_back
        while back is not None and is_delegating(back):
            outer = self._registry.of_frame(back)
            if outer is not None and not outer.is_library:
                outer.crossed = True
                return
            back = back.f_back

    def _note_resumption(
        self, record: CoroutineRecord, frame: FrameType, value: object, is_start: bool
    ) -> None:
        record.resumptions += 1
        record.closing = None
        if record.resumptions > 1:
            record.last_sent = running_text(value)
        note_resumption(record, frame, value, self._registry if is_start else None)
        partner = partner_at_border(frame) if is_start else None
        self._add(CoroutineEvent.RESUMED, record, frame, record.last_sent, partner=partner)
        self._registry.changed[record.id] = None

    def _end(
        self,
        record: CoroutineRecord,
        frame: FrameType,
        outcome: CoroutineOutcome,
        text: ValueText,
        value: object,
        error: BaseException | None = None,
        advice: Explanation | None = None,
    ) -> None:
        if error is not None:
            self._mark_crossing(frame)
        event = CoroutineEvent(outcome.kind.value)
        partner = partner_at_border(frame)
        number = self._add(event, record, frame, text, outcome.by, advice, partner)
        self._decisions.at_end(frame, record, event, value, error)
        self._registry.finish(record, outcome)
        if error is not None:
            self._errors.note(error, number, record)

    def _closer_of(self, record: CoroutineRecord, frame: FrameType) -> Ender:
        if record.dying:
            return Ender.GC
        is_by_hand = self._control.is_driven() and self._partner_at_yield(record, frame) is None
        return Ender.USER if is_by_hand else Ender.PROGRAM

    @staticmethod
    def _partner_at_yield(record: CoroutineRecord, frame: FrameType) -> FrameType | None:
        is_iterated = record.kind is CoroutineKind.ASYNC_GENERATOR and not is_delegating(frame)
        return partner_at_yield(frame, is_iterated)

    def _add(
        self,
        event: CoroutineEvent,
        record: CoroutineRecord,
        frame: FrameType,
        value: ValueText | None,
        by: Ender | None = None,
        advice: Explanation | None = None,
        partner: tuple[FrameType | None, bool] | None = None,
    ) -> int:
        """Record what happened; return the number of the event."""
        if advice is not None:
            record.latest_advice = advice
            if advice not in record.advice:
                record.advice.append(advice)
        other, delegated = partner or (self._partner_at_yield(record, frame), False)
        if by is None and other is None and self._control.is_driven():
            by = Ender.USER
        source, by_source = source_of(record.code), source_of((other or frame).f_code)
        return self._history.add(
            event,
            record.id,
            self._control.thread_number(get_ident()),
            self._coroutine_of(other),
            frame.f_lineno,
            other.f_lineno if other is not None else None,
            value,
            by,
            advice,
            delegated and record.kind is not CoroutineKind.ASYNC_GENERATOR,
            None if by_source is source else by_source,
        )

    def _coroutine_of(self, frame: FrameType | None) -> int | None:
        for caller in callers(frame):
            record = self._registry.of_frame(caller)
            if record is not None and not record.is_library:
                return record.id
        return None
