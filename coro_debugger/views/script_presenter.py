"""Opens scripts: their text, what is wrong with them, how they were run before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ..session.debug_session import DebugSession, FirstStop
from ..session.script_file import read_script
from ..session.settings import Settings
from .actions import Need
from .breakpoint_presenter import BreakpointPresenter
from .interpreter_presenter import InterpreterPresenter
from .main_window import MainWindow
from .run_choices import RunChoices
from .script_exceptions import script_exceptions
from .session_words import problem_words
from .syntax_presenter import SyntaxPresenter


class ScriptPresenter(QObject):
    """Knows which script is open and with what it is run."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        settings: Settings,
        choices: RunChoices,
        breakpoints: BreakpointPresenter,
        interpreters: InterpreterPresenter,
        syntax: SyntaxPresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._choices = choices
        self._breakpoints = breakpoints
        self._interpreters = interpreters
        self._syntax = syntax
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
        session.launched.connect(self._on_launched)

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
        self._session.open_script(path)
        self._choices.open(path, args, python)
        self._window.tabs.open_text(path, script.text)
        self._window.set_script_title(path, Path(path).name)
        self._settings.add_recent_script(path)
        self._show_recent()
        self._breakpoints.load(path)
        self._window.drive.set_script_exceptions(script_exceptions(script.text))
        self._interpreters.look_for(path)
        self._syntax.show(script)
        return True

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
        arguments = self._choices.launch_arguments(hold_coroutines=hold_coroutines)
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
            self._syntax.show(script)

    def _on_launched(self, _: object) -> None:
        # Only now: the end of the run before clears the bar.
        notice, self._notice = self._notice, None
        if notice:
            configure = self._window.actions_["actionConfigure"]
            chosen = self._choices.settings().hold_coroutines
            actions = [(self.tr("Configure…"), configure.trigger)] if chosen else None
            self._window.collected_bar.show_notice(notice, "neutral", actions)
