"""Notices that open files were changed on disk, also by editors that replace the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE = 150
"""Milliseconds until a file that is just being written or replaced is looked at."""

_Stamp = tuple[int, int] | None


class FileWatch(QObject):
    """Watches files by time and size, and their folders, as a replaced file is no longer watched.

    Signals:
        changed(str, bool): the file at that path is another now; whether it still exists.
    """

    changed = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stamps: dict[str, _Stamp] = {}
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._on_settled)
        self._watcher.fileChanged.connect(lambda _path: self._settle.start())
        self._watcher.directoryChanged.connect(lambda _path: self._settle.start())

    def watch(self, path: str) -> None:
        """Begin to watch a file, from what it is now."""
        self._stamps[path] = _stamp(path)
        self._watch_again(path)

    def forget(self, path: str) -> None:
        """Watch a file no longer."""
        if self._stamps.pop(path, None) is not None:
            self._watcher.removePath(path)
        folder = str(Path(path).parent)
        if not any(str(Path(other).parent) == folder for other in self._stamps):
            self._watcher.removePath(folder)

    def _on_settled(self) -> None:
        for path, before in list(self._stamps.items()):
            now = _stamp(path)
            if now != before:
                self._stamps[path] = now
                self._watch_again(path)
                self.changed.emit(path, now is not None)

    def _watch_again(self, path: str) -> None:
        known = {*self._watcher.files(), *self._watcher.directories()}
        for place in (path, str(Path(path).parent)):
            if place not in known and _stamp(place):
                self._watcher.addPath(place)


def _stamp(path: str) -> _Stamp:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
