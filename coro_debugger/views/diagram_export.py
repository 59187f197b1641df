"""Saves a diagram where the user wants it, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from .diagram_file import Diagram, DiagramTooLargeError, save
from .notice_bar import NoticeBar


class DiagramExport(QObject):
    """Asks for a file; failures are said in the bar of notices."""

    def __init__(self, parent: QWidget, notices: NoticeBar) -> None:
        super().__init__(parent)
        self._parent = parent
        self._notices = notices
        self._folder = ""

    def ask(self, ending: str, name: str, make: Callable[[], Diagram]) -> None:
        """Let the user choose a file of that ending, and save there what ``make`` returns then."""
        dialog = QFileDialog(self._parent, self.tr("Save as {0}").format(ending.upper()))
        dialog.setObjectName("exportDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.setDirectory(self._folder)
        dialog.selectFile(f"{name}.{ending}")
        dialog.fileSelected.connect(lambda path: self._save(make(), path))
        dialog.open()

    def _save(self, diagram: Diagram, path: str) -> None:
        self._folder = str(Path(path).parent)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            save(diagram, path)
        except DiagramTooLargeError:
            text = self.tr(
                "The picture would be too large for a PNG. Save it as SVG, or filter it before."
            )
            self._notices.show_notice(text, "warning")
        except OSError as error:
            why = error.strerror or str(error)
            self._notices.show_notice(
                self.tr("{0} could not be written: {1}").format(path, why), "bad"
            )
        else:
            self._notices.show_notice(self.tr("Saved as {0}").format(path), "good")
        finally:
            QGuiApplication.restoreOverrideCursor()
