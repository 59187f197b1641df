"""The composition root: makes settings, session, models and window, and connects them."""

from __future__ import annotations

import ast
import gc
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from .models.breakpoint_values import LineBreakpoint
from .models.breakpoints_model import BreakpointsModel
from .resource_files import examples, resource_path
from .session.background_work import BackgroundWork
from .session.debug_session import DebugSession
from .session.inspector import Inspector
from .session.interpreter_probe import InterpreterProbe
from .session.settings import Settings
from .session.syntax_check import SyntaxCheck
from .views.bottom_presenter import BottomPresenter
from .views.breakpoint_presenter import BreakpointPresenter
from .views.bundled_qt import qt_arguments
from .views.bytecode_presenter import BytecodePresenter
from .views.chain_presenter import ChainPresenter
from .views.completion_presenter import CompletionPresenter
from .views.console_presenter import ConsolePresenter
from .views.crash_reporter import CrashReporter
from .views.drive_presenter import DrivePresenter
from .views.event_marks import EventMarks
from .views.fonts import add_missing_fonts
from .views.icons import Icons, application_icon
from .views.inspection_presenter import InspectionPresenter
from .views.interpreter_presenter import InterpreterPresenter
from .views.look_presenter import LookPresenter
from .views.main_window import MainWindow
from .views.override_guard import guard_overrides
from .views.pause_watch import PauseWatch
from .views.pin_presenter import PinPresenter
from .views.remark_presenter import RemarkPresenter
from .views.run_choices import RunChoices
from .views.run_dialog_presenter import RunDialogPresenter
from .views.run_presenter import RunPresenter
from .views.script_presenter import ScriptPresenter
from .views.source_presenter import SourcePresenter
from .views.syntax_highlighter import prepare_colours
from .views.syntax_presenter import SyntaxPresenter
from .views.theme import Theme
from .views.timeline_presenter import TimelinePresenter
from .views.value_presenter import ValuePresenter
from .views.watch_presenter import WatchPresenter

_PREPARE_MILLISECONDS = 200
"""After the start: the window has been painted, and nobody has clicked yet."""


@dataclass(frozen=True)
class Wish:
    """What the command line asked for."""

    script: str | None = None
    args: list[str] = field(default_factory=list)
    python: str | None = None
    run: bool = False


class DebuggerApp:
    """One window with one session; keeps everything alive that has no other owner."""

    def __init__(self, qt: QApplication, settings: Settings | None = None) -> None:
        guard_overrides()
        self.settings = settings or Settings()
        self.theme = Theme(qt)
        self.theme.apply(qt)
        self.icons = Icons(self.theme)
        self.breakpoints = BreakpointsModel(qt)
        self.window = MainWindow(self.theme, self.icons, self.breakpoints)
        self.session = DebugSession(self.window)
        self.inspector = Inspector(self.session, self.window)
        self.background = BackgroundWork(self.window)
        self._make_presenters()
        self._connect()
        self._list_examples()

    def _make_presenters(self) -> None:
        window, session, inspector = self.window, self.session, self.inspector
        self.source = SourcePresenter(window.tabs, session, inspector, self.breakpoints)
        self.inspection = InspectionPresenter(window, session, inspector, self.source)
        self.timeline = TimelinePresenter(window, session, inspector, self.source)
        self.bottom = BottomPresenter(window, session, self.timeline.feed)
        self.run = RunPresenter(window, session, inspector, self.source)
        self.drive = DrivePresenter(window.drive, session, inspector, self.source)
        self.pins = PinPresenter(window, session, inspector)
        self.pause_watch = PauseWatch(window, session)
        self.remarks = RemarkPresenter(window, session)
        self.console = ConsolePresenter(
            window.console, session, inspector, self.source, self.inspection, self.settings
        )
        self.bytecode = BytecodePresenter(window, session, inspector, self.source)
        self.chain = ChainPresenter(window, session, inspector)
        self.values = ValuePresenter(window, session, self.source, self.inspection)
        self.watches = WatchPresenter(window.frame.watches, session, inspector, self.settings)
        self.completion = CompletionPresenter(window, session, self.source)
        self.event_marks = EventMarks(window.tabs, self.breakpoints)
        self.breaks = BreakpointPresenter(window, session, self.settings, self.breakpoints)
        self.choices = RunChoices(self.settings)
        probe = InterpreterProbe(self.background, window)
        self.interpreters = InterpreterPresenter(window, session, self.choices, probe)
        self.configuration = RunDialogPresenter(
            window, session, self.choices, self.interpreters, probe
        )
        check = SyntaxCheck(self.background, window)
        self.syntax = SyntaxPresenter(window, session, self.choices, check)
        self.scripts = ScriptPresenter(
            window,
            session,
            self.settings,
            self.choices,
            self.breaks,
            self.interpreters,
            self.syntax,
        )
        self.look = LookPresenter(window, self.settings)

    def _connect(self) -> None:
        window, actions = self.window, self.window.actions_
        self.run.start_wanted.connect(self.scripts.start)
        self.interpreters.python_changed.connect(self.syntax.check_again)
        self.source.text_reread.connect(self.syntax.show)
        window.closing.connect(self.background.stop)
        window.tabs.watch_wanted.connect(self.values.watch)
        window.breakpoints.line_wanted.connect(self._on_line_wanted)
        window.menus.add_drive(window.drive.menu_actions)
        window.coroutines.view.offer(window.drive.menu_actions)
        for name, act in (
            ("actionToggleBreakpoint", window.tabs.toggle_breakpoint),
            ("actionFind", window.tabs.open_find),
            ("actionFindNext", window.tabs.find_next),
            ("actionFindPrevious", window.tabs.find_previous),
            ("actionGoToLine", window.tabs.open_go_to_line),
            ("actionFilterCoroutines", self._on_filter_wanted),
            ("actionClearConsole", window.console.clear),
        ):
            actions[name].triggered.connect(act)

    def _on_filter_wanted(self) -> None:
        self.window.show_panel("coroutines")
        self.window.coroutines.filter_field.setFocus()

    def _list_examples(self) -> None:
        found = [(str(path), _title(path)) for path in examples()]
        self.window.menus.set_examples(found)
        self.window.start_page.set_examples(found)

    def _on_line_wanted(self, breakpoint: LineBreakpoint) -> None:
        self.source.show_line(breakpoint.path, breakpoint.set_line or breakpoint.line)

    def open(self, wish: Wish) -> None:
        """Do what the command line asked for."""
        if wish.script is None:
            QTimer.singleShot(_PREPARE_MILLISECONDS, self.window, prepare_colours)
            return
        is_open = self.scripts.open(wish.script, wish.args or None, wish.python)
        if is_open and wish.run:
            self.run.start(None)


def _title(example: Path) -> str:
    """Return the number of an example and the first line of its docstring."""
    number = example.stem.partition("_")[0].lstrip("0")
    try:
        words = ast.get_docstring(ast.parse(example.read_text(encoding="utf-8"))) or ""
    except (OSError, SyntaxError, UnicodeDecodeError):
        words = ""
    title = words.partition("\n")[0].rstrip(".") or example.stem.replace("_", " ")
    return f"{number}. {title}"


def _collect_garbage_again() -> None:
    """Undo what the command line did, and never look again at what is loaded for good."""
    gc.freeze()
    gc.enable()


def main(wish: Wish) -> int:
    """Show the window and stay until it is closed; return the exit status."""
    # Qt's loop runs no Python while it waits: Ctrl+C in the terminal would do nothing. The debuggee
    # ends by itself when its line to the window is gone.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    qt = QApplication(qt_arguments(sys.argv[0], os.environ))
    qt.setApplicationName("coro-debugger")
    qt.setApplicationDisplayName("Coro Debugger")
    qt.setDesktopFileName("coro-debugger")
    qt.setWindowIcon(application_icon())
    add_missing_fonts(resource_path("fonts"))
    app = DebuggerApp(qt)
    reporter = CrashReporter(app.window.message_bar)
    reporter.install()
    if app.settings.geometry.isEmpty():
        app.window.fit_to_screen()
    app.window.show()
    _collect_garbage_again()
    # In the loop, where what fails is reported and the window lives on.
    QTimer.singleShot(0, app.window, lambda: app.open(wish))
    status = qt.exec()
    reporter.uninstall()  # there is nothing left to show it in
    return status
