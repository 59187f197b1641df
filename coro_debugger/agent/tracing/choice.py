"""The choice between the engines: the only place that knows which Python has which."""

from __future__ import annotations

import sys

from .monitoring_engine import MonitoringEngine
from .settrace_engine import SettraceEngine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .contract import Listener, Tracer


def choose_tracer(listener: Listener) -> Tracer:
    """Return the engine for this interpreter.

    ``sys.monitoring`` came with 3.12 and costs nothing where nothing is watched. Where it is
    missing, or the program has taken every tool id, ``sys.settrace`` serves.
    """
    if hasattr(sys, "monitoring"):
        try:
            return MonitoringEngine(listener)
        except RuntimeError:
            pass
    return SettraceEngine(listener)
