"""The window's side of a session, without a window; programs held by the adapter."""

import pytest
from PySide6.QtCore import QEvent, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coro_debugger.app import DebuggerApp
from coro_debugger.session.settings import Settings
from tests.dap.dap_client import DapClient
from tests.end_to_end.window_driver import WindowDriver
from tests.markers import line_of
from tests.session.conftest import reach, session, story

__all__ = ["client", "hold", "reach", "session", "story"]


@pytest.fixture
def client():
    """A DAP client with an adapter of its own."""
    with DapClient() as client:
        yield client


@pytest.fixture
def hold(client, script, debuggee_python):
    """Return a function that runs a program and holds it at the line with ``# @here``."""

    def hold(text: str, **arguments) -> DapClient:
        path = script(text)
        here = [line_of(path, "here")]
        client.launch(path, here, python=debuggee_python.path, **arguments)
        client.stopped("breakpoint")
        return client

    return hold


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def open_window(qtbot, settings):
    drivers = []

    def open_window(size: QSize | None = None) -> WindowDriver:
        # Not given to qtbot: that would delete the window while its script still runs.
        app = DebuggerApp(QApplication.instance(), settings)
        if size is not None:
            app.window.resize(size)
        app.window.show()
        drivers.append(WindowDriver(qtbot, app))
        drivers[-1].activate()
        return drivers[-1]

    yield open_window
    for driver in drivers:
        driver.stop()
        driver.window.close()
        driver.app.theme.set_zoom(100)
        driver.window.deleteLater()
    # Now, not when a loop ends some day: every change of style goes through all windows there are.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.styleHints().unsetColorScheme()


@pytest.fixture
def window(open_window):
    return open_window()
