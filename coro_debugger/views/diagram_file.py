"""A diagram as a file: SVG, which holds its words as text, or PNG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

_MOST_PIXELS = 64_000_000
_LONGEST_SIDE = 32_000
"""Beyond that Qt cannot paint on a picture."""
_SHARPNESS = 2
"""Pixels of a PNG for one of the screen."""


class DiagramTooLargeError(Exception):
    """The diagram has too many pixels for a PNG."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is to be saved: `paint` draws all of it, from (0, 0) on."""

    title: str
    size: QSizeF
    ground: QColor
    paint: Callable[[QPainter], None]


def save(diagram: Diagram, path: str) -> None:
    """Write a diagram; the ending of ``path`` says how.

    Raises OSError, and DiagramTooLargeError for a PNG.
    """
    is_svg = Path(path).suffix.lower() == ".svg"
    data = _svg(diagram) if is_svg else _png(diagram)
    Path(path).write_bytes(data)


def _svg(diagram: Diagram) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(diagram.title)
    generator.setDescription(QCoreApplication.applicationName())
    generator.setResolution(96)
    generator.setSize(_whole(diagram.size))
    generator.setViewBox(QRectF(0, 0, diagram.size.width(), diagram.size.height()))
    painter = QPainter(generator)
    _paint(diagram, painter)
    painter.end()
    return _bytes(buffer)


def _png(diagram: Diagram) -> bytes:
    size = _whole(diagram.size)
    sharpness = next((s for s in (_SHARPNESS, 1) if _fits(size, s)), 0)
    if not sharpness:
        raise DiagramTooLargeError
    image = QImage(size * sharpness, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharpness)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(diagram, painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return _bytes(buffer)


def _paint(diagram: Diagram, painter: QPainter) -> None:
    painter.fillRect(QRectF(0, 0, diagram.size.width(), diagram.size.height()), diagram.ground)
    diagram.paint(painter)


def _fits(size: QSize, sharpness: int) -> bool:
    width, height = size.width() * sharpness, size.height() * sharpness
    return max(width, height) <= _LONGEST_SIDE and width * height <= _MOST_PIXELS


def _whole(size: QSizeF) -> QSize:
    return QSize(max(1, round(size.width())), max(1, round(size.height())))


def _bytes(buffer: QBuffer) -> bytes:
    data: QByteArray = buffer.data()
    return bytes(data.data())
