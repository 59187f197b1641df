"""What Qt is told in a bundle and nowhere else."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication

from coro_debugger.views.bundled_qt import qt_arguments

PROGRAM = "coro-debugger"


def test_outside_a_bundle_qt_is_told_nothing(qapp):
    before = QCoreApplication.libraryPaths()
    assert qt_arguments(PROGRAM, {"QT_QPA_PLATFORM": "wayland"}) == [PROGRAM]
    assert QCoreApplication.libraryPaths() == before


@pytest.mark.parametrize(
    ("wanted", "more"),
    [
        ({}, []),
        ({"QT_QPA_PLATFORM": "wayland"}, ["-platform", "xcb"]),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb"}, ["-platform", "xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, []),
        ({"QT_QPA_PLATFORM": "xcb;wayland"}, []),
    ],
)
def test_a_bundle_uses_what_it_has(qapp, monkeypatch, wanted, more):
    before = QCoreApplication.libraryPaths()
    monkeypatch.setattr(sys, "_MEIPASS", "/app/_internal", raising=False)
    try:
        QCoreApplication.addLibraryPath("/tmp")
        assert qt_arguments(PROGRAM, wanted) == [PROGRAM, *more]
        assert "/tmp" not in QCoreApplication.libraryPaths()
    finally:
        QCoreApplication.setLibraryPaths(before)
