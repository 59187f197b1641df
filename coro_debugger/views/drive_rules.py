"""Why a coroutine cannot be driven: one sentence for each reason, pure functions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ..protocol.coroutines import Coroutine, CoroutineState, OutcomeKind
from ..session.state import SessionState


def _tr(text: str) -> str:
    return QCoreApplication.translate("DriveRules", text)


_REASONS = {
    SessionState.NO_SCRIPT: "Open a script first.",
    SessionState.READY: "Run (F5) runs the script to its end, Next yield (F8) to its first yield.",
    SessionState.STARTING: "The script is starting.",
    SessionState.RUNNING: "The program is running. Pause it (F6) to drive a coroutine.",
    SessionState.DRIVING: "It is being driven. Pause (F6) stops inside, Stop ends the script.",
    SessionState.STOPPING: "The script is being ended.",
}


def why_not_now(state: SessionState) -> str:
    """Return why nothing can be driven in this state of the session; empty when it can."""
    return _tr(_REASONS[state]) if state in _REASONS else ""


def why_not(coroutine: Coroutine | None) -> str:
    """Return why this coroutine cannot be driven; empty when it can.

    A finished or running one can: Python's own answer to that is worth seeing.
    """
    if coroutine is None:
        return _tr("Select a coroutine in the list to drive it.")
    outcome = coroutine.outcome
    is_gone = outcome is not None and outcome.kind is OutcomeKind.COLLECTED
    if is_gone and coroutine.state is CoroutineState.FINISHED:
        return _tr("It was collected: there is no object left to drive.")
    return ""
