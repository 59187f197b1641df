"""Draws the program's icon in the sizes that desktops use: ``python draw_icons.py FOLDER``.

Makes a PNG of every size below ``FOLDER/hicolor``, and one file for Windows and one for macOS. The
PNG files are kept in ``linux/icons``; draw them anew when the drawing changes.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

NAME = "coro-debugger"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / f"{NAME}.svg"


def drawn(size: int) -> QImage:
    """Return the icon, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return image


def main() -> None:
    """Draw all of them into the folder that the command line names."""
    target = Path(sys.argv[1])
    application = QGuiApplication(["draw_icons", "-platform", "offscreen"])
    for size in SIZES:
        _save(drawn(size), target / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png")
    scalable = target / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copy(DRAWING, scalable)
    _save(drawn(256), target / f"{NAME}.ico")
    _save(drawn(512), target / f"{NAME}.icns")
    application.quit()


def _save(image: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise SystemExit(f"{path.name}: Qt cannot write this kind of file")


if __name__ == "__main__":
    main()
