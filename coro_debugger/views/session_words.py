"""The words for what goes wrong before or beside a script: its file, its interpreter, its end."""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication

from ..models.visible_text import file_name, visible_name
from ..protocol.launch import SUPPORTED_PYTHONS
from ..session.conversation import CANCELLED, ENDED, NOT_STOPPED
from ..session.script_file import ProblemKind, ScriptProblem
from ..session.values import FailureKind, SessionEnd, SessionFailure


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("SessionWords", text).format(*values)


_ANSWERS = {
    CANCELLED: "It was cut short.",
    ENDED: "The program has ended before it answered.",
    NOT_STOPPED: "The program runs: it answers while it stands still.",
}


def answer_words(why: str) -> str:
    """Return why a request failed: the program's own words, or a sentence for the protocol's."""
    return _tr(_ANSWERS[why]) if why in _ANSWERS else why


_FAILURES = {
    FailureKind.SCRIPT_MISSING: "The script is not there: {0}",
    FailureKind.SCRIPT_IS_FOLDER: "This is a folder, not a script: {0}",
    FailureKind.FOLDER_MISSING: "The working folder is not there: {0}",
    FailureKind.INTERPRETER_MISSING: "There is no Python at {0}. Choose another interpreter.",
    FailureKind.INTERPRETER_TOO_OLD: (
        "{0} is too old to debug with. Supported are Python {2}; choose another interpreter."
    ),
    FailureKind.CANNOT_START: "{0} could not be started. {1}",
    FailureKind.DIED_AT_START: "{0} ended before the script began. {1}",
    FailureKind.NEVER_CONNECTED: "{0} was started but did not answer in time. {1}",
    FailureKind.LAUNCH_REFUSED: "The script could not be run. {1}",
    FailureKind.LINE_CUT: (
        "The program is no longer under the debugger: it has closed all its files, or has become "
        "another program. It runs on by itself; Stop ends it."
    ),
    FailureKind.PROTOCOL_VIOLATION: (
        "What came from the program was not understood, so it was ended. {1}"
    ),
}
_PROBLEMS = {
    ProblemKind.MISSING: "There is no such file: {0}",
    ProblemKind.IS_FOLDER: "This is a folder, not a script: {0}",
    ProblemKind.NOT_A_FILE: "This is a device or a pipe, not a file with a script: {0}",
    ProblemKind.NAME_IS_NO_TEXT: (
        "The name of this file, or of a folder it is in, is not UTF-8, and the window cannot open "
        "it. Rename it: {0}"
    ),
    ProblemKind.NOT_READABLE: "{0} cannot be read: {1}",
    ProblemKind.TOO_LARGE: "{0} is too large to be shown: {1}",
    ProblemKind.EMPTY: "{0} is empty: there is nothing to run.",
    ProblemKind.BAD_CODING: "The coding line of {0} is wrong: {1}",
    ProblemKind.NOT_DECODABLE: (
        "{0} is not text in its encoding, and Python will not run it. {1}. Save it as UTF-8, or "
        "name its encoding in a coding line."
    ),
    ProblemKind.NUL_BYTES: "{0} contains NUL bytes: Python will not run it.",
    ProblemKind.SYNTAX: "{0} has a syntax error: {1}",
}

_NO_FILES = (
    ProblemKind.MISSING,
    ProblemKind.IS_FOLDER,
    ProblemKind.NOT_A_FILE,
    ProblemKind.NAME_IS_NO_TEXT,
)


def failure_words(failure: SessionFailure) -> str:
    """Return what to say when a script could not be run or its session broke off."""
    text = _FAILURES[failure.kind]
    # The whole of a traceback is in the console; its last line says what it was.
    lines = failure.details.strip().splitlines()
    subject = visible_name(failure.subject)
    return _tr(text, subject, lines[-1] if lines else "", SUPPORTED_PYTHONS).strip()


def problem_words(path: str, problem: ScriptProblem) -> str:
    """Return what to say of a script that Python will not run, or cannot be shown."""
    is_no_file = problem.kind in _NO_FILES
    subject = visible_name(path) if is_no_file else file_name(path)
    words = _tr(_PROBLEMS[problem.kind], subject, problem.message.rstrip("."))
    if problem.line is not None and problem.kind is not ProblemKind.EMPTY:
        words = _tr("{0} (line {1})", words.rstrip("."), problem.line)
    return words


def unexpected_end_words(end: SessionEnd) -> str:
    """Return what to say of a process that ended though nobody ended it; empty if that is fine."""
    if end.stopped_by_user:
        return ""
    if end.script_status is not None and end.exit_status == end.script_status:
        return ""  # the script had ended, and its threads were let run to their end
    if end.signal is not None:
        text = "The process was ended by signal {0} ({1}). Its coroutines are gone."
        return _tr(text, end.signal, _signal_words(end.signal))
    return _tr("The process ended with status {0}. Its coroutines are gone.", end.exit_status)


def _signal_words(number: int) -> str:
    """Return the system's words for a signal, such as "Segmentation fault"."""
    try:
        return signal.strsignal(number) or ""
    except ValueError:
        return ""


def console_end_words(end: SessionEnd) -> str:
    """Return the line in the console that says how the process ended."""
    if end.stopped_by_user:
        status = end.script_status
        return _tr("[stopped]") if status is None else _tr("[ended with status {0}]", status)
    if end.signal is not None:
        return _tr("[ended by signal {0}]", end.signal)
    return _tr("[ended with status {0}]", end.exit_status)
