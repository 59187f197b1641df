"""A Debian with nothing but what the README names, to try the bundle in.

The command that is tried runs with this as its root, as a person without rights, and where nothing
stays mounted afterwards.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SUITE = "bookworm"
USER = "person"
# What a person with a desktop has in any case; README.md names them.
LIBRARIES = ("libgl1", "libegl1")
_MIRROR = "http://deb.debian.org/debian"
_PATH = "/usr/local/bin:/usr/bin:/bin"
_MOUNTS = """
mount --bind /proc "$1/proc"
mount --rbind /dev "$1/dev"
mount -t tmpfs tmpfs "$1/tmp"
chmod 1777 "$1/tmp"
shift
"""


class MinimalSystem:
    """A root file system in a folder; it is made once and used again."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def home(self) -> Path:
        """The home folder of the person, seen from outside."""
        return self.root / "home" / USER

    def make(self) -> None:
        """Fetch and unpack Debian, unless that was done before."""
        if (self.root / "made").exists():
            return
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.parent.mkdir(parents=True, exist_ok=True)
        packages = f"--include={','.join(LIBRARIES)}"
        command = ["debootstrap", "--variant=minbase", packages, SUITE, str(self.root), _MIRROR]
        _run_quietly(command)
        self._run_as_root(["useradd", "--create-home", USER])
        (self.root / "made").touch()

    def make_with_python(self, base: MinimalSystem) -> None:
        """Copy ``base`` and add Debian's own Python, unless that was done before."""
        if (self.root / "made").exists():
            return
        shutil.rmtree(self.root, ignore_errors=True)
        _run_quietly(["cp", "--archive", str(base.root), str(self.root)])
        (self.root / "made").unlink()
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        install = "apt-get update && apt-get install -y --no-install-recommends python3-venv"
        self._run_as_root(["sh", "-c", install])
        (self.root / "made").touch()

    def has_python(self) -> bool:
        """Tell whether any program or library of a Python is there."""
        folders = ("usr/bin", "usr/local/bin", "usr/lib", "usr/lib/x86_64-linux-gnu")
        return any(list((self.root / folder).glob("*python*")) for folder in folders)

    def clear(self, *folders: str) -> None:
        """Empty the home folder, and remove what earlier trials put into ``folders``."""
        for path in [*self.home.iterdir(), *(self.root / folder for folder in folders)]:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def give(self, *paths: Path) -> None:
        """Make the files and folders the person's own."""
        owner = self.home.stat()
        for path in paths:
            for each in [path, *path.rglob("*")]:
                os.chown(each, owner.st_uid, owner.st_gid)

    def processes(self) -> list[int]:
        """Return the processes that run in it."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (entry / "root").readlink() == self.root:
                    found.append(int(entry.name))
        return found

    def kill_all(self) -> None:
        """End all that runs in it."""
        for process in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def start(
        self, command: Sequence[str], display: str, **options: object
    ) -> subprocess.Popen[str]:
        """Start a program as the person, with an environment that holds almost nothing."""
        environment = {
            "DISPLAY": display,
            "HOME": f"/home/{USER}",
            "PATH": _PATH,
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "wayland",  # as some desktops have it
        }
        inside = ["/usr/bin/env", "-i", *(f"{k}={v}" for k, v in environment.items()), *command]
        inside = ["chroot", f"--userspec={USER}", "$ROOT", *inside]
        return subprocess.Popen(self._in_namespaces(inside), text=True, **options)  # type: ignore[call-overload]

    def run(self, command: Sequence[str], display: str = "") -> str:
        """Run a program as the person; return what it wrote."""
        process = self.start(command, display, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _ = process.communicate(timeout=120)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
        return output

    def _run_as_root(self, command: Sequence[str]) -> None:
        environment = ["env", "DEBIAN_FRONTEND=noninteractive", f"PATH={_PATH}:/usr/sbin:/sbin"]
        _run_quietly(self._in_namespaces(["chroot", "$ROOT", *environment, *command]))

    def _in_namespaces(self, command: Sequence[str]) -> list[str]:
        root = str(self.root)
        script = f'set -e{_MOUNTS}exec "$@"'
        inside = [root if part == "$ROOT" else part for part in command]
        return ["unshare", "--mount", "sh", "-c", script, "sh", root, *inside]


def _run_quietly(command: Sequence[str]) -> None:
    """Run a command and show what it wrote only if it fails."""
    with tempfile.TemporaryFile("w+") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            log.seek(0)
            sys.stderr.write("".join(log.readlines()[-30:]))
            raise SystemExit(f"{command[0]} failed")
