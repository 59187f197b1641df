"""With what the open script is run: what is remembered, and what this session says instead."""

from __future__ import annotations

from dataclasses import replace

from ..protocol.commands import LaunchArguments
from ..session.interpreters import project_python
from ..session.settings import ScriptSettings, Settings


class RunChoices:
    """Arguments and interpreter may come from the command line: then they hold for this session.

    What is chosen in the window is remembered with the script, and replaces them.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.script = ""
        self._args: list[str] | None = None
        self._python: str | None = None
        self._assumed: str | None = None

    def open(self, script: str, args: list[str] | None = None, python: str | None = None) -> None:
        """Begin with another script; ``args`` and ``python`` are for this session.

        Without any choice the interpreter of a virtual environment beside the script is taken,
        before it is probed: whoever runs at once runs with it too.
        """
        self.script = script
        self._args, self._python = args, python
        self._assumed = project_python(script) if self.python is None else None

    def settings(self) -> ScriptSettings:
        """Return with what the script is run next."""
        known = self._settings.script(self.script)
        args = known.args if self._args is None else self._args
        return replace(known, args=list(args), python=self._python or known.python)

    def remember(self, settings: ScriptSettings) -> None:
        """Take what was chosen in the window."""
        self._args = self._python = None
        self._settings.set_script(self.script, settings)

    # --- the interpreter

    @property
    def python(self) -> str | None:
        """The interpreter that was chosen for the script, or for all; None: by itself."""
        own = self._settings.script(self.script).python if self.script else None
        return self._python or own or self._settings.default_python

    @property
    def used_python(self) -> str | None:
        """The interpreter that runs the script next; None: not known yet."""
        return self.python or self._assumed

    def choose_python(self, path: str) -> None:
        """Run the script with this interpreter from now on; without a script, all of them."""
        self._python = None
        if self.script:
            known = self._settings.script(self.script)
            self._settings.set_script(self.script, replace(known, python=path))
        else:
            self._settings.default_python = path

    def assume_python(self, path: str | None) -> None:
        """Take the best interpreter that was found, where none was chosen."""
        self._assumed = path

    # --- the run

    def launch_arguments(self, *, hold_coroutines: bool = False) -> LaunchArguments:
        """Return how to run the script now; ``hold_coroutines`` holds for this run only."""
        chosen = self.settings()
        return LaunchArguments(
            self.script,
            args=list(chosen.args),
            cwd=chosen.cwd,
            env=dict(chosen.env),
            python=self.used_python,
            just_my_code=chosen.just_my_code,
            hold_coroutines=hold_coroutines or chosen.hold_coroutines,
            keep_alive=True,
        )
