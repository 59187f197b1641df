"""Text on a machine without a font."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FONTS = Path(__file__).resolve().parents[2] / "packaging" / "fonts"
CODE = """
import sys
from pathlib import Path
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication
from coro_debugger.views.fonts import add_missing_fonts
from coro_debugger.views.theme import Theme
qt = QApplication(["test"])
print(add_missing_fonts(Path(sys.argv[1])))
theme = Theme(qt)
theme.apply(qt)
print(QFontInfo(theme.ui_font()).family())
print(QFontInfo(theme.mono_font()).family())
"""
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/nowhere</dir></fontconfig>"""


def told(folder: Path, **environment: str) -> list[str]:
    command = [sys.executable, "-c", CODE, str(folder)]
    environment = {**os.environ, **environment}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:3]


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are hidden by fontconfig")
def test_bundled_fonts_are_used_where_there_is_none(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS)
    found = told(FONTS, FONTCONFIG_FILE=str(config))
    assert found == ["True", "DejaVu Sans", "DejaVu Sans Mono"]
    assert told(tmp_path / "nothing", FONTCONFIG_FILE=str(config))[0] == "False"


def test_fonts_of_the_machine_are_left_as_they_are():
    assert told(FONTS)[0] == "False"
