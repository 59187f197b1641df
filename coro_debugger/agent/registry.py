"""The coroutines that are known: stable ids, held weakly, with what was heard of each.

What was heard is a hint; the state that is shown is read from the object (see `snapshots`).
"""

from __future__ import annotations

from _weakref import ref as weak_reference
from collections import deque
from functools import partial

from ..protocol.coroutines import (
    CoroutineKind,
    CoroutineOutcome,
    Ender,
    OutcomeKind,
    Site,
    ValueText,
)
from .coroutine_objects import code_of, frame_of, is_running, kind_of, qualname_of
from .tracing.contract import is_hidden
from .user_code import is_agent_code, is_user_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

    from ..protocol.explanations import Explanation
    from .dropped_values import Loop

MAX_FINISHED = 10_000
"""Finished coroutines that are remembered; the oldest are forgotten first."""


class CoroutineRecord:
    """One coroutine: what does not change, and what was heard.

    `closing`: a GeneratorExit is in its body, sent by that one. `dying`: being freed. `crossed`: an
    exception has come out of the one that it delegates to. `pending`: what an operation on an
    asynchronous generator left unfinished. `loop`: the last ``for`` loop that resumed it;
    `is_answering`: a send has resumed it since. `advice`: keys of what a learner may miss about it,
    `latest_advice` that of what its last resumption came to.
    """

    __slots__ = (
        "advice",
        "closing",
        "code",
        "created_at",
        "crossed",
        "dying",
        "finished",
        "id",
        "is_answering",
        "is_library",
        "kind",
        "last_sent",
        "last_yielded",
        "latest_advice",
        "loop",
        "outcome",
        "pending",
        "qualname",
        "recording_stopped",
        "reference",
        "resumptions",
        "started",
        "token",
    )

    def __init__(self, number: int, kind: CoroutineKind, code: CodeType, qualname: str) -> None:
        self.id = number
        self.kind = kind
        self.code = code
        self.qualname = qualname
        self.is_library = not is_user_code(code) or is_hidden(code)
        self.reference: Callable[[], object] = _gone
        self.token = 0
        self.started = False
        self.finished = False
        self.resumptions = 0
        self.last_sent: ValueText | None = None
        self.last_yielded: ValueText | None = None
        self.outcome: CoroutineOutcome | None = None
        self.created_at: Site | None = None
        self.recording_stopped = False
        self.closing: Ender | None = None
        self.dying = False
        self.pending: object = None
        self.crossed = False
        self.loop: Loop | None = None
        self.is_answering = False
        self.advice: list[Explanation] = []
        self.latest_advice: Explanation | None = None

    @property
    def target(self) -> object:
        """The coroutine itself, None when it has been freed."""
        return self.reference()


class _Reference(weak_reference):  # type: ignore[type-arg]
    """A weak reference that knows whose it is, without holding the record: that holds it."""

    __slots__ = ("key", "number")

    key: int
    number: int


class Registry:
    """All records, found by id, by object and by frame.

    That a coroutine was freed is noted by code in C only and worked up later: Python code of ours
    that runs anywhere in the program would be seen by its own tracer, profiler and coverage, and
    a signal could strike it.
    """

    def __init__(
        self,
        new_id: Callable[[], int],
        on_collected: Callable[[CoroutineRecord], None],
        on_closed_unheard: Callable[[CoroutineRecord, Ender], None],
    ) -> None:
        """``new_id`` deals the numbers.

        ``on_collected`` hears of those freed unfinished, ``on_closed_unheard`` of those that were
        closed without an event.
        """
        self._new_id = new_id
        self._on_collected = on_collected
        self._on_closed_unheard = on_closed_unheard
        self._freed: deque[_Reference] = deque()
        self._on_freed = partial(self._freed.append)
        self._by_id: dict[int, CoroutineRecord] = {}
        self._by_object: dict[int, CoroutineRecord] = {}
        self._by_token: dict[int, CoroutineRecord] = {}
        self._unrecorded: set[CodeType | None] = set()
        self._finished: deque[CoroutineRecord] = deque()
        self.held: list[object] | None = None
        self.changed: dict[int, None] = {}

    def hear_at_once(self, at_once: bool) -> None:
        """Hear of a coroutine that is freed where that happens, instead of a little later."""
        hear = self._note_freed if at_once else self._freed.append
        self._on_freed.__setstate__((hear, (), {}, None))  # type: ignore[attr-defined]

    def notice_freed(self) -> None:
        """Take note of the coroutines that have been freed meanwhile."""
        while self._freed:
            self._note_freed(self._freed.popleft())

    def all(self) -> list[CoroutineRecord]:
        """Return every record in order of id."""
        self.notice_freed()
        return list(self._by_id.values())

    def get(self, number: int) -> CoroutineRecord | None:
        """Return the record with this id."""
        self.notice_freed()
        return self._by_id.get(number)

    def of_object(self, obj: object) -> CoroutineRecord | None:
        """Return the record of a coroutine object, if it is known."""
        if self._freed:
            self.notice_freed()
        record = self._by_object.get(id(obj))
        return record if record is not None and record.target is obj else None

    def of_frame(self, frame: FrameType) -> CoroutineRecord | None:
        """Return the record of the coroutine whose body ``frame`` is, if it is known."""
        if self._freed:
            self.notice_freed()
        record = self._by_token.get(id(frame))
        if record is None or record.code is not frame.f_code:
            return None
        target = record.target
        if target is None:
            return record if record.dying else None
        return record if frame_of(target) is frame else None

    def target_of_token(self, token: int) -> object:
        """Return the coroutine whose frame had this ``id()``, None if there is none."""
        record = self._by_token.get(token)
        return None if record is None else record.target

    def starting(self, frame: FrameType) -> CoroutineRecord | None:
        """Return the record of the coroutine whose body starts in ``frame``, if it is known.

        One that was freed without running (no event told of it) may have had a frame in the
        same place: it is forgotten.
        """
        self.notice_freed()
        record = self._by_token.get(id(frame))
        if record is not None and record.dying:
            del self._by_token[record.token]
        return self.of_frame(frame)

    def register(self, obj: object) -> CoroutineRecord | None:
        """Return the record of ``obj``, made now if need be; None if it is no coroutine."""
        known = self.of_object(obj)
        if known is not None:
            return known
        kind = kind_of(obj)
        code = code_of(obj)
        if kind is None or code is None or is_agent_code(code):
            return None
        frame = frame_of(obj)
        if frame is not None and is_running(obj):
            dying = self._by_token.get(id(frame))
            if dying is not None and dying.dying and dying.code is code:
                # It is being freed. Its weak references were cleared before its body got to run
                # once more: one that is made now would outlive it, and point to freed memory.
                return dying
        record = CoroutineRecord(self._new_id(), kind, code, qualname_of(obj))
        key = id(obj)
        reference = record.reference = _Reference(obj, self._on_freed)
        reference.key, reference.number = key, record.id
        record.recording_stopped = code in self._unrecorded or None in self._unrecorded
        if frame is not None:
            record.token = id(frame)
            self._by_token[record.token] = record
        self._by_object[key] = record
        self._by_id[record.id] = record
        if self.held is not None:
            self.held.append(obj)
        self.changed[record.id] = None
        return record

    def stop_recording(self, code: CodeType | None) -> None:
        """Note that coroutines with this code (None: with any) are not heard of from now on."""
        self._unrecorded.add(code)
        for record in list(self._by_object.values()):
            if code is None or record.code is code:
                record.recording_stopped = True

    def renew_recording(self) -> None:
        """Note that all coroutines are heard of again; what was missed stays missed."""
        self._unrecorded.clear()

    def finish(self, record: CoroutineRecord, outcome: CoroutineOutcome | None) -> None:
        """Note that a coroutine has ended; the first outcome stays."""
        if record.outcome is None:
            record.outcome = outcome
        if self._by_token.get(record.token) is record:
            del self._by_token[record.token]
        self.changed[record.id] = None
        if record.finished:
            return
        record.finished = True
        self._finished.append(record)
        while len(self._finished) > MAX_FINISHED:
            oldest = self._finished.popleft()
            self._by_id.pop(oldest.id, None)

    def note_closed(self, record: CoroutineRecord, by: Ender) -> None:
        """Note that a coroutine was found finished after a close that made no event.

        It was closed before its start or (3.13.0) outside any ``try``.
        """
        if record.finished or record.is_library or record.recording_stopped:
            return
        self.finish(record, CoroutineOutcome(OutcomeKind.CLOSED, by))
        self._on_closed_unheard(record, by)

    def _note_freed(self, reference: _Reference) -> None:
        # Comes before GeneratorExit runs in a suspended body: that tells the garbage collector's
        # closing from the program's. Its frame stays known until that is over.
        record = self._by_object.get(reference.key)
        if record is not None and record.reference is reference:
            del self._by_object[reference.key]
        else:
            record = self._by_id.get(reference.number)
        if record is None:
            return
        if record.finished:
            return
        if record.recording_stopped:
            self.finish(record, None)
            return
        record.dying = True
        token_record = self._by_token.get(record.token)
        self.finish(record, CoroutineOutcome(OutcomeKind.COLLECTED, Ender.GC))
        if token_record is record and record.started:
            self._by_token[record.token] = record
        self._on_collected(record)


def _gone() -> None:
    return None
