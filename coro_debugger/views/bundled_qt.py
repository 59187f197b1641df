"""What Qt has to be told in a bundle, which holds only a part of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo

from ..protocol.bundle import bundle_folder

_LEFT_OUT = "wayland"


def qt_arguments(program: str, environment: Mapping[str, str]) -> list[str]:
    """Return the command line for Qt; call it before the application is made.

    A desktop may say in the environment that programs are to use Wayland. The bundle cannot: it is
    shown by XWayland. The variable stays as it is, for the programs that are started.
    """
    if bundle_folder() is None:
        return [program]
    # Plugins of the system's own Qt do not fit: a variable may lead to them.
    QCoreApplication.setLibraryPaths([QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)])
    wanted = environment.get("QT_QPA_PLATFORM", "").split(";")[0]
    return [program, "-platform", "xcb"] if wanted.startswith(_LEFT_OUT) else [program]
