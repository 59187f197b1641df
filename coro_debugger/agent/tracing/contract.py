"""The tracing contract: what an engine is asked for and what it reports.

An engine reports what happened; it never decides whether to stop.
"""

from __future__ import annotations

from _thread import get_ident
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR
from opcode import opmap

from ..user_code import is_agent_frame, is_user_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Protocol, TypeVar

    T = TypeVar("T")
    # False: nothing would happen. True and None: the listener is to be asked.
    Guard = Callable[[FrameType], bool | None]

    class Listener(Protocol):
        """Hears what happened in user code. Called on the thread where it happened."""

        def started(self, frame: FrameType) -> None:
            """A coroutine's body starts."""

        def resumed(self, frame: FrameType) -> None:
            """A coroutine goes on after a yield; the value sent is on its stack."""

        def thrown(self, frame: FrameType, error: BaseException) -> None:
            """An exception is raised in a coroutine at its yield, by throw or close."""

        def yielded(self, frame: FrameType, value: object) -> None:
            """A coroutine suspends."""

        def returned(self, frame: FrameType, value: object) -> None:
            """A frame ends by return."""

        def unwound(self, frame: FrameType, error: BaseException) -> None:
            """A frame ends by an exception."""

        def unwound_by(
            self, frame: FrameType, kind: type, message: str, error: BaseException | None
        ) -> None:
            """A frame ends by an exception of which only type and message may be known."""

        def raised(self, frame: FrameType, error: BaseException) -> None:
            """An exception is raised or passes through a frame."""

        def line(self, frame: FrameType, line: int) -> bool:
            """A line is about to run; False: it need not be told until the interest changes."""

        def line_guard(self, code: CodeType, line: int) -> Guard | None:
            """Return what tells for less that `line` need not be told of this line just now.

            None: it must always be told. Good until the interest changes.
            """

        def created(self, frame: FrameType, offset: int, callee: CodeType) -> None:
            """The call at ``offset`` in the frame has made a coroutine with the code ``callee``."""

        def recording_stopped(self, code: CodeType | None) -> None:
            """Coroutines with this code (None: with any) are not reported from here on."""

        def wants_lines(self, code: CodeType) -> bool:
            """Tell whether lines of code that is seen for the first time are to be reported."""

        def blinded(self, why: str) -> None:
            """The program has taken away what watching needs; ``why`` is for people."""

        def failed(self, error: BaseException) -> None:
            """The agent itself failed; the engine has switched itself off."""


def opcode(name: str) -> int:
    """Return the number of an instruction of this Python, -1 where it has none of that name."""
    return opmap.get(name, -1)


_RESUME = opcode("RESUME")
_CLEANUP_THROW = opcode("CLEANUP_THROW")
_ITERATION = opcode("FOR_ITER"), opcode("SEND")
COROUTINE_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


def makes_coroutine(code: CodeType) -> bool:
    """Tell whether calling a function with this code makes a coroutine object."""
    return bool(code.co_flags & COROUTINE_FLAGS)


@dataclass(frozen=True)
class Interest:
    """What is to be reported beyond the life of coroutines.

    `every_line`: all lines of user code, on all threads. `line_codes`: lines of these code
    objects. `exit_codes`: how frames of these end. `raises`: every raise. `life`: the life of all
    coroutines, whatever their budget. `may_hit_lines`: code that was not seen yet may have lines
    to report. `lines_version`: another number, other lines of `line_codes` matter.
    """

    every_line: bool = False
    line_codes: frozenset[CodeType] = frozenset()
    exit_codes: frozenset[CodeType] = frozenset()
    raises: bool = False
    life: bool = False
    may_hit_lines: bool = False
    lines_version: int = 0


class DeadlineExceeded(BaseException):
    """Raised inside user code that runs for the debugger and takes too long."""


class Tracer(ABC):
    """Watches user code and reports to a `Listener`."""

    NAME = ""
    TELLS_CREATION = True
    """Whether it reports where coroutines are made."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._interest = Interest()
        # By id(): a code object computes its hash from all of its names, constants and, from 3.12
        # on, instructions, each time. The facts keep the code alive.
        self._facts: dict[int, CodeFacts] = {}
        self._quiet: dict[int, list[Callable[[], None]]] = {}
        # Has the main thread call something at the next chance; connected by `entry`.
        self.interrupt_main: Callable[[Callable[[], None]], None] = _call

    @abstractmethod
    def start(self) -> None:
        """Begin to watch. Called on the main thread before user code runs."""

    @abstractmethod
    def stop(self) -> None:
        """End watching for good."""

    @abstractmethod
    def set_interest(self, interest: Interest) -> None:
        """Report what ``interest`` asks for from now on, in running frames too."""

    def _facts_of(self, code: CodeType, frame: FrameType) -> CodeFacts:
        """Return the facts of a code object, learnt now if it is seen for the first time."""
        facts = self._facts.get(id(code))
        if facts is None:
            facts = CodeFacts(code, frame)
            if self._keeps(facts) and len(self._facts) < _MAX_KNOWN_CODES:
                self._facts[id(code)] = facts
            if facts.is_user and self._listener.wants_lines(code):
                wanted = self._interest.line_codes | {code}
                self._interest = replace(self._interest, line_codes=wanted)
        return facts

    def _keeps(self, facts: CodeFacts) -> bool:
        """Tell whether code is asked for again, so that its facts are worth keeping."""
        return True

    def _spend(self, facts: CodeFacts, events: int = 1) -> bool:
        """Take events from the budget of a code object; tell whether there were none left."""
        facts.life_left -= events
        if facts.life_left >= 0 or self._interest.life:
            return False
        if facts.code in self._interest.exit_codes:
            return False
        if not facts.is_spent:
            facts.is_spent = True
            self._listener.recording_stopped(facts.code)
        return True

    def sleep_if_idle(self) -> None:  # noqa: B027 - most engines cost nothing when idle
        """Stop watching the main thread, on which this is called, if nothing asks for it."""

    def tick(self) -> None:  # noqa: B027 - most engines cost nothing when idle
        """Take note that some time has passed; called by the listening thread while running."""

    @abstractmethod
    def renew(self) -> None:
        """Give every code object a new budget: the program goes on from a stop."""

    @abstractmethod
    def traced_call(self, function: Callable[[], T]) -> T:
        """Call ``function`` so that events are reported though a report is under way."""

    @abstractmethod
    def guarded_call(
        self, function: Callable[[], T], seconds: float, is_cancelled: Callable[[], bool]
    ) -> T:
        """Call ``function`` without reports, raising DeadlineExceeded inside it when time is up.

        C code that does not come back cannot be cut short.
        """

    def quiet_call(self, function: Callable[[], None]) -> None:
        """Call ``function`` as if from within a report: without events on this thread.

        For stops that do not come from a report: a signal, the end of the script.
        """
        waiting = self._quiet.setdefault(get_ident(), [])
        waiting.append(function)
        run_quietly()
        if waiting and waiting[-1] is function:  # no report came: events are off already
            waiting.pop()()
        if not waiting:
            self._quiet.pop(get_ident(), None)

    def hidden_call(self, function: Callable[[], None]) -> None:
        """Call ``function`` so that tools of the program which watch all threads do not see it.

        For a thread of the debugger's own.
        """
        self.quiet_call(function)

    def _run_waiting(self) -> bool:
        """Run what waits to be run quietly on this thread; tell whether there was something."""
        waiting = self._quiet.get(get_ident())
        if not waiting:
            return False
        waiting.pop()()
        return True

    def known_codes(self) -> list[CodeType]:
        """Return the code objects of user code that have been seen to run."""
        return [facts.code for facts in list(self._facts.values()) if facts.is_user]


LOST_EVENTS = RecursionError, MemoryError
"""What the program has run out of at an event costs that event and nothing else.

It is handled where it was raised: at the limit no function can be called that would.
"""
_MAX_KNOWN_CODES = 20_000
LIFE_BUDGET = 1_000
"""Events that are recorded of the coroutines of one code object between two stops."""
UNWIND_BUDGET = 5_000
"""Frames of no interest that may end by an exception before that is no longer watched."""
CALL_BUDGET = 200
"""Calls in one code object that may turn out to make no coroutine before such places are left."""


def _call(function: Callable[[], None]) -> None:
    function()


def run_quietly() -> None:
    """Do nothing: an engine that reports the start of this runs what waits to be run quietly."""


QUIET_CODE = run_quietly.__code__


class CodeFacts:
    """What the engines need to know about a code object, computed once."""

    __slots__ = (
        "body_offset",
        "calls_left",
        "code",
        "is_coroutine",
        "is_spent",
        "is_user",
        "life_left",
        "lines_off",
        "ops",
    )

    def __init__(self, code: CodeType, frame: FrameType) -> None:
        """``frame`` runs the code: the agent has code without a file too (its dataclasses')."""
        self.code = code
        self.is_user = is_user_code(code) and not is_hidden(code) and not is_agent_frame(frame)
        self.is_coroutine = makes_coroutine(code)
        self.ops: bytes = code.co_code if self.is_user else b""
        self.body_offset = _body_offset(self.ops)
        self.life_left = LIFE_BUDGET
        self.calls_left = CALL_BUDGET
        self.is_spent = False
        self.lines_off = False

    def is_line_start(self, offset: int) -> bool:
        """Tell whether a line event at this offset is a line of the body.

        What comes before the first RESUME runs when the function is called: the ``def`` line.
        CLEANUP_THROW, which ends a delegation by throw, belongs to the line it interrupted.
        """
        return offset > self.body_offset and self.ops[offset] != _CLEANUP_THROW

    def is_exhaustion(self, offset: int, error: BaseException) -> bool:
        """Tell whether this merely is how a loop or a delegation learns of its end."""
        return type(error) is StopIteration and self.ops[offset] in _ITERATION


def is_hidden(code: CodeType) -> bool:
    """Tell whether frames of this code are part of the line that makes them.

    Up to 3.11 comprehensions run in frames of their own; later they are inlined. A comprehension
    is one line on every version. What ``collections.namedtuple`` and ``dataclasses`` write and
    compile has no file, which does not make it the user's.
    """
    if code.co_name in ("<listcomp>", "<setcomp>", "<dictcomp>"):
        return True
    return code.co_filename == "<string>" and _is_generated(code)


def _is_generated(code: CodeType) -> bool:
    name = code.co_name
    if name == "<lambda>":
        return code.co_names == ("_tuple_new",)
    if name == "<module>":
        return any(type(each) is type(code) and _is_generated(each) for each in code.co_consts)
    return code.co_qualname.partition(".")[0] == "__create_fn__"


def _body_offset(ops: bytes) -> int:
    for offset in range(0, len(ops), 2):
        if ops[offset] == _RESUME:
            return offset
    return -1
