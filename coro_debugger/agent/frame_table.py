"""The frames of a stop as the client sees them: numbered, with the place each one is at."""

from __future__ import annotations

from sys import _current_frames as current_frames

from ..protocol.values import StackFrame
from .code_positions import span_at
from .coroutine_objects import awaited_object, frame_of, is_coroutine
from .frames import behind_agent, callers, is_user_frame
from .source_text import source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

    from .control import Control, StopState
    from .registry import CoroutineRecord, Registry

_MAX_CHAIN = 20_000


class Place:
    """A frame with the line and instruction it is at, and the coroutine whose body it is."""

    __slots__ = ("coroutine", "frame", "lasti", "line")

    def __init__(self, frame: Any, line: int, lasti: int, coroutine: object) -> None:
        self.frame = frame
        self.line = line
        self.lasti = lasti
        self.coroutine = coroutine


class FrameTable:
    """Deals frame ids that are good until the program goes on."""

    def __init__(self, control: Control, registry: Registry, new_id: Callable[[], int]) -> None:
        self._control = control
        self._registry = registry
        self._new_id = new_id
        self._places: dict[int, Place] = {}
        self._ids: dict[tuple[int, int], int] = {}
        self.just_my_code = True

    def clear(self) -> None:
        """Forget all frames: the program goes on."""
        self._places.clear()
        self._ids.clear()

    def place(self, frame_id: int) -> Place | None:
        """Return the place with this id, None when it is none of this stop."""
        place = self._places.get(frame_id)
        if place is None or place.coroutine is None:
            return place
        # 3.13.0 corrupts memory where the frame of a coroutine that was closed is read.
        return place if frame_of(place.coroutine) is place.frame else None

    def of_thread(self, ident: int) -> list[Place]:
        """Return the places of a thread, innermost first."""
        state = self._control.stop_state
        if state is not None and state.thread == ident:
            if state.traceback is not None:
                return self._of_traceback(state)
            return self._shown(state.frame)
        return self._shown(current_frames().get(ident))

    def of_coroutine(self, record: CoroutineRecord) -> list[Place]:
        """Return the frame of a coroutine, above it those of what it delegates to."""
        places: list[Place] = []
        target = record.target
        while is_coroutine(target) and len(places) < _MAX_CHAIN:
            frame = frame_of(target)
            if frame is None:
                break
            places.append(Place(frame, frame.f_lineno or 0, frame.f_lasti, target))
            target = awaited_object(target)
        places.reverse()
        return places

    def describe(self, place: Place) -> StackFrame:
        """Return a place as a DAP stack frame."""
        code = place.frame.f_code
        line, column, end_line, end_column = span_at(code, place.lasti)
        if line != place.line or column is None:
            line, column, end_line, end_column = place.line, 1, None, None
        record = self._registry.of_object(place.coroutine) if place.coroutine is not None else None
        number = self._number(place)
        return StackFrame(
            id=number,
            name=code.co_qualname.rpartition(".<locals>.")[2],
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            source=source_of(code),
            instruction_pointer_reference=f"frame:{number}",
            presentation_hint=None if _is_mine(place) else "subtle",
            coroutine_id=None if record is None else record.id,
        )

    def _number(self, place: Place) -> int:
        key = id(place.frame), place.lasti
        number = self._ids.get(key)
        if number is None:
            number = self._ids[key] = self._new_id()
        self._places[number] = place
        return number

    def _shown(self, frame: Any) -> list[Place]:
        everything = [self._place_of(each) for each in callers(behind_agent(frame))]
        if not self.just_my_code:
            return everything
        mine = [place for place in everything if _is_mine(place)]
        return mine or everything

    def _of_traceback(self, state: StopState) -> list[Place]:
        places: list[Place] = []
        trace: TracebackType | None = state.traceback
        while trace is not None:
            place = Place(trace.tb_frame, trace.tb_lineno, trace.tb_lasti, None)
            if not self.just_my_code or _is_mine(place):
                places.append(place)
            trace = trace.tb_next
        places.reverse()
        return places

    def _place_of(self, frame: Any) -> Place:
        record = self._registry.of_frame(frame)
        target = None if record is None else record.target
        return Place(frame, frame.f_lineno or 0, frame.f_lasti, target)


def _is_mine(place: Place) -> bool:
    return type(place.frame).__name__ == "ModuleView" or is_user_frame(place.frame)
