"""Compiled code of what the agent loads, kept between starts in the user's cache folder.

One file for each Python and each place of the agent. It is read and written while the agent is
loaded, before the program runs; whatever is wrong with it, the code is compiled anew. It holds
what is compiled while classes are made too: `dataclasses` writes methods as text.

``PYTHONDONTWRITEBYTECODE`` keeps ``__pycache__`` out of source folders, where nothing of this goes.
"""

from __future__ import annotations

import os
import sys
from _frozen_importlib_external import MAGIC_NUMBER
from _imp import source_hash
from marshal import dumps, loads
from time import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

    Stamp = tuple[int, int]

_O_CLOEXEC_NOFOLLOW = ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY")
_KEPT_SECONDS = 30 * 24 * 3600
_WRITABLE_BY_OTHERS = 0o022
_execute, _evaluate = exec, eval  # these names mean the methods below while the agent is loaded


class CodeCache:
    """Code objects by file and by text. Nothing that the file system does raises here."""

    def __init__(self, agent_folder: str) -> None:
        self._path = _path_for(agent_folder)
        self._modules: dict[str, tuple[Stamp, CodeType]] = {}
        self._texts: dict[tuple[str, str], CodeType] = {}
        self._is_changed = False
        self._read()

    def code_of_module(self, loader: Any, name: str) -> CodeType:
        """Return the code that ``loader`` has for this module."""
        path = getattr(loader, "path", "")
        stamp = self._stamp(path)
        known = self._modules.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        code: CodeType = loader.get_code(name)
        if stamp is not None:
            self._modules[path] = stamp, code
            self._is_changed = True
        return code

    def run_text(
        self, text: Any, globals: dict[str, Any] | None = None, locals: Any = None
    ) -> None:
        """Do what ``exec`` does where the namespace is given."""
        _execute(self._compiled(text, "exec"), globals, locals)

    def evaluate_text(
        self, text: Any, globals: dict[str, Any] | None = None, locals: Any = None
    ) -> Any:
        """Do what ``eval`` does where the namespace is given."""
        return _evaluate(self._compiled(text, "eval"), globals, locals)

    def close(self) -> None:
        """Write the file if it does not hold all that was asked for, and forget everything."""
        if self._is_changed and self._path is not None:
            self._write(self._path)
        self._modules, self._texts = {}, {}

    def _write(self, path: str) -> None:
        """Write the file: whole or not at all."""
        part = f"{path}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            fd = os.open(part, flags, 0o600)
            try:
                data = dumps((MAGIC_NUMBER, self._modules, self._texts))
                written = os.write(fd, data)
            finally:
                os.close(fd)
            if written == len(data):
                os.replace(part, path)
                _remove_old(os.path.dirname(path))
            else:
                os.unlink(part)
        except (OSError, ValueError):
            pass

    def _compiled(self, text: Any, mode: str) -> Any:
        if type(text) is not str:
            return text
        code = self._texts.get((mode, text))
        if code is None:
            # As `exec` does: no future statement of this module applies.
            code = compile(text, "<string>", mode, dont_inherit=True)
            self._texts[mode, text] = code
            self._is_changed = True
        return code

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            flags = 0
            for flag in _O_CLOEXEC_NOFOLLOW:
                flags |= getattr(os, flag, 0)
            fd = os.open(self._path, os.O_RDONLY | flags)
            try:
                status = os.fstat(fd)
                if not self._is_ours(status):
                    self._path = None
                    return
                data = os.read(fd, status.st_size)
            finally:
                os.close(fd)
            magic, modules, texts = loads(data)
            if magic == MAGIC_NUMBER:
                self._modules, self._texts = modules, texts
        except (OSError, EOFError, ValueError, TypeError):
            return

    def _is_ours(self, status: Any) -> bool:
        # Code that somebody else could have put there is not run.
        if not hasattr(os, "geteuid"):
            return True
        return status.st_uid == os.geteuid() and not status.st_mode & _WRITABLE_BY_OTHERS

    def _stamp(self, path: str) -> Stamp | None:
        if not path:
            return None
        try:
            status = os.stat(path)
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


def _remove_old(folder: str) -> None:
    # Of Pythons and copies of the agent that are no more; one that is in use is made anew.
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith("agent-") and time() - os.stat(path).st_mtime > _KEPT_SECONDS:
            os.unlink(path)


def _path_for(agent_folder: str) -> str | None:
    folder = _user_cache_folder()
    tag = sys.implementation.cache_tag
    if folder is None or tag is None:
        return None
    # The folder is part of code objects; the library's differs between Pythons of one version.
    where = f"{agent_folder}\n{os.__file__}\n{sys.flags.optimize}"
    key = source_hash(
        int.from_bytes(MAGIC_NUMBER, "little"), where.encode("utf-8", "surrogateescape")
    ).hex()
    return os.path.join(folder, "coro-debugger", f"agent-{tag}-{key}.code")


def _user_cache_folder() -> str | None:
    environment = os.environ
    if sys.platform == "win32":
        folder: str | None = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        home = environment.get("HOME")
        folder = home and home + "/Library/Caches"
    else:
        home = environment.get("HOME")
        folder = environment.get("XDG_CACHE_HOME") or (home and home + "/.cache")
    return folder if folder and os.path.isabs(folder) else None
