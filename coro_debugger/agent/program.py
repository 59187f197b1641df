"""Runs the user's script as plain Python would: `__main__`, `sys.argv`, `sys.path`, exit status."""

from __future__ import annotations

import sys
from _frozen_importlib_external import SourceFileLoader
from os.path import abspath, dirname, realpath
from signal import SIGINT

from ..protocol.events import StopReason
from .control import StopState
from .program_hooks import (
    as_program,
    call_excepthook,
    program_traceback,
    put_excepthook,
    take_excepthook,
)
from .program_modules import program_modules
from .python_facts import HAS_LAST_EXC
from .source_errors import reword, unreadable_source
from .type_facts import instance_namespace, put_traceback, traceback_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, TracebackType
    from typing import Any

KEPT_NAMES = (
    "__name__",
    "__doc__",
    "__package__",
    "__loader__",
    "__spec__",
    "__annotations__",
    "__builtins__",
)


class ModuleView:
    """What remains of the script's frame when it has ended: reads like a frame."""

    def __init__(self, code: CodeType, namespace: dict[str, Any], line: int) -> None:
        self.f_code = code
        self.f_globals = namespace
        self.f_locals = namespace
        builtins = program_modules().get("builtins")
        self.f_builtins = vars(builtins) if builtins is not None else {}
        self.f_lineno = line
        self.f_lasti = -1
        self.f_back = None


class Program:
    """The script: its namespace, its code, its end."""

    def __init__(self, arguments: list[str], namespace: dict[str, Any]) -> None:
        """``arguments``: the script and what it is given; ``namespace``: that of ``__main__``."""
        self.path = abspath(arguments[0])
        self._namespace: dict[str, Any] | None = namespace
        self._arguments = arguments
        self._code: CodeType | None = None
        self._is_archive = False
        self.last_line = 1
        # Holds the program where an exception is not caught, before its traceback is printed.
        self.at_uncaught: Callable[[StopState], None] | None = None

    @property
    def namespace(self) -> dict[str, Any]:
        """The names of the script; where it has ended and threads of it run on, what is there."""
        if self._namespace is not None:
            return self._namespace
        names = instance_namespace(program_modules().get("__main__"))
        return {} if names is None else names

    def prepare(self) -> None:
        """Make ``__main__``, ``sys.argv`` and ``sys.path`` what plain Python makes of them."""
        namespace = self.namespace
        for name in list(namespace):
            if name not in KEPT_NAMES:
                del namespace[name]
        namespace["__file__"] = self.path
        if sys.version_info < (3, 15):
            namespace["__cached__"] = None
        namespace["__doc__"] = None
        namespace["__loader__"] = SourceFileLoader("__main__", self.path)
        if "__annotations__" in namespace:  # up to 3.13
            namespace["__annotations__"] = {}
        # The interpreter looks whether the script is an archive, and remembers what it found.
        sys.path_importer_cache.pop(sys.argv[0], None)
        importer = sys.path_importer_cache[self._arguments[0]] = _importer_of(self._arguments[0])
        sys.argv[:] = self._arguments
        self._is_archive = importer is not None
        if self._is_archive:
            sys.path.insert(0, self._arguments[0])
        elif not getattr(sys.flags, "safe_path", False):
            sys.path.insert(0, dirname(realpath(abspath(self.path))))

    def compile(self) -> CodeType:
        """Read and compile the script. Raises what plain Python reports."""
        with open(self.path, "rb") as file:
            source = file.read()
        unreadable = unreadable_source(source, self.path)
        if unreadable is not None:
            raise unreadable
        try:
            code: CodeType = as_program(_compile)(source, self.path)
        except SyntaxError as error:
            reword(error, self.path)
            raise
        self._code = code
        self.last_line = max((line for _, _, line in code.co_lines() if line), default=1)
        return code

    @property
    def code(self) -> CodeType:
        """The compiled script; an empty module where it does not compile."""
        if self._code is None:
            self._code = compile("", self.path, "exec")
        return self._code

    def run(self, at_end: Callable[[StopState], None] | None) -> None:
        """Run the script; raises what ends it. ``at_end`` holds the program at its end.

        An exception that is not caught goes on to the interpreter, which prints it and chooses
        the exit status as ever; `sys.excepthook` is ours for a moment, to take the debugger's
        frames from its traceback.
        """
        try:
            self._execute()
        except SystemExit as error:
            self._hold_at_end(at_end, error, _status_of(error))
            raise
        except BaseException:
            sys.excepthook = self._reporter(take_excepthook(), at_end)
            raise
        self._hold_at_end(at_end, None, 0)

    def _hold_at_end(
        self, at_end: Callable[[StopState], None] | None, error: BaseException | None, status: int
    ) -> None:
        if at_end is not None:
            at_end(self._ended(error, status))
        # The interpreter clears `__main__` next; a reference of ours would change in what order
        # the program's objects go.
        self._namespace = None

    def _execute(self) -> None:
        if self._is_archive:
            as_program(_run_archive)()
        else:
            exec(self.compile(), self.namespace)

    def _reporter(
        self, hook_of_program: Any, at_end: Callable[[StopState], None] | None
    ) -> Callable[..., None]:
        """Return an excepthook for once: it leaves our frames out and holds the program."""

        def report(
            kind: type[BaseException], value: BaseException, trace: TracebackType | None
        ) -> None:
            put_excepthook(hook_of_program)
            shown = program_traceback(trace)
            put_traceback(value, shown)
            sys.last_type, sys.last_value, sys.last_traceback = kind, value, shown
            if HAS_LAST_EXC:
                sys.last_exc = value  # type: ignore[attr-defined,unused-ignore]
            if self.at_uncaught is not None and at_end is None:
                state = StopState(StopReason.EXCEPTION, None, error=value, traceback=shown)
                self.at_uncaught(state)
            status = -SIGINT if kind is KeyboardInterrupt else 1
            try:
                call_excepthook(hook_of_program, kind, value, shown)
            except SystemExit as error:
                status = _status_of(error)
                raise
            finally:
                self._hold_at_end(at_end, value, status)

        return report

    def _ended(self, error: BaseException | None, status: int) -> StopState:
        view: Any = ModuleView(self.code, self.namespace, self.last_line)
        traceback = None if error is None else program_traceback(traceback_of(error))
        return StopState(StopReason.END, view, error=error, traceback=traceback, exit_status=status)


def _importer_of(path: str) -> Any:
    for hook in sys.path_hooks:
        try:
            return hook(path)
        except ImportError:
            continue
    return None


def _run_archive() -> None:
    # Imported by the program's own builtins, as plain Python does: see `as_program`.
    __import__("runpy")._run_module_as_main("__main__", False)


def _compile(source: bytes, path: str) -> CodeType:
    return compile(source, path, "exec", dont_inherit=True)


def _status_of(error: SystemExit) -> int:
    code = error.code
    if code is None:
        return 0
    return code & 0xFF if type(code) is int else 1
