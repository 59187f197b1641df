"""The sentence in the status bar, and the words it is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..models.breakpoint_words import happened_words
from ..models.visible_text import file_name
from ..models.words import coroutine_name
from ..protocol.coroutines import Coroutine
from ..protocol.events import Stopped, StopReason
from ..protocol.values import StackFrame
from ..session.state import SessionState
from ..session.values import SessionEnd

_STOPS_ON_CONDITION = StopReason.BREAKPOINT, StopReason.COROUTINE_BREAKPOINT


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("StatusSentence", text).format(*values)


def state_sentence(state: SessionState, script: str) -> str:
    """Return the sentence for a state in which nothing is to be told of a stop."""
    name = file_name(script)
    match state:
        case SessionState.NO_SCRIPT:
            return _tr("Open a script to begin")
        case SessionState.READY:
            return _tr("{0} is open and not running", name)
        case SessionState.STARTING:
            return _tr("Starting {0}…", name)
        case SessionState.DRIVING:
            return _tr("Driving a coroutine…")
        case SessionState.STOPPING:
            return _tr("Ending {0}…", name)
        case SessionState.PAUSED:
            return _tr("Paused")
        case SessionState.ENDED:
            return _tr("{0} has ended; its coroutines can still be driven", name)
    return _tr("Running {0}…", name)


def stop_sentence(
    stop: Stopped,
    frame: StackFrame | None,
    coroutine: Coroutine | None,
    script: str,
    *,
    has_coroutines: bool = True,
    threads: int = 0,
) -> str:
    """Return the sentence for a stop: *Paused - words yielded 1, suspended at line 20 in grep*.

    ``threads``: how many others keep the process alive.
    """
    if stop.reason is StopReason.END:
        return _end_sentence(stop, script, threads, has_coroutines=has_coroutines)
    said = _paused_words(stop, frame, coroutine)
    if stop.description and stop.reason in _STOPS_ON_CONDITION:  # why, though it does not hold
        return _tr("{0}. {1}", said, stop.description)
    return said


def _paused_words(stop: Stopped, frame: StackFrame | None, coroutine: Coroutine | None) -> str:
    words = _reason_words(stop, coroutine)
    if frame is None:
        return _tr("Paused - {0}", words) if words else _tr("Paused")
    if stop.reason is StopReason.YIELD and words:
        return _tr("Paused - {0}, suspended at line {1} in {2}", words, frame.line, frame.name)
    place = _tr("at line {0} in {1}", frame.line, frame.name)
    return _tr("Paused - {0}, {1}", words, place) if words else _tr("Paused {0}", place)


def exception_text(stop: Stopped) -> str:
    """Return the exception of a stop, empty if there is none; `sys.exit` is an end like others."""
    if stop.reason not in (StopReason.EXCEPTION, StopReason.END) or not stop.text:
        return ""
    is_exit = stop.reason is StopReason.END and stop.text.partition(":")[0] == "SystemExit"
    return "" if is_exit else stop.text


def _reason_words(stop: Stopped, coroutine: Coroutine | None) -> str:
    match stop.reason:
        case StopReason.YIELD if coroutine is not None:
            value = coroutine.last_yielded
            name = coroutine_name(coroutine)
            return _tr("{0} yielded {1}", name, value.value if value else "None")
        case StopReason.RESUME if coroutine is not None:
            value = coroutine.last_sent
            name = coroutine_name(coroutine)
            return _tr("{0} received {1}", name, value.value if value else "None")
        case StopReason.EXCEPTION:
            return stop.text or stop.description or _tr("an exception")
        case StopReason.BREAKPOINT:
            return _tr("breakpoint")
        case StopReason.COROUTINE_BREAKPOINT:
            name = coroutine_name(coroutine) if coroutine is not None else _tr("a coroutine")
            return happened_words(stop, name)
    return ""


def _end_sentence(stop: Stopped, script: str, threads: int, *, has_coroutines: bool) -> str:
    name = file_name(script)
    said = _end_words(stop, _tr("main of {0}", name) if threads else name)
    if threads:
        one, many = "1 thread still runs", "{0} threads still run"
        said = _tr("{0}; {1}", said, _tr(one if threads == 1 else many, threads))
    if not has_coroutines:
        return said
    if said.endswith((".", "?", "!")):  # the program's own words may be a sentence
        return _tr("{0} Its coroutines can still be driven", said)
    return _tr("{0}; its coroutines can still be driven", said)


def _end_words(stop: Stopped, name: str) -> str:
    if text := exception_text(stop):
        return _tr("{0} ended with {1}", name, text)
    if not stop.exit_status:
        return _tr("{0} has ended", name)
    if said := _exit_message(stop):
        return _tr("{0} ended with status {1}: {2}", name, stop.exit_status, said)
    return _tr("{0} ended with status {1}", name, stop.exit_status)


def _exit_message(stop: Stopped) -> str:
    """Return the words ``sys.exit`` was given; Python prints them when the process ends."""
    kind, _, said = (stop.text or "").partition(": ")
    return said if kind == "SystemExit" and said and said != str(stop.exit_status) else ""


def ended_sentence(end: SessionEnd, script: str) -> str:
    """Return the sentence for a process that is gone."""
    name = file_name(script)
    if end.stopped_by_user:
        return _tr("{0} was stopped", name)
    if end.signal is not None:
        return _tr("{0} was ended by signal {1}", name, end.signal)
    return _tr("{0} has ended with status {1}", name, end.exit_status)


def drive_sentence(name: str, outcome: str, place: str, function: str, *, ended: bool) -> str:
    """Return what came of a drive: *Paused - words yielded 1, suspended at line 20 in grep*.

    ``function`` is empty where the coroutine is at no line of it.
    """
    said = f"{name} {outcome}"
    if not outcome.startswith(place):  # "returned 3, returned" says it twice
        said = f"{said}, {place}"
    if function:
        said = _tr("{0} in {1}", said, function)
    return _tr("Script ended - {0}", said) if ended else _tr("Paused - {0}", said)


class StatusSentence(QLabel):
    """One sentence that says what is going on; long ones are cut, the tooltip has all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusSentence")
        self.setAccessibleName(self.tr("Status"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.setText(sentence)
        self.setToolTip(sentence)
        # A name takes the place of the text for a screen reader: it has to hold it.
        self.setAccessibleName(self.tr("Status: {0}").format(sentence))
