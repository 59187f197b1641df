"""Collects the licences of all that the bundle carries and that was not written here."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution
from pathlib import Path

_DISTRIBUTIONS = ("Pygments", "pyinstaller")
_COMMON = Path("/usr/share/common-licenses")
_NOTICE = """\
Coro Debugger is under the MIT licence (the file LICENSE one folder up). The bundle carries, too:

- Qt, PySide6 and Shiboken, version {qt}, under the GNU Lesser General Public License 3. They are
  the libraries of the package PySide6-Essentials on PyPI, without their symbols; they lie in
  _internal/PySide6 and _internal/shiboken6 and may be replaced by others of that version. Their
  sources: https://download.qt.io/official_releases/QtForPython/
- CPython, the DejaVu fonts (_internal/coro_debugger/resources/fonts/LICENSE), Pygments, and the
  launcher of PyInstaller, whose licence allows it in programs of any licence
- libraries of the system on which it was built, one file each here
"""
_WORDS = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT")


def collect_licences(target: Path, packages: Path, libraries: Iterable[str]) -> None:
    """Copy licences into ``target``.

    ``packages`` is the folder of the installed Python packages, ``libraries`` are the files of this
    machine that were taken. Where those are a Debian's, its record of each is copied.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.exists():
        shutil.copy(python, target / "CPython.txt")
    for name in ("LGPL-3", "GPL-3"):
        if (_COMMON / name).exists():
            shutil.copy(_COMMON / name, target / f"{name}.txt")
    found = {d.metadata["Name"]: d for d in Distribution.discover(path=[str(packages)])}
    notice = _NOTICE.format(qt=found["shiboken6"].version)
    (target / "README.txt").write_text(notice, encoding="utf-8")
    for name in _DISTRIBUTIONS:
        for number, file in enumerate(_files_of(found[name])):
            shutil.copy(file, target / f"{name}-{number}-{file.name}")
    for package in sorted(_debian_packages(libraries)):
        record = Path("/usr/share/doc", package, "copyright")
        if record.exists():
            shutil.copy(record, target / f"debian-{package}.txt")


def _files_of(distribution: Distribution) -> list[Path]:
    files = [Path(str(distribution.locate_file(f))) for f in distribution.files or []]
    inside = [f for f in files if f.parent.name.endswith(".dist-info") or "licenses" in f.parts]
    return [f for f in inside if f.exists() and f.name.upper().startswith(_WORDS)]


def _debian_packages(libraries: Iterable[str]) -> Iterator[str]:
    if shutil.which("dpkg") is None:
        return
    paths = {form for library in libraries for form in _forms(library)}
    command = ["dpkg", "--search", *sorted(paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        yield line.partition(":")[0]


def _forms(library: str) -> set[str]:
    """Return what Debian may call a file: ``/lib`` is a link to ``/usr/lib`` by now."""
    path = str(Path(library).resolve())
    return {path, path.removeprefix("/usr"), f"/usr{path}"}
