"""Opens the configuration of runs and takes what was entered there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..models.visible_text import file_name
from ..protocol.bundle import default_python
from ..session.debug_session import DebugSession
from ..session.interpreter_probe import InterpreterProbe
from ..session.interpreters import Interpreter
from ..session.settings import ScriptSettings
from .interpreter_presenter import InterpreterPresenter
from .main_window import MainWindow
from .run_choices import RunChoices
from .run_dialog import RunDialog


class RunDialogPresenter(QObject):
    """Knows the dialog while it is open."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        choices: RunChoices,
        interpreters: InterpreterPresenter,
        probe: InterpreterProbe,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._choices = choices
        self._interpreters = interpreters
        self._probe = probe
        self.dialog: RunDialog | None = None
        window.actions_["actionConfigure"].triggered.connect(self.open)
        probe.probed.connect(self._on_probed)

    def open(self) -> None:
        """Show how the open script is run."""
        if self.dialog is not None or not self._choices.script:
            return
        settings = self._choices.settings()
        dialog = self.dialog = RunDialog(self._window.theme, self._window)
        dialog.settings_accepted.connect(self._on_settings_accepted)
        dialog.finished.connect(self._on_finished)
        dialog.interpreter.file_chosen.connect(self._probe.probe)
        dialog.show_settings(file_name(self._choices.script), settings)
        best = "" if settings.python else self._choices.used_python or default_python()
        dialog.interpreter.set_choices(self._interpreters.found, best, settings.python or "")
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None

    def _on_probed(self, interpreter: Interpreter) -> None:
        if self.dialog is not None:
            self.dialog.interpreter.add(interpreter)

    def _on_settings_accepted(self, settings: ScriptSettings) -> None:
        if settings == self._choices.settings():
            return
        self._choices.remember(settings)
        self._interpreters.show_choice()
        if self._session.state.has_process:
            self._window.message_bar.show_notice(
                self.tr("This is used from the next run on."),
                "neutral",
                [(self.tr("Restart now"), self._window.actions_.run_again)],
            )
