"""Reads a table of steps and walks it in a debuggee: one process for all rows of a file.

A row is one line::

    case @start: into echo@wait `yield word` | over echo@thanks | out case@sent

The debuggee calls ``case()``; from the line marked ``@start`` (its first hit) the commands are
given one by one, each with the function and the mark where it must stop, and between backquotes the
text of the expression that the stop must show; ``if name == 1`` must hold there. ``resume:g`` runs
until the coroutine in the variable, or of the function, ``g`` is resumed. ``nowhere``, as the last,
says that the step runs on to the end of the case. A row that begins with ``[3.12 3.13]`` holds on
these versions only; ``#`` begins a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.dap.dap_client import DapClient
from tests.interpreters import Python
from tests.markers import DEBUGGEES, marked

STEPPING = DEBUGGEES / "stepping"
_COMMANDS = {"into": "stepIn", "over": "next", "out": "stepOut"}
_ROW = re.compile(
    r"(?:\[(?P<versions>[\d. ]+)\] *)?(?P<case>\w+) @(?P<start>[\w-]+): *"
    r"(?P<steps>.*)"
)
_STEP = re.compile(
    r"(?P<command>into|over|out|yield|resume:\w+) +"
    r"(?:(?P<function>[\w<>.]+)@(?P<mark>[\w-]+)(?: +`(?P<span>[^`]*)`)?"
    r"(?: +if +(?P<condition>.+))?"
    r"|(?P<nowhere>nowhere))"
)

_NOWHERE = "nowhere"


@dataclass(frozen=True)
class Step:
    """A command and where it must stop; `mark` None: nowhere in this case."""

    command: str
    function: str | None
    mark: str | None
    span: str | None
    condition: str | None


@dataclass(frozen=True)
class Row:
    """A walk: the case to call, the mark where it begins, the steps."""

    text: str
    case: str
    start: str
    steps: tuple[Step, ...]
    versions: tuple[str, ...]

    def holds_on(self, python: Python) -> bool:
        return not self.versions or python.version in self.versions


def rows_of(file: str) -> tuple[Row, ...]:
    """Return the rows for a debuggee. Raises ValueError for a line that is none."""
    return parse((STEPPING / file).with_suffix(".steps").read_text())


def parse(text: str) -> tuple[Row, ...]:
    """Return the rows of a table. Raises ValueError for a line that is none."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(_row(line) for line in lines if line)


def _row(line: str) -> Row:
    match = _ROW.fullmatch(line)
    if match is None:
        raise ValueError(f"not a row: {line!r}")
    steps = tuple(_step(each.strip()) for each in match["steps"].split("|"))
    return Row(line, match["case"], match["start"], steps, tuple((match["versions"] or "").split()))


def _step(text: str) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise ValueError(f"not a step: {text!r}")
    return Step(
        match["command"], match["function"], match["mark"], match["span"], match["condition"]
    )


def walk(file: str, rows: tuple[Row, ...], python: Python) -> dict[Row, str | None]:
    """Walk all rows in one process; return what is wrong with each, None where nothing is."""
    path = STEPPING / file
    held = tuple(row for row in rows if row.holds_on(python))
    with DapClient() as client:
        client.launch(
            path,
            breakpoints=[marked(path)["run"]],
            args=[row.case for row in held],
            python=python.path,
        )
        walker = Walker(client, path)
        found: dict[Row, str | None] = {}
        for row in held:
            found[row] = walker.walk(row)
        client.set_breakpoints(path, [])
        client.resume()
        assert client.finish() == 0, client.output("stderr")
    return found


class Walker:
    """Walks one row after another; between rows the program is held at ``@run`` or ``@end``."""

    def __init__(self, client: DapClient, path: Path) -> None:
        self._client = client
        self._path = path
        self._marks = marked(path)
        self._names = {line: mark for mark, line in self._marks.items()}
        self._source = path.read_text().splitlines()
        self._thread = 1
        self._await_stop()

    def walk(self, row: Row) -> str | None:
        """Return what is wrong with a row; the program is then held before the next one."""
        self._break_at(row.start)
        self._client.resume(self._thread)
        self._await_stop()
        self._break_at()
        problem = f"never came to @{row.start}" if self._is_between() else self._walk(row)
        while not self._is_between():
            self._client.resume(self._thread)
            self._await_stop()
        return problem

    def _walk(self, row: Row) -> str | None:
        for number, step in enumerate(row.steps, start=1):
            self._command(step.command)
            self._await_stop()
            wanted, got = self._wanted(step), self._place(step.span is not None)
            if got != wanted:
                return f"{row.text}\nstep {number} ({step.command}): wanted {wanted}, got {got}"
            if self._is_between():
                break
            if step.condition is not None and not self._is_true(step.condition):
                return f"{row.text}\nstep {number} ({step.command}): not {step.condition}"
        return None

    def _is_true(self, condition: str) -> bool:
        return self._client.evaluate(condition, self._frame["id"])["result"] == "True"

    def _command(self, command: str) -> None:
        word, _, name = command.partition(":")
        if word in _COMMANDS:
            self._client.request(_COMMANDS[word], {"threadId": self._thread})
        elif word == "yield":
            self._client.request("continueTo", {"event": "yield"})
        else:
            self._client.request("continueTo", {"event": "resume", "coroutineId": self._id(name)})

    def _id(self, name: str) -> int:
        (found,) = [
            each["id"]
            for each in self._client.coroutines()
            if name in (*each["names"], each["qualname"]) and each["state"] != "finished"
        ]
        return found

    def _wanted(self, step: Step) -> str:
        if step.mark is None:
            return _NOWHERE
        if step.mark not in self._marks:
            raise LookupError(f"{self._path} has no @{step.mark}")
        mark = self._names[self._marks[step.mark]]
        return f"{step.function}@{mark}" + ("" if step.span is None else f" `{step.span}`")

    def _place(self, with_span: bool) -> str:
        frame = self._frame
        if self._is_between():
            return _NOWHERE
        mark = self._names.get(frame["line"], f"line {frame['line']}")
        place = f"{frame['name']}@{mark}"
        return f"{place} `{self._span(frame)}`" if with_span else place

    def _span(self, frame: dict) -> str:
        lines = self._source[frame["line"] - 1 : frame["endLine"]]
        lines[-1] = lines[-1][: frame["endColumn"] - 1]
        lines[0] = lines[0][frame["column"] - 1 :]
        return " ".join(line.strip() for line in lines)

    def _break_at(self, *marks: str) -> None:
        lines = [self._marks[mark] for mark in ("run", "end", *marks)]
        self._client.set_breakpoints(self._path, lines)

    def _await_stop(self) -> None:
        self._thread = self._client.stopped()["threadId"]
        self._frame = self._client.top(self._thread)

    def _is_between(self) -> bool:
        return self._frame["line"] in (self._marks["run"], self._marks["end"])
