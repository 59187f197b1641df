"""The debugger's place in ``sys.monitoring``, which the program may free, take over or silence."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

_NAME = "coro_debugger"
NO_TOOL = (
    "The program has taken all tool ids of sys.monitoring: what its coroutines do is not recorded, "
    "and nothing stops it but Pause. Those that there are can still be seen and driven.\n"
)
_PREFERRED_IDS = (4, 3, 0, 1, 2, 5)


class MonitoringTool:
    """One tool id. What is asked of it while the program has taken it away does nothing.

    The functions of ``sys.monitoring`` are kept: the program may replace them.
    """

    def __init__(self) -> None:
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined]
        self._use_id = monitoring.use_tool_id
        self._free_id = monitoring.free_tool_id
        self._name_of = monitoring.get_tool
        self._register = monitoring.register_callback
        self._get_events = monitoring.get_events
        self._set_events = monitoring.set_events
        self._set_local_events = monitoring.set_local_events
        self._id: int | None = None
        self._wanted = 0

    def take(self, callbacks: dict[int, Callable[..., Any]]) -> bool:
        """Take a free id and have events call ``callbacks``; tell whether there was one."""
        self._id = next((each for each in _PREFERRED_IDS if self._name_of(each) is None), None)
        if self._id is None:
            return False
        self._use_id(self._id, _NAME)
        self._put_callbacks(callbacks)
        return True

    def is_held(self) -> bool:
        """Tell whether the id is the debugger's."""
        return self._id is not None and self._name_of(self._id) is _NAME

    def is_silenced(self) -> bool:
        """Tell whether the program has changed what is reported under the debugger's id."""
        return self.is_held() and self._get_events(self._id) != self._wanted

    def speak(self, callbacks: dict[int, Callable[..., Any]]) -> None:
        """Report again after the program has silenced the debugger's id."""
        self._put_callbacks(callbacks)
        self._set_events(self._id, self._wanted)

    def set_events(self, wanted: int) -> None:
        """Say which events are reported from everywhere."""
        self._wanted = wanted
        if self.is_held() and self._get_events(self._id) != wanted:
            self._set_events(self._id, wanted)

    def set_local_events(self, code: CodeType, wanted: int) -> None:
        """Say which events are reported from a code object."""
        if self.is_held():
            self._set_local_events(self._id, code, wanted)

    def free(self) -> None:
        """Give the id back."""
        if self.is_held():
            self._set_events(self._id, 0)
            self._free_id(self._id)
        self._id = None

    def _put_callbacks(self, callbacks: dict[int, Callable[..., Any]]) -> None:
        for event, callback in callbacks.items():
            self._register(self._id, event, callback)
