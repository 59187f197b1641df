"""The fonts that come with a bundle, for a machine that has none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

_TEXT, _FIXED = "DejaVu Sans", "DejaVu Sans Mono"


def add_missing_fonts(folder: Path) -> bool:
    """Use the fonts in ``folder`` where there is no font at all; tell whether that was done.

    Without it text is a row of boxes on a system without fonts. Call it once the application is
    made, before anything asks for a font. Nothing happens if the folder does not exist.
    """
    # Its list of families is never empty: names that stand for others are always in it.
    if QFontInfo(QGuiApplication.font()).family():
        return False
    files = sorted(folder.glob("*.ttf"))
    added = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    if all(number < 0 for number in added):
        return False
    usual = QGuiApplication.font()
    usual.setFamily(_TEXT)
    QGuiApplication.setFont(usual)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    QFont.insertSubstitution(fixed, _FIXED)
    return True
