"""Says what is wrong with a script, in the words of the Python that will run it."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, Signal

from ..protocol.bundle import bundle_folder, default_python
from ..session.debug_session import DebugSession
from ..session.script_file import ProblemKind, ScriptProblem, ScriptText
from ..session.syntax_check import SyntaxCheck, SyntaxJudgement
from .main_window import MainWindow
from .run_choices import RunChoices
from .session_words import problem_words


class SyntaxPresenter(QObject):
    """Where the window's own Python runs a short script it says so at once; else it is asked.

    What one version calls a mistake is fine in the next, so no other Python's word counts.

    Signals:
        judgement_taken(SyntaxJudgement): another Python has said what it thinks.
    """

    judgement_taken = Signal(object)

    def __init__(
        self, window: MainWindow, session: DebugSession, choices: RunChoices, check: SyntaxCheck
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._choices = choices
        self._check = check
        self._script: ScriptText | None = None
        check.judged.connect(self._on_judged)

    def show(self, script: ScriptText) -> None:
        """Show what is wrong with a text that has just been read."""
        if script.path == self._session.script:
            self._script = script
        problem = script.problem
        if problem is not None and problem.kind is not ProblemKind.SYNTAX:
            self._show_problem(script.path, problem)
        elif _is_own(python := self._choices.used_python or default_python()) and (
            script.is_compiled
        ):
            if problem is not None:
                self._show_problem(script.path, problem)
        else:
            self._check.check(script.path, python)

    def check_again(self) -> None:
        """Another interpreter was chosen: what the one before said does not count."""
        if self._script is None or self._session.state.has_process:
            return
        self._window.tabs.clear_problems()
        self.show(self._script)

    def _on_judged(self, judgement: SyntaxJudgement) -> None:
        is_chosen = judgement.python == (self._choices.used_python or default_python())
        # The program that runs speaks for itself.
        if judgement.problem and is_chosen and not self._session.state.has_process:
            self._show_problem(judgement.path, judgement.problem)
        self.judgement_taken.emit(judgement)

    def _show_problem(self, path: str, problem: ScriptProblem) -> None:
        if problem.kind is ProblemKind.SYNTAX and problem.line is not None:
            column = problem.column or 1
            self._window.tabs.show_problem(path, problem.line, column, problem.message)
            return
        tone = "neutral" if problem.kind is ProblemKind.EMPTY else "bad"
        self._window.message_bar.show_notice(problem_words(path, problem), tone)


def _is_own(python: str) -> bool:
    return bundle_folder() is None and os.path.realpath(python) == os.path.realpath(sys.executable)
