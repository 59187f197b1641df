"""What is remembered from one time to the next, typed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from coro_debugger.protocol.commands import CoroutineBreakpoint
from coro_debugger.protocol.values import SourceBreakpoint
from coro_debugger.protocol.wire import WireError, from_wire, to_wire

_MAX_RECENT = 12
_MAX_SCRIPTS = 200
_MAX_HISTORY = 200
_ZOOM_RANGE = (-8, 20)
PRESENTATION_ZOOM = 4


class Theme(Enum):
    """The colour scheme: the system's, or one of ours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class ScriptBreakpoint:
    """A line breakpoint in a file, and whether it is switched on."""

    path: str
    breakpoint: SourceBreakpoint
    is_enabled: bool = True


@dataclass(frozen=True)
class ScriptEventBreakpoint:
    """A breakpoint on coroutine events, and whether it is switched on."""

    breakpoint: CoroutineBreakpoint
    is_enabled: bool = True


@dataclass(frozen=True)
class ScriptSettings:
    """How one script is run; `python` None is the default interpreter."""

    python: str | None = None
    args: list[str] = field(default_factory=list)
    cwd: str | None = None
    env: dict[str, str | None] = field(default_factory=dict)
    hold_coroutines: bool = False
    just_my_code: bool = True
    exception_filters: list[str] = field(default_factory=lambda: ["uncaught"])
    breakpoints: list[ScriptBreakpoint] = field(default_factory=list)
    event_breakpoints: list[ScriptEventBreakpoint] = field(default_factory=list)
    watches: list[str] = field(default_factory=list)


class Settings:
    """The person's settings. What was stored wrongly is taken as never stored."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("coro-debugger", "coro-debugger")

    # --- the window ----------------------------------------------------------------------------

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size; empty at first."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def layout(self) -> QByteArray:
        """The arrangement of docks and tool bars; empty at first."""
        return self._bytes("window/layout")

    @layout.setter
    def layout(self, value: QByteArray) -> None:
        self._store.setValue("window/layout", value)

    @property
    def theme(self) -> Theme:
        """The colour scheme."""
        try:
            return Theme(self._text("window/theme"))
        except ValueError:
            return Theme.SYSTEM

    @theme.setter
    def theme(self, value: Theme) -> None:
        self._store.setValue("window/theme", value.value)

    @property
    def zoom(self) -> int:
        """Steps by which all text is larger than normal."""
        try:
            value = int(self._text("window/zoom"))
        except ValueError:
            return 0
        return max(_ZOOM_RANGE[0], min(_ZOOM_RANGE[1], value))

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._store.setValue("window/zoom", str(value))

    @property
    def presentation_zoom(self) -> int:
        """Steps by which text is larger still while the window is presented."""
        try:
            value = int(self._text("window/presentationZoom"))
        except ValueError:
            return PRESENTATION_ZOOM
        return max(_ZOOM_RANGE[0] * 2, min(_ZOOM_RANGE[1], value))

    @presentation_zoom.setter
    def presentation_zoom(self, value: int) -> None:
        self._store.setValue("window/presentationZoom", str(value))

    def forget_presentation_zoom(self) -> None:
        """Go back to what a presentation begins with."""
        self._store.remove("window/presentationZoom")

    # --- scripts -------------------------------------------------------------------------------

    @property
    def default_python(self) -> str | None:
        """The interpreter for scripts that have none of their own."""
        return self._text("python") or None

    @default_python.setter
    def default_python(self, value: str | None) -> None:
        self._store.setValue("python", value or "")

    @property
    def recent_scripts(self) -> list[str]:
        """Absolute paths, the latest first; those that are gone are left out."""
        paths = self._json("scripts/recent", [])
        if not isinstance(paths, list):
            return []
        return [path for path in paths if isinstance(path, str) and _is_file(path)]

    def add_recent_script(self, path: str) -> None:
        """Put ``path`` at the head of the recent scripts."""
        path = _absolute(path)
        others = [other for other in self.recent_scripts if other != path]
        self._store.setValue("scripts/recent", json.dumps([path, *others][:_MAX_RECENT]))

    @property
    def console_history(self) -> list[str]:
        """What was evaluated at the console's prompt, the latest last."""
        lines = self._json("console/history", [])
        if not isinstance(lines, list):
            return []
        return [line for line in lines if isinstance(line, str)]

    @console_history.setter
    def console_history(self, value: list[str]) -> None:
        self._store.setValue("console/history", json.dumps(value[-_MAX_HISTORY:]))

    def clear_recent_scripts(self) -> None:
        """Forget the recent scripts."""
        self._store.remove("scripts/recent")

    def script(self, path: str) -> ScriptSettings:
        """Return how the script was last run."""
        try:
            return from_wire(ScriptSettings, self._scripts().get(_absolute(path), {}))
        except WireError:
            return ScriptSettings()

    def set_script(self, path: str, settings: ScriptSettings) -> None:
        """Remember how the script is run."""
        path = _absolute(path)
        scripts = self._scripts()
        scripts.pop(path, None)
        if asdict(settings) != asdict(ScriptSettings()):
            scripts[path] = to_wire(settings)
        latest = dict(list(scripts.items())[-_MAX_SCRIPTS:])
        self._store.setValue("scripts/settings", json.dumps(latest))

    def save(self) -> None:
        """Write everything to disk now."""
        self._store.sync()

    # --- reading -------------------------------------------------------------------------------

    def _scripts(self) -> dict[str, Any]:
        scripts = self._json("scripts/settings", {})
        return scripts if isinstance(scripts, dict) else {}

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _json(self, key: str, default: object) -> Any:
        try:
            return json.loads(self._text(key))
        except ValueError:
            return default


def _absolute(path: str) -> str:
    return str(Path(path).absolute())


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False
