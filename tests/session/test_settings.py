"""What is remembered."""

import pytest
from PySide6.QtCore import QByteArray, QSettings

from coro_debugger.protocol.commands import CoroutineBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.protocol.values import SourceBreakpoint
from coro_debugger.session.settings import (
    ScriptBreakpoint,
    ScriptEventBreakpoint,
    ScriptSettings,
    Settings,
    Theme,
)


@pytest.fixture
def store(tmp_path):
    return lambda: QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_everything_comes_back(store, script):
    path = str(script("pass"))
    breakpoint_ = SourceBreakpoint(3, condition="x > 1", log_message="{x}")
    event = CoroutineBreakpoint(CoroutineEvent.YIELDED, "grep", condition="value > 3")
    run = ScriptSettings(
        python="/usr/bin/python3",
        args=["a b", "ü"],
        env={"A": "1", "B": None},
        breakpoints=[ScriptBreakpoint(path, breakpoint_, is_enabled=False)],
        event_breakpoints=[ScriptEventBreakpoint(event, is_enabled=False)],
    )
    settings = Settings(store())
    settings.geometry = QByteArray(b"\0\1")
    settings.layout = QByteArray(b"\2")
    settings.theme = Theme.DARK
    settings.zoom = 3
    settings.default_python = "/opt/python"
    settings.add_recent_script(path)
    settings.set_script(path, run)
    settings.save()

    again = Settings(store())
    assert again.geometry == QByteArray(b"\0\1")
    assert again.layout == QByteArray(b"\2")
    assert (again.theme, again.zoom) == (Theme.DARK, 3)
    assert again.default_python == "/opt/python"
    assert again.recent_scripts == [path]
    assert again.script(path) == run


def test_at_first(store):
    settings = Settings(store())
    assert settings.geometry.isEmpty()
    assert (settings.theme, settings.zoom) == (Theme.SYSTEM, 0)
    assert settings.default_python is None
    assert settings.recent_scripts == []
    assert settings.script("x.py") == ScriptSettings()


def test_recent_scripts_are_few_newest_first_and_exist(store, script):
    settings = Settings(store())
    paths = [str(script("pass", f"{number}.py")) for number in range(20)]
    for path in [*paths, paths[15]]:
        settings.add_recent_script(path)
    settings.add_recent_script("/no/such/file.py")
    assert settings.recent_scripts[:3] == [paths[15], paths[19], paths[18]]
    assert len(settings.recent_scripts) < 13
    settings.clear_recent_scripts()
    assert settings.recent_scripts == []


def test_what_was_stored_wrongly_is_as_never_stored(store):
    raw = store()
    raw.setValue("window/theme", "purple")
    raw.setValue("window/zoom", "much")
    raw.setValue("window/geometry", "text")
    raw.setValue("scripts/recent", "{not json")
    raw.setValue("scripts/settings", '{"/x.py": {"args": 3}}')
    settings = Settings(raw)
    assert (settings.theme, settings.zoom) == (Theme.SYSTEM, 0)
    assert settings.geometry.isEmpty()
    assert settings.recent_scripts == []
    assert settings.script("/x.py") == ScriptSettings()


def test_zoom_stays_within_reason(store):
    settings = Settings(store())
    settings.zoom = 1000
    assert settings.zoom == 20
