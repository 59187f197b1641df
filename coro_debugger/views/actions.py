"""Every command of the window: its words, its key, its icon, and when it can be done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ..models.breakpoint_words import event_words
from ..protocol.coroutines import CoroutineEvent
from ..session.state import SessionState
from .icons import Icons

_S = SessionState
_ALWAYS = frozenset(SessionState)
_WITH_SCRIPT = _ALWAYS - {_S.NO_SCRIPT}
_STOPPABLE = frozenset({_S.STARTING, _S.RUNNING, _S.PAUSED, _S.DRIVING, _S.ENDED})
# A start that is asked for while the former process is being ended waits for its end.
_STARTABLE = frozenset({_S.READY, _S.STOPPING, _S.ENDED})
_CAN_BEGIN_STEPPING = frozenset({_S.READY, _S.STOPPING, _S.PAUSED})
_PAUSED = frozenset({_S.PAUSED})


class Need(Enum):
    """What must be there for a command, beside the state of the session."""

    COROUTINE = auto()
    """A coroutine is selected."""
    ALIVE = auto()
    """One is selected that has not finished."""
    SOURCE = auto()
    """A file is shown."""
    BREAKPOINTS = auto()
    """The user has made breakpoints."""
    BREAKPOINTS_ON = auto()
    BREAKPOINTS_OFF = auto()
    THREADS = auto()
    """Threads that keep the process alive, other than the main one."""
    LARGER = auto()
    """Panes can be made larger."""
    SMALLER = auto()
    ZOOMED = auto()
    UNDO = auto()
    """Something can be taken back."""
    REDO = auto()


_SOURCE = frozenset({Need.SOURCE})
_ALIVE = frozenset({Need.ALIVE})
_LIVES = frozenset({_S.RUNNING, _S.PAUSED, _S.DRIVING, _S.ENDED})

BREAK_EVENTS = {
    f"actionBreak{event.value.capitalize()}": event
    for event in CoroutineEvent
    if event is not CoroutineEvent.CREATED  # the one that is selected has been made
}
"""Commands that set a breakpoint on an event of the selected coroutine."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `when`: the states of the session in which it can be done.

    `needs`: what must be there as well. `ended_with`: it can also be done when the script has
    ended, if this is there; `ended_without`: then only if it is not.
    """

    name: str
    text: str
    tip: str
    key: str = ""
    icon: str = ""
    short: str = ""
    when: frozenset[SessionState] = _ALWAYS
    needs: frozenset[Need] = frozenset()
    ended_with: Need | None = None
    ended_without: Need | None = None
    checkable: bool = False


COMMANDS = (
    Command("actionOpen", "&Open…", "Open a script; nothing is run", "Ctrl+O", "open", "Open"),
    Command("actionClose", "&Close file", "Close the file in front", "Ctrl+W", needs=_SOURCE),
    Command("actionQuit", "&Quit", "Close the window; the script is ended", "Ctrl+Q"),
    Command(
        "actionRun", "&Run", "Run the script to its end or the first stop", "F5", "run", "Run",
        when=_STARTABLE, ended_without=Need.THREADS,  # F5 then lets them run
    ),
    Command(
        "actionRestart", "R&estart", "Run the script again from its start", "Ctrl+Shift+F5",
        "restart", "Restart", when=_STOPPABLE,
    ),
    Command(
        "actionConfigure", "Con&figure…", "Arguments, working folder, interpreter, environment",
        "Ctrl+Shift+R", "configure", when=_WITH_SCRIPT,
    ),
    Command(
        "actionContinue", "&Continue", "Run on to the next stop", "F5", "continue", "Continue",
        when=_PAUSED, ended_with=Need.THREADS,
    ),
    Command(
        "actionPause", "&Pause", "Stop the program where it is", "F6", "pause", "Pause",
        when=frozenset({_S.RUNNING, _S.DRIVING}),
    ),
    Command(
        "actionStop", "&Stop", "End the script and all that it started", "Shift+F5", "stop",
        "Stop", when=_STOPPABLE,
    ),
    Command(
        "actionStepOver", "Step &over", "Go to the next line of this function", "F10",
        "step-over", "Step over", when=_CAN_BEGIN_STEPPING,
    ),
    Command(
        "actionStepInto", "Step &into", "Go wherever control goes next: into a call, into a "
        "coroutine that is resumed, back to who resumed it", "F11",
        "step-into", "Step into", when=_CAN_BEGIN_STEPPING,
    ),
    Command(
        "actionStepOut", "Step o&ut", "Run until control is back at who resumed or called",
        "Shift+F11", "step-out", "Step out", when=_PAUSED,
    ),
    Command(
        "actionNextYield", "Next &yield", "Run to the next yield of any coroutine", "F8",
        "next-yield", "Next yield", when=_CAN_BEGIN_STEPPING,
    ),
    Command(
        "actionRunToLine", "Run to &line", "Run until the line of the text cursor is reached",
        "Ctrl+F10", "run-to-line", when=_PAUSED, needs=_SOURCE,
    ),
    Command(
        "actionRunUntilResumed", "Run until &resumed",
        "Run until the selected coroutine is resumed", "Ctrl+F8", "run-until-resumed",
        when=_PAUSED, needs=_ALIVE,
    ),
    Command(
        "actionPin", "&Keep selected", "Keep this coroutine selected at stops, whichever ran",
        "Ctrl+Shift+K", "pin", when=_LIVES, needs=frozenset({Need.COROUTINE}), checkable=True,
    ),
    Command(
        "actionToggleBreakpoint", "Toggle &breakpoint", "Set or remove a breakpoint on the line of "
        "the text cursor", "F9", "breakpoint", needs=_SOURCE,
    ),
    Command(
        "actionAddEventBreakpoint", "Break on &event…", "Stop where a coroutine is resumed, yields,"
        " raises and so on", "Ctrl+F9", "add", when=_WITH_SCRIPT,
    ),
    Command("actionEnableAllBreakpoints", "E&nable all breakpoints", "Turn every breakpoint on",
            needs=frozenset({Need.BREAKPOINTS_OFF})),
    Command("actionDisableAllBreakpoints", "&Disable all breakpoints", "Turn every breakpoint off",
            needs=frozenset({Need.BREAKPOINTS_ON})),
    Command("actionRemoveAllBreakpoints", "Re&move all breakpoints",
            "Remove every breakpoint; Undo brings them back", "Ctrl+Shift+F9",
            "breakpoints-clear", needs=frozenset({Need.BREAKPOINTS})),
    *(
        Command(name, event_words(event), "Stop there, until this run ends", when=_LIVES,
                needs=_ALIVE)
        for name, event in BREAK_EVENTS.items()
    ),
    Command("actionUndo", "&Undo", "Take back what was done to the breakpoints", "Ctrl+Z",
            needs=frozenset({Need.UNDO})),
    Command("actionRedo", "&Redo", "Do it again", "Ctrl+Shift+Z", needs=frozenset({Need.REDO})),
    Command("actionFind", "&Find…", "Find in the file in front", "Ctrl+F", "search",
            needs=_SOURCE),
    Command("actionFindNext", "Find &next", "Go to the next match", "F3", "next-match",
            needs=_SOURCE),
    Command("actionFindPrevious", "Find &previous", "Go to the former match", "Shift+F3",
            "previous-match", needs=_SOURCE),
    Command("actionGoToLine", "Go to &line…", "Go to a line of the file in front", "Ctrl+L",
            needs=_SOURCE),
    Command("actionFilterCoroutines", "Filter &coroutines", "Type into the filter of the list",
            "Ctrl+Shift+F", needs=_SOURCE),
    Command("actionClearConsole", "Clear c&onsole", "Forget the output shown so far",
            icon="clear"),
    Command("actionZoomIn", "Zoom &in", "Make every pane larger", "Ctrl++", "zoom-in",
            needs=frozenset({Need.LARGER})),
    Command("actionZoomOut", "Zoom &out", "Make every pane smaller", "Ctrl+-", "zoom-out",
            needs=frozenset({Need.SMALLER})),
    Command("actionZoomReset", "&Normal size", "Show every pane at its normal size", "Ctrl+0",
            needs=frozenset({Need.ZOOMED})),
    Command("actionPresentation", "&Presentation", "Larger text and fewer panels, for a projector; "
            "Esc leaves it", "Ctrl+Shift+P", "presentation", checkable=True),
    Command("actionNextPane", "&Next pane", "Go to the next pane that is shown", "Ctrl+F6"),
    Command("actionPreviousPane", "&Previous pane", "Go to the pane before", "Ctrl+Shift+F6"),
    Command("actionThemeSystem", "Like the &system", "Light or dark as the system says",
            checkable=True),
    Command("actionThemeLight", "&Light", "Light colours", icon="light", checkable=True),
    Command("actionThemeDark", "&Dark", "Dark colours", icon="dark", checkable=True),
    Command("actionResetLayout", "&Reset layout", "Put every panel back in its place"),
    Command("actionShortcuts", "&Keyboard shortcuts", "Show every command with its keys", "F1"),
    Command("actionAbout", "&About Coro Debugger", "Say what this is"),
)  # fmt: skip

BREAKPOINT_LIST = (
    "actionAddEventBreakpoint",
    "actionEnableAllBreakpoints",
    "actionDisableAllBreakpoints",
    "actionRemoveAllBreakpoints",
)
"""What can be done with the list of breakpoints as a whole."""
THEMES = ("actionThemeSystem", "actionThemeLight", "actionThemeDark")


def is_enabled(command: Command, state: SessionState, there: Collection[Need]) -> bool:
    """Tell whether a command can be done now; ``there``: what is there of what may be needed."""
    if state is SessionState.ENDED:
        if command.ended_with in there:
            return True
        if command.ended_without in there:
            return False
    return state in command.when and command.needs <= set(there)


class Actions(QObject):
    """Makes the actions and keeps their enabled state; what they do is connected elsewhere."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = SessionState.NO_SCRIPT
        self._there: set[Need] = set()
        self._actions = {c.name: self._make(c, icons) for c in COMMANDS}
        self._themes = QActionGroup(self)
        for name in THEMES:
            self._themes.addAction(self[name])
        self["actionZoomIn"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self["actionQuit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["actionAbout"].setMenuRole(QAction.MenuRole.AboutRole)
        self._update()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Return every action."""
        return list(self._actions.values())

    def set_state(self, state: SessionState) -> None:
        """Say what the session is doing."""
        self._state = state
        self._update()

    def set_there(self, need: Need, there: bool) -> None:
        """Say whether something that commands need is there."""
        if there:
            self._there.add(need)
        else:
            self._there.discard(need)
        self._update()

    def run_again(self) -> None:
        """Run the script from its start, whether it runs now or not."""
        for name in ("actionRestart", "actionRun"):
            if self[name].isEnabled():
                self[name].trigger()
                return

    def _make(self, command: Command, icons: Icons) -> QAction:
        action = QAction(_tr(command.text), self)
        action.setObjectName(command.name)
        action.setIconText(_tr(command.short or command.text.replace("&", "")))
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{_tr(command.tip)} ({key})" if key else _tr(command.tip))
        action.setStatusTip("")
        action.setCheckable(command.checkable)
        if command.icon:
            icons.set_icon(action, command.icon)
        return action

    def _update(self) -> None:
        for command in COMMANDS:
            enabled = is_enabled(command, self._state, self._there)
            self._actions[command.name].setEnabled(enabled)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
