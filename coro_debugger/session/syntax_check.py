"""Has the interpreter that will run a script say whether it compiles."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from .background_work import BackgroundWork, ProgramResult
from .script_file import ProblemKind, ScriptProblem

_SECONDS = 10.0
_PROGRAM = """\
import json, sys, warnings
warnings.simplefilter("ignore")
try:
    with open(sys.argv[1], "rb") as file:
        compile(file.read(), sys.argv[1], "exec", dont_inherit=True)
except SyntaxError as error:
    print(json.dumps([error.msg, error.lineno, error.offset]))
except Exception as error:
    print(json.dumps([str(error) or type(error).__name__, None, None]))
"""


@dataclass(frozen=True, slots=True)
class SyntaxJudgement:
    """What the interpreter `python` has against the file `path`; None: nothing, or no answer."""

    path: str
    python: str
    problem: ScriptProblem | None


class SyntaxCheck(QObject):
    """Compiles files in other interpreters; nothing of them is run.

    Signals:
        judged(SyntaxJudgement)
    """

    judged = Signal(object)

    def __init__(self, work: BackgroundWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def check(self, path: str, python: str) -> None:
        """Have ``python`` compile a file; `judged` follows."""
        command = [python, "-E", "-S", "-c", _PROGRAM, path]

        def compile_there() -> SyntaxJudgement:
            answer = self._work.run_program(command, _SECONDS)
            return SyntaxJudgement(path, python, _problem(answer))

        self._work.call(compile_there, self.judged.emit)


def _problem(answer: ProgramResult) -> ScriptProblem | None:
    try:
        message, line, column = json.loads(answer.output)
    except (ValueError, TypeError):
        return None
    return ScriptProblem(ProblemKind.SYNTAX, str(message), line, column)
