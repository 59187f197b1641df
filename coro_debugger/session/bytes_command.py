"""Starts programs with words that are no text: Qt would replace in them what is not UTF-8.

Python has such words (of the command line, of the environment, of the current folder) with a lone
surrogate for each such byte. They are handed on in ASCII, to the shell, which makes bytes of them
and becomes the program; in the environment, for everybody can read a command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace

from coro_debugger.protocol.launch import DebuggeeCommand

_START = "_coro_debugger_start"
_WORD = "_coro_debugger_word"


def command_for_qt(command: DebuggeeCommand) -> DebuggeeCommand:
    """Return a command that Qt can start and that comes to the same; mostly the very same."""
    words = (*command.command, *command.environment.values(), command.cwd)
    if sys.platform == "win32" or all(map(_is_text, words)):
        return command
    environment = {name: word for name, word in command.environment.items() if _is_text(word)}
    environment[_START] = "\n".join(_script(command))
    return replace(
        command,
        command=["/bin/sh", "-c", f'eval "${_START}"'],
        environment=environment,
        cwd=command.cwd if _is_text(command.cwd) else "/",
    )


def _script(command: DebuggeeCommand) -> Iterator[str]:
    for name, word in command.environment.items():
        if not _is_text(word) and name.isascii() and name.isidentifier():  # others no shell sets
            yield f'{_value(word)}; export {name}="${{{_WORD}%.}}"'
    if not _is_text(command.cwd):
        yield f'{_value(command.cwd)}; cd -- "${{{_WORD}%.}}" || exit'
    for word in command.command:
        yield f'{_value(word)}; set -- "$@" "${{{_WORD}%.}}"'
    yield f'unset {_START} {_WORD}; exec "$@"'


def _value(word: str) -> str:
    """Return an assignment of all bytes of a word and a dot: the shell drops line ends behind."""
    octal = "".join(f"\\{byte:03o}" for byte in os.fsencode(word))
    return f"{_WORD}=$(printf '{octal}.')"


def _is_text(word: str) -> bool:
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
