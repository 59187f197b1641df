"""What interpreters are called, and why one cannot be used."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ..models.visible_text import file_name
from ..protocol.launch import MINIMUM_PYTHON
from ..session.interpreters import CPYTHON, Interpreter


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("InterpreterWords", text).format(*values)


def interpreter_title(interpreter: Interpreter) -> str:
    """Return version and virtual environment: *Python 3.13.0 · .venv*."""
    version = interpreter.version_text
    name = f"Python {version}" if version else file_name(interpreter.path)
    if interpreter.implementation != CPYTHON:
        name = f"{name} ({interpreter.implementation})"
    return f"{name} · {interpreter.environment}" if interpreter.environment else name


def why_unsupported(interpreter: Interpreter) -> str:
    """Return why scripts cannot be debugged with it; empty if they can."""
    if interpreter.is_supported:
        return ""
    if interpreter.version is None:
        return interpreter.problem or _tr("it does not answer")
    if interpreter.is_too_old:
        return _tr("too old, {0} or later is needed", ".".join(map(str, MINIMUM_PYTHON)))
    return _tr("only CPython can be debugged")
