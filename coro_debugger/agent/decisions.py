"""Should we stop? Applies the rules of `stepping` and the breakpoints to what happened."""

from __future__ import annotations

from _thread import get_ident
from sys import _getframe as current_frame

from ..protocol.coroutines import CoroutineEvent
from ..protocol.events import StopReason
from .control import StopState
from .frames import (
    behind_agent,
    caller_at_end,
    callers,
    is_user_frame,
    resumer_of_suspension,
    resumer_to_step_out_to,
)
from .instructions import is_creation
from .one_line_loops import loop_around
from .stepping import (
    Place,
    Step,
    StepKind,
    Target,
    after_end,
    after_suspension,
    at_first_line,
    step_into,
    stops_at_line,
    stops_at_resumption,
    stops_at_yield,
)
from .tracing.contract import Interest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType

    from .breakpoints import Breakpoints
    from .control import Control
    from .registry import CoroutineRecord, Registry
    from .tracing.contract import Guard, Tracer

_STEP_REASONS = {
    StepKind.NEXT_YIELD: StopReason.YIELD,
    StepKind.UNTIL_RESUMED: StopReason.RESUME,
    StepKind.TO_LINE: StopReason.GOTO,
}


_WITHOUT_VALUE = frozenset({CoroutineEvent.CREATED, CoroutineEvent.COLLECTED})
_LASTING = frozenset({StopReason.END, StopReason.EXCEPTION})
_BREAKPOINTS = frozenset({StopReason.BREAKPOINT, StopReason.COROUTINE_BREAKPOINT})
_LIFE_STEPS = frozenset({StepKind.INTO, StepKind.NEXT_YIELD, StepKind.UNTIL_RESUMED})


class Decisions:
    """The step under way, a wish to pause, the breakpoints; stops through `control`."""

    def __init__(self, control: Control, breakpoints: Breakpoints, registry: Registry) -> None:
        self._control = control
        self._registry = registry
        self._breakpoints = breakpoints
        self._step: Step | None = None
        self._codes: dict[int, CodeType] = {}
        self._pausing = False
        self._parking = False
        self._entering = False
        self.tracer: Tracer | None = None
        control.is_still_wanted = self.is_still_wanted

    # --- what is wanted ---------------------------------------------------------------------

    def begin(self, step: Step | None, frame: FrameType | None = None) -> None:
        """Go on with ``step`` (None: no step); ``frame`` is the one that it watches."""
        self._step = step
        self._codes = {} if frame is None else {id(frame): frame.f_code}
        self.apply()

    def save(self) -> tuple[Step | None, dict[int, CodeType]]:
        """Return the step under way, to `restore` it after an operation of the user."""
        return self._step, self._codes

    def restore(self, saved: tuple[Step | None, dict[int, CodeType]]) -> None:
        """Take up again what `save` returned; the program is held."""
        self._step, self._codes = saved
        self._parking = True
        self.apply()

    def enter(self) -> None:
        """Stop at the first line of the script."""
        self._entering = True
        self.begin(step_into(get_ident()))

    def pause(self) -> None:
        """Stop at the next user line, on whatever thread comes to one first."""
        self._pausing = True
        self.apply()

    def pause_in(self, frame: FrameType) -> None:
        """Stop in ``frame`` at once: its thread was interrupted where it waits."""
        if self.tracer is not None and not self._control.is_quiet():
            state = StopState(StopReason.PAUSE, frame)
            self.tracer.quiet_call(lambda: self._stop(state))

    @property
    def is_pausing(self) -> bool:
        """Whether a pause was asked for and has not come about yet."""
        return self._pausing

    def hold_threads(self, hold: bool) -> None:
        """While the program is held, other threads are to stop at their next user line."""
        self._parking = hold
        self.apply()
        if not hold:
            self.renew()

    def renew(self) -> None:
        """Have everything recorded again: something of the program runs after a stop."""
        if self.tracer is not None:
            self.tracer.renew()
            self._registry.renew_recording()

    def apply(self) -> None:
        """Tell the tracer what is to be reported for all this."""
        if self.tracer is None:
            return
        step = self._step
        codes = set(self._breakpoints.codes_with_lines(self.tracer.known_codes()))
        exits: frozenset[CodeType] = frozenset()
        if step is not None:
            watched = {self._codes[token] for token in step.tokens if token in self._codes}
            codes |= watched
            exits = frozenset(watched)
        self.tracer.set_interest(
            Interest(
                every_line=self._pausing
                or self._parking
                or (step is not None and step.kind is StepKind.INTO),
                line_codes=frozenset(codes),
                exit_codes=exits,
                raises=self._breakpoints.stops_at_raise,
                may_hit_lines=self._breakpoints.has_lines,
                lines_version=self._breakpoints.version,
                life=(step is not None and step.kind in _LIFE_STEPS)
                or self._breakpoints.has_events,
            )
        )

    # --- what happened ----------------------------------------------------------------------

    def at_line(self, frame: FrameType, line: int) -> bool:
        """Stop at this line if a pause, a step or a breakpoint wants it.

        Returns False if nothing will, until what is wanted changes.
        """
        step, stops = self._step, self._control.stops_made
        if self._pausing:
            self._stop(StopState(StopReason.PAUSE, frame))
        elif step is not None and stops_at_line(step, get_ident(), id(frame), line):
            self._stop(StopState(self._step_reason(step), frame))
        elif self._breakpoints.is_temporary(frame, line):
            self._stop(StopState(StopReason.GOTO, frame))
        else:
            hit = self._breakpoints.hit(frame, line)
            if hit is not None:
                state = StopState(StopReason.BREAKPOINT, frame, breakpoint_ids=hit.ids)
                state.description, state.stops_before = hit.problem, stops
                self._stop(state)
            elif step is None and not self._parking:
                return self._breakpoints.stands_at(frame.f_code, line)
        return True

    def at_creation(self, frame: FrameType, record: CoroutineRecord) -> None:
        """Stop where a coroutine was made, if an event breakpoint wants it."""
        self._event_breakpoint(CoroutineEvent.CREATED, frame, record)

    def at_resumption(
        self, frame: FrameType, record: CoroutineRecord, value: object, is_start: bool
    ) -> None:
        """Stop at the suspended expression, with the value that comes in."""
        step = self._step
        wanted = step is not None and stops_at_resumption(step, get_ident(), record.id, is_start)
        if step is not None and wanted and not is_start:
            self._stop(StopState(self._step_reason(step), frame, record))
            return
        if step is not None and wanted:
            self._follow(at_first_line(step, id(frame)), frame)
        self._event_breakpoint(CoroutineEvent.RESUMED, frame, record, value, is_start=is_start)

    def at_throw(self, frame: FrameType, record: CoroutineRecord, error: BaseException) -> None:
        """Stop at the suspended expression where the exception is raised."""
        step = self._step
        # Before its start there is no suspended expression, and nothing of the body runs.
        is_start = is_creation(frame.f_code, frame.f_lasti)
        if (
            step is not None
            and not is_start
            and stops_at_resumption(step, get_ident(), record.id, is_start)
        ):
            self._stop(StopState(self._step_reason(step), frame, record, error))
        else:
            self._event_breakpoint(CoroutineEvent.THROWN, frame, record, error, error)

    def at_yield(self, frame: FrameType, record: CoroutineRecord, value: object) -> None:
        """Stop at the yield, with the value on its way out."""
        if self._step is not None and stops_at_yield(self._step):
            self._stop(StopState(StopReason.YIELD, frame, record))
        else:
            self._event_breakpoint(CoroutineEvent.YIELDED, frame, record, value)

    def after_suspension(
        self, frame: FrameType, record: CoroutineRecord | None, to_iteration: bool
    ) -> None:
        """A frame has suspended: a step that watches it follows control to the resumer."""
        step = self._step
        if step is not None and id(frame) in step.tokens:
            resumer = resumer_of_suspension(frame, to_iteration)
            if resumer is None and step.kind is StepKind.OUT:
                resumer = resumer_to_step_out_to(frame)
            self._follow(after_suspension(step, place_of(frame), place_of(resumer)), resumer)

    def at_end(
        self,
        frame: FrameType,
        record: CoroutineRecord,
        event: CoroutineEvent,
        value: object,
        error: BaseException | None,
    ) -> None:
        """Stop where a coroutine ends, if an event breakpoint wants it."""
        self._event_breakpoint(event, frame, record, value, error)

    def at_collection(self, record: CoroutineRecord) -> None:
        """Stop where a coroutine is freed unfinished, if an event breakpoint wants it."""
        if not self._breakpoints.wants_collected:
            return
        frame = behind_agent(current_frame(1))
        if self.tracer is not None and frame is not None and not self._control.is_quiet():
            event, shown = CoroutineEvent.COLLECTED, frame
            self.tracer.quiet_call(lambda: self._event_breakpoint(event, shown, record))

    def after_end(self, frame: FrameType) -> None:
        """A frame has ended: a step that watches it follows control to the caller."""
        step = self._step
        if step is not None and id(frame) in step.tokens:
            caller = caller_at_end(frame)
            self._follow(after_end(step, id(frame), place_of(caller)), caller)

    def at_raise(self, frame: FrameType, error: BaseException) -> None:
        """Stop where an exception is raised, if that is wanted."""
        if self._breakpoints.stops_at_raise and is_user_frame(frame):
            self._stop(StopState(StopReason.EXCEPTION, frame, error=error))

    # --- how --------------------------------------------------------------------------------

    def _event_breakpoint(
        self,
        event: CoroutineEvent,
        frame: FrameType,
        record: CoroutineRecord,
        value: object = None,
        error: BaseException | None = None,
        is_start: bool = False,
    ) -> None:
        stops = self._control.stops_made
        hit = self._breakpoints.hit_event(event, frame, record, value)
        if hit is not None:
            state = StopState(StopReason.COROUTINE_BREAKPOINT, frame, record, error, event=event)
            if not (is_start or event in _WITHOUT_VALUE):
                state.value = value
            state.breakpoint_ids, state.description = hit.ids, hit.problem
            state.stops_before = stops
            self._stop(state)

    def _step_reason(self, step: Step) -> StopReason:
        if self._entering:
            return StopReason.ENTRY
        return _STEP_REASONS.get(step.kind, StopReason.STEP)

    def _follow(self, step: Step, frame: FrameType | None) -> None:
        if step is self._step:
            return
        self._step = step
        if frame is not None:
            self._codes[id(frame)] = frame.f_code
        self.apply()

    def wants_lines(self, code: CodeType) -> bool:
        """Tell whether lines of code that is seen for the first time are to be reported."""
        self._breakpoints.settle(code)
        return self._breakpoints.concerns(code)

    def line_guard(self, code: CodeType, line: int) -> Guard | None:
        """Return what tells that `at_line` would do nothing; None where it must be asked."""
        if self._step is not None or self._pausing or self._parking:
            return None
        return self._breakpoints.line_guard(code, line)

    def is_still_wanted(self, state: StopState) -> bool:
        """Tell whether to stop though another thread was first: a step or pause is over then."""
        if state.reason in _LASTING:
            return True
        if state.frame is None or state.reason not in _BREAKPOINTS:
            return False
        return self._breakpoints.is_set_for(state.frame, state.event, state.record)

    def _stop(self, state: StopState) -> None:
        if state.record is None and state.frame is not None:
            state.record = self._registry.of_frame(state.frame)
        self._control.stop(state, self._forget_wishes)

    def _forget_wishes(self) -> None:
        """What was to be stopped for is over with any stop."""
        self._breakpoints.clear_temporary()
        self._step = None
        self._codes = {}
        self._pausing = self._entering = False


def place_of(frame: FrameType | None) -> Place:
    """Return where a frame stands, for the rules of stepping."""
    if frame is None:
        return Place(None)
    return Place(id(frame), loop_around(frame.f_code, frame.f_lineno or 0))


def loops_under(frame: FrameType | None) -> tuple[Target, ...]:
    """Return the frames on this stack that are in the middle of a one-line loop."""
    standing = ((id(each), place_of(each).loop) for each in callers(frame) if is_user_frame(each))
    return tuple(Target(token, loop) for token, loop in standing if loop)
