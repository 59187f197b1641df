"""Keeps the list of interpreters true, and takes the best one where none was chosen."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

from ..protocol.bundle import default_python
from ..session.debug_session import DebugSession
from ..session.interpreter_probe import InterpreterProbe
from ..session.interpreters import Interpreter, Origin, environment_of
from .interpreter_words import why_unsupported
from .main_window import MainWindow
from .run_choices import RunChoices


class InterpreterPresenter(QObject):
    """Looks for interpreters when a script is opened and when the list is looked at.

    Signals:
        python_changed(): another interpreter will run the script.
    """

    python_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        choices: RunChoices,
        probe: InterpreterProbe,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._choices = choices
        self._probe = probe
        self._shown = ""
        self._asked = ""
        self.found: tuple[Interpreter, ...] = (_own(),)
        """Those that answered, the best first."""
        window.interpreters.interpreter_chosen.connect(self.choose)
        window.interpreters.menu_opened.connect(self._on_menu_opened)
        window.interpreters.set_found(self.found)
        probe.probed.connect(self._on_probed)
        probe.finished.connect(self._on_found)
        self.show_choice()

    def look_for(self, script: str) -> None:
        """Show what is chosen for a script, and look for interpreters beside it."""
        self.show_choice()
        self._probe.find(script)

    def show_choice(self) -> None:
        """Show which interpreter runs the script next."""
        path = self._choices.used_python or default_python()
        self._window.interpreters.choose(path)
        if path != self._shown:
            self._shown = path
            self.python_changed.emit()

    def choose(self, path: str) -> None:
        """Use an interpreter from the next run on."""
        self._choices.choose_python(path)
        self.show_choice()
        self._ask(path)
        if self._session.state.has_process:
            self._window.message_bar.show_notice(
                self.tr("This Python is used from the next run on."),
                "neutral",
                [(self.tr("Restart now"), self._window.actions_.run_again)],
            )

    def _on_menu_opened(self) -> None:
        self._probe.find(self._session.script or None)

    def _on_found(self, found: tuple[Interpreter, ...]) -> None:
        # What does not run at all, such as a name that pyenv has no version for, says nothing.
        self.found = tuple(i for i in found if i.version is not None)
        self._window.interpreters.set_found(self.found)
        usable = [i for i in found if i.is_supported]
        if self._choices.python is None:
            beside = [i for i in usable if i.origin is Origin.PROJECT]
            best = next(iter(beside or usable), None)
            self._choices.assume_python(best.path if best else None)
        self.show_choice()
        chosen = self._choices.used_python
        if chosen and chosen not in [i.path for i in found]:
            self._ask(chosen)

    def _ask(self, path: str) -> None:
        self._asked = path
        self._probe.probe(path)

    def _on_probed(self, interpreter: Interpreter) -> None:
        if interpreter.origin is not Origin.CHOSEN or interpreter.path != self._asked:
            return
        self._window.interpreters.add(interpreter)
        if why := why_unsupported(interpreter):
            words = self.tr("{0} cannot be used: {1}").format(interpreter.path, why)
            self._window.message_bar.show_notice(words, "bad")


def _own() -> Interpreter:
    path = default_python()
    folder = environment_of(path)
    name = folder.name if folder else ""
    return Interpreter(path, Origin.CURRENT, tuple(sys.version_info[:3]), environment=name)
