"""Builds the bundle: ``python packaging/build_bundle.py``.

The bundle is an application folder that runs where there is no Python, and a compressed archive of
it. It carries the CPython that runs this command, as the interpreter for scripts. Everything is
made in ``build/`` and ``dist/`` of the checkout, in a virtual environment of its own, from the
wheel.

It runs on systems whose C library is as new as that of this machine: releases are built on the
oldest that is supported.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
from pathlib import Path

from licences import collect_licences

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "bundle"
DIST = ROOT / "dist"
_LIBRARIES = BUILD / "libraries.txt"
NAME = "coro-debugger"
_RESULTS = {"darwin": "Coro Debugger.app"}
_BIN = "Scripts" if sys.platform == "win32" else "bin"
_PYTHON_VARIABLES = {"PYTHONPATH", "PYTHONHOME"}
_LINUX_TOOLS = {"strip": "binutils", "ldd": "libc-bin", "xz": "xz-utils"}
# Always two threads: how a file is divided among them shows in the archive. A higher level saves
# 3 % and takes twice as long.
_COMPRESS = ("xz", "-6", "--threads=2", "--stdout")
_ICONS = {"win32": f"{NAME}.ico", "darwin": f"{NAME}.icns"}


def main() -> int:
    """Build, and say where the result lies and how large it is."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--no-archive", action="store_true", help="make the folder only")
    options = arguments.parse_args()
    _check_tools()
    began = time.monotonic()
    python = _environment(BUILD / "venv")
    _run(python, HERE / "copy_python.py", BUILD / "python")
    if sys.platform in _ICONS:
        _run(python, HERE / "draw_icons.py", BUILD / "icons")
    folder = _freeze(python)
    _add_files(folder, python)
    _say(f"{folder.relative_to(ROOT)}: {_megabytes(_size_of(folder))}")
    if not options.no_archive:
        archive = _archive(folder, _version(python))
        _say(f"{archive.relative_to(ROOT)}: {_megabytes(archive.stat().st_size)}")
    libc = " ".join(platform.libc_ver()).strip()
    _say(f"needs {libc} or newer" if libc else "built")
    _say(f"Python {platform.python_version()} inside; done in {time.monotonic() - began:.0f} s")
    return 0


def _check_tools() -> None:
    if sys.platform != "linux":
        return
    missing = [package for tool, package in _LINUX_TOOLS.items() if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"This needs {', '.join(missing)}: apt-get install {' '.join(missing)}")


def _environment(folder: Path) -> Path:
    """Return the Python of a virtual environment that has the program and what builds it."""
    python = folder / _BIN / Path(sys.executable).name
    if not python.exists():
        venv.create(folder, with_pip=True, clear=True)
    python = folder / _BIN / ("python.exe" if sys.platform == "win32" else "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _run(*pip, "--upgrade", "-r", HERE / "requirements.txt", ROOT)
    # The same version number may stand for newer sources.
    _run(*pip, "--force-reinstall", "--no-deps", ROOT)
    return python


def _freeze(python: Path) -> Path:
    environment = dict(os.environ)
    environment["BUNDLE_PYTHON"] = str(BUILD / "python")
    environment["BUNDLE_LIBRARIES"] = str(_LIBRARIES)
    if icon := _ICONS.get(sys.platform):
        environment["BUNDLE_ICON"] = str(BUILD / "icons" / icon)
    # The copy of the interpreter finds its library in the bundle, which is not there yet.
    libraries = [sysconfig.get_config_var("LIBDIR"), environment.get("LD_LIBRARY_PATH")]
    environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, libraries))
    work = ["--distpath", DIST, "--workpath", BUILD / "work", "--noconfirm", "--log-level", "WARN"]
    _run(python, "-m", "PyInstaller", *work, HERE / f"{NAME}.spec", environment=environment)
    return DIST / NAME


def _add_files(folder: Path, python: Path) -> None:
    packages = _told(python, "import sysconfig; print(sysconfig.get_path('purelib'))")
    libraries = _LIBRARIES.read_text(encoding="utf-8").splitlines()
    collect_licences(folder / "licences", Path(packages), libraries)
    shutil.copy(ROOT / "LICENSE", folder)
    if sys.platform == "linux":
        shutil.copytree(HERE / "linux", folder / "share", dirs_exist_ok=True)
        shutil.move(folder / "share" / "README.txt", folder)


def _archive(folder: Path, version: str) -> Path:
    """Pack the folder; on Linux the same files always make the same archive."""
    path = DIST / f"{NAME}-{version}-{sys.platform}-{platform.machine().lower()}"
    if sys.platform != "linux":  # untested
        kind = "zip" if sys.platform == "win32" else "xztar"
        return Path(shutil.make_archive(str(path), kind, DIST, _RESULTS.get(sys.platform, NAME)))
    path = path.with_name(f"{path.name}.tar.xz")

    when = int(os.environ.get("SOURCE_DATE_EPOCH") or _last_change())

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = when
        return member

    plain_archive = BUILD / "archive.tar"
    with tarfile.open(plain_archive, "w") as archive:
        archive.add(folder, arcname=f"{NAME}-{version}", filter=plain)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        subprocess.run([*_COMPRESS, str(plain_archive)], stdout=file, check=True)
    plain_archive.unlink()
    return part.replace(path)


def _last_change() -> int:
    """Return when the checkout was last changed by a commit; 1980 outside of one."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 315532800


def _version(python: Path) -> str:
    return _told(python, "import coro_debugger; print(coro_debugger.__version__)")


def _told(python: Path, code: str) -> str:
    command = [python, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=BUILD)
    return done.stdout.strip()


def _size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _say(text: str) -> None:
    print(text, flush=True)


def _run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    _say("+ " + " ".join(Path(part).name for part in map(str, command)))
    # Neither in the checkout nor with a path to it: its package would be taken instead of the one
    # that was installed.
    clean = {k: v for k, v in (environment or os.environ).items() if k not in _PYTHON_VARIABLES}
    subprocess.run([str(part) for part in command], check=True, cwd=BUILD, env=clean)


if __name__ == "__main__":
    sys.exit(main())
