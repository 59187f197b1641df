"""Has the program's own ``threading`` trace the threads that it starts: for 3.11 only."""

from __future__ import annotations

from ..program_modules import program_modules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any


def hook_threading(frame: FrameType, trace: Callable[[FrameType, str, Any], Any]) -> Any:
    """Return ``threading``, told to trace, if ``frame`` is of that module; else None."""
    if frame.f_globals.get("__name__") != "threading":
        return None
    module = program_modules().get("threading")
    if module is not None and hasattr(module, "Thread"):
        if getattr(module, "_trace_hook", None) is None:
            module._trace_hook = trace  # type: ignore[attr-defined]
        return module
    return None
