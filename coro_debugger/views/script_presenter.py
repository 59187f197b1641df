"""Opens scripts: their text, what is wrong with them, how they were run before."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QFileDialog

from ..protocol.bundle import default_python
from ..protocol.commands import LaunchArguments
from ..session.debug_session import DebugSession, FirstStop
from ..session.interpreters import Interpreter, InterpreterProbe, Origin, candidates
from ..session.script_file import ProblemKind, ScriptText, read_script
from ..session.settings import Settings
from .actions import Need
from .breakpoint_presenter import BreakpointPresenter
from .main_window import MainWindow
from .script_exceptions import script_exceptions
from .session_words import problem_words

_KILL_MILLISECONDS = 1000


class ScriptPresenter(QObject):
    """Knows which script is open and with what it is run."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        settings: Settings,
        breakpoints: BreakpointPresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._breakpoints = breakpoints
        self._probe = InterpreterProbe(self)
        self._args: list[str] | None = None
        self._python: str | None = None
        self._assumed_python: str | None = None
        self._notice: str | None = None
        self._connect()
        self._show_recent()

    def _connect(self) -> None:
        window, session = self._window, self._session
        window.actions_["actionOpen"].triggered.connect(self._on_open_triggered)
        window.actions_["actionClose"].triggered.connect(self._on_close_triggered)
        window.script_dropped.connect(self.open)
        window.start_page.script_wanted.connect(self.open)
        window.menus.script_wanted.connect(self.open)
        window.menus.recent_cleared.connect(self._on_recent_cleared)
        window.tabs.current_path_changed.connect(self._on_current_path_changed)
        window.interpreters.interpreter_chosen.connect(self._on_interpreter_chosen)
        session.launched.connect(self._on_launched)
        self._probe.probed.connect(self._on_probed)
        self._probe.finished.connect(self._on_interpreters_found)
        window.interpreters.menu_opened.connect(self._on_chooser_opened)
        window.closing.connect(self._on_closing)
        own = Interpreter(default_python(), Origin.CURRENT, tuple(sys.version_info[:3]))
        window.interpreters.set_found([own])
        window.interpreters.choose(self._chosen_python() or own.path)

    # --- opening

    def open(self, path: str, args: list[str] | None = None, python: str | None = None) -> bool:
        """Show a script and run nothing; False (and a message) if it cannot be shown.

        ``args`` and ``python`` are for this session; else what was used the last time.
        """
        path = str(Path(path).absolute())
        script = read_script(path)
        self._window.message_bar.clear()
        if not script.can_be_shown:
            if script.problem is not None:
                self._window.message_bar.show_notice(problem_words(path, script.problem), "bad")
            return False
        self._args, self._python = args, python
        self._session.open_script(path)
        self._assume_project_python(path)
        self._window.tabs.open_text(path, script.text)
        self._window.set_script_title(path, Path(path).name)
        self._settings.add_recent_script(path)
        self._show_recent()
        self._breakpoints.load(path)
        self._window.drive.set_script_exceptions(script_exceptions(script.text))
        self._window.interpreters.choose(self._chosen_python() or default_python())
        self._probe.find(path)
        self._show_problem(script)
        return True

    def _show_problem(self, script: ScriptText) -> None:
        problem = script.problem
        if problem is None:
            return
        words = problem_words(script.path, problem)
        if problem.kind is ProblemKind.SYNTAX and problem.line is not None:
            message = problem.message
            self._window.tabs.show_problem(script.path, problem.line, problem.column or 1, message)
            return
        tone = "neutral" if problem.kind is ProblemKind.EMPTY else "bad"
        self._window.message_bar.show_notice(words, tone)

    def _on_open_triggered(self) -> None:
        folder = str(Path(self._session.script).parent) if self._session.script else ""
        dialog = QFileDialog(self._window, self.tr("Open a script"), folder)
        dialog.setObjectName("openDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Python scripts (*.py *.pyw)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_close_triggered(self) -> None:
        self._window.tabs.close_path(self._window.tabs.current_path)

    def _on_current_path_changed(self, path: str) -> None:
        self._window.actions_.set_there(Need.SOURCE, bool(path))

    def _show_recent(self) -> None:
        paths = self._settings.recent_scripts
        self._window.menus.set_recent(paths)
        self._window.start_page.set_recent(paths)

    def _on_recent_cleared(self) -> None:
        self._settings.clear_recent_scripts()
        self._show_recent()

    # --- running

    def start(self, first_stop: FirstStop = None, hold_coroutines: bool = False) -> None:
        """Run the open script with what was chosen for it."""
        path = self._session.script
        if not path:
            return
        self._read_again(path)
        known = self._settings.script(path)
        arguments = LaunchArguments(
            path,
            args=list(known.args if self._args is None else self._args),
            cwd=known.cwd,
            env=dict(known.env),
            python=self._chosen_python(),
            just_my_code=known.just_my_code,
            hold_coroutines=hold_coroutines or known.hold_coroutines,
            keep_alive=True,
        )
        if arguments.hold_coroutines:
            words = self.tr(
                "Coroutines are kept alive in this run, which changes the program: the garbage "
                "collector does not close them."
            )
            self._notice = words
        self._session.start(arguments, first_stop)

    def _read_again(self, path: str) -> None:
        """Show the text that is about to be run: the marks of the run belong to it."""
        view = self._window.tabs.view(path)
        script = read_script(path)
        if view is not None and script.can_be_shown and script.text != view.source.text:
            self._window.tabs.open_text(path, script.text)
            self._show_problem(script)

    def _on_launched(self, _: object) -> None:
        # Only now: the end of the run before clears the bar.
        notice, self._notice = self._notice, None
        if notice:
            self._window.collected_bar.show_notice(notice)

    # --- interpreters

    def _chosen_python(self) -> str | None:
        path = self._session.script
        own = self._settings.script(path).python if path else None
        return self._python or own or self._settings.default_python

    def _assume_project_python(self, path: str) -> None:
        """Take the interpreter of a virtual environment beside the script before it is probed.

        Whoever runs at once runs with it too; if it turns out not to be usable another is taken.
        """
        self._assumed_python = None
        if self._chosen_python() is None:
            beside = (found for found, origin in candidates(path) if origin is Origin.PROJECT)
            self._python = self._assumed_python = next(beside, None)

    def _on_chooser_opened(self) -> None:
        self._probe.find(self._session.script or None)

    def _on_closing(self) -> None:
        """Leave no interpreter behind that was asked for its version."""
        for process in self._probe.findChildren(QProcess):
            process.kill()
            process.waitForFinished(_KILL_MILLISECONDS)

    def _on_interpreters_found(self, found: tuple[Interpreter, ...]) -> None:
        chooser = self._window.interpreters
        chooser.set_found([i for i in found if i.version is not None])
        usable = [i for i in found if i.is_supported]
        if self._assumed_python not in (None, *(i.path for i in usable)):
            self._python = self._assumed_python = None
        chosen = self._chosen_python()
        if chosen is None:
            beside = [i for i in usable if i.origin is Origin.PROJECT]
            best = next(iter(beside or usable), None)
            self._python = best.path if best and self._session.script else None
            chosen = best.path if best else ""
        chooser.choose(chosen)
        if chosen and chosen not in [i.path for i in found]:
            self._probe.probe(chosen)

    def _on_interpreter_chosen(self, path: str) -> None:
        self._python = path
        self._window.interpreters.choose(path)
        self._probe.probe(path)
        if script := self._session.script:
            known = self._settings.script(script)
            self._settings.set_script(script, replace(known, python=path))
        else:
            self._settings.default_python = path
        if self._session.state.has_process:
            self._window.message_bar.show_notice(
                self.tr("This Python is used from the next run on."),
                "neutral",
                [(self.tr("Restart now"), self._window.actions_["actionRestart"].trigger)],
            )

    def _on_probed(self, interpreter: Interpreter) -> None:
        if interpreter.origin is not Origin.CHOSEN:
            return
        self._window.interpreters.add(interpreter)
        if interpreter.is_supported:
            return
        text = self.tr("{0} cannot be used: {1}")
        why = interpreter.problem or self.tr("Python {0} is too old").format(
            interpreter.version_text
        )
        self._window.message_bar.show_notice(text.format(interpreter.path, why), "bad")
