"""Checks the bundle on a system without Python: ``python packaging/check_bundle.py``.

It unpacks the archive that ``build_bundle.py`` made in a minimal Debian, starts the window on a
virtual screen, opens an example and a script with real key presses, runs and drives them, and takes
pictures; then it does the same with Debian's Python in it, and with every Python of this machine.
Start time and sizes are printed. It ends with the first thing that is not as it should be.

It needs Linux, root, and ``debootstrap xvfb xdotool imagemagick``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minimal_system import USER, MinimalSystem
from screen import Screen, wait_until

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "check"
DIST = ROOT / "dist"
TITLE = "Coro Debugger"
# Where neither the build machine nor a shell's habits expect it.
PLACE = "opt/mit Leerzeichen é"
LIMITS = {"unpacked": 160e6, "archive": 45e6, "start": 0.5}
FEWEST_COLOURS = 300
"""Of a window with text in it; one whose text is boxes has about a hundred."""
_STARTS = 5
_STILL_SECONDS = 1.0
_TOOLS = ("debootstrap", "xvfb-run", "xdotool", "import", "unshare", "chroot")
_LEFT_OUT = {"test", "idlelib", "turtledemo", "ensurepip"}


def main() -> int:
    """Check everything in turn."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fresh", action="store_true", help="fetch Debian anew")
    options = arguments.parse_args()
    _check_means()
    if options.fresh:
        shutil.rmtree(BUILD, ignore_errors=True)
    bare, with_python = MinimalSystem(BUILD / "bare"), MinimalSystem(BUILD / "with-python")
    _say("making a Debian that has nothing (the first time this takes minutes)")
    bare.make()
    with_python.make_with_python(bare)
    _expect(not bare.has_python(), "there is no Python in it")
    with Screen() as screen:
        Trial(bare, screen).bundled()
        Trial(with_python, screen).external()
        _check_other_pythons(screen, DIST / "coro-debugger")
    _say("all is well")
    return 0


class Trial:
    """The bundle in one system, and what is tried with it."""

    def __init__(self, system: MinimalSystem, screen: Screen) -> None:
        self._system = system
        self._screen = screen
        self._shown_at = 0.0
        system.kill_all()
        system.clear(PLACE)
        archive = _archive()
        place = system.root / PLACE
        place.mkdir(parents=True)
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="tar")
        (folder,) = place.iterdir()
        _report("unpacked", _size_of(folder))
        _report("archive", archive.stat().st_size)
        self._inside = Path("/", folder.relative_to(system.root))
        self._program = str(self._inside / "coro-debugger")

    # --- what is tried -----------------------------------------------------------------------

    def bundled(self) -> None:
        """All that a person does who has only the archive and a script."""
        _say(self._system.run([self._program, "--diagnose"]).strip())
        self._measure_start()
        self._install_for_user()
        self._open_example()
        self._drive_own_script()
        facts = self._facts_of_script()
        inside = str(self._inside)
        _expect(facts["executable"].startswith(inside), "scripts run with the Python inside")
        _expect(facts["prefix"].startswith(inside), "its prefix is in the bundle")
        _check_library(facts)
        _expect(facts["tcl"].startswith("8."), f"tkinter works: Tcl {facts['tcl']}")
        self._kill_window()

    def external(self) -> None:
        """The same with a virtual environment of Debian's Python beside the script."""
        home = f"/home/{USER}"
        self._system.run(["python3", "-m", "venv", "--without-pip", f"{home}/.venv"])
        self._drive_own_script()
        facts = self._facts_of_script()
        _expect(facts["prefix"] == f"{home}/.venv", "scripts run with the environment beside them")
        _check_outsider(facts, str(self._inside))

    def _measure_start(self) -> None:
        """Time the start of the program, without that of the system that is made around it."""
        around = min(self._seconds_of_nothing() for _ in range(_STARTS))
        seconds = []
        for _ in range(_STARTS):
            began = time.monotonic()
            with self._window():
                seconds.append(self._shown_at - began - around)
        _say("the window is shown after " + ", ".join(f"{each:.2f}" for each in seconds) + " s")
        _report("start", min(seconds[1:]))
        _say(f"(load of this machine: {os.getloadavg()[0]:.1f} with {os.cpu_count()} processors)")

    def _seconds_of_nothing(self) -> float:
        began = time.monotonic()
        self._system.run(["true"])
        return time.monotonic() - began

    def _install_for_user(self) -> None:
        """Put it into the menu of the person's desktop and take it out again."""
        script = str(self._inside / "share" / "install-for-user")
        before = self._files_at_home()
        self._system.run([script])
        version = self._system.run([f"/home/{USER}/.local/bin/coro-debugger", "--version"])
        entry = self._system.home / ".local" / "share" / "applications" / "coro-debugger.desktop"
        _expect(self._program in entry.read_text(), f"the menu starts {version.strip()}")
        self._system.run([script, "--undo"])
        _expect(self._files_at_home() == before, "taken out again it leaves nothing")

    def _files_at_home(self) -> set[Path]:
        return set(self._system.home.rglob("*"))

    def _open_example(self) -> None:
        with self._window():
            self._screen.press("alt+f", "e", "Return")
            self._screen.wait_for("01_grep_filter.py")
            self._screen.press("F5")
            before = self._wait_until_still()
            self._screen.press("ctrl+shift+n")
            after = self._wait_until_still()
            _expect(before.isdisjoint(after), "an example runs and is driven")
            self._take_picture("example")

    def _drive_own_script(self) -> None:
        script = self._give("driven.py")
        noted = script.with_name("driven.txt")
        with self._window():
            self._screen.press("ctrl+o")
            self._screen.focus("Open a script")
            self._screen.type(f"/home/{USER}/driven.py")
            self._wait_until_still()
            self._screen.press("Return", "Return")  # the first takes what the list below offers
            self._screen.focus("driven.py")
            self._screen.press("F5")
            _wait_for_text(noted, "ready\n")
            # The list and the controls follow the end of the script.
            for key, text in {
                "ctrl+shift+n": "received None\n",
                "ctrl+shift+t": "caught ValueError()\n",
                "ctrl+shift+w": "closed\n",
            }.items():
                self._wait_until_still()
                self._screen.press(key)
                _wait_for_text(noted, text)
                _say(f"{key}: {text.strip()}")
            self._wait_until_still()
            self._take_picture(f"driven-{self._system.root.name}")

    def _facts_of_script(self) -> dict:
        script = self._give("facts.py", "modules.json")
        found = script.with_name("facts.json")
        with self._window("--run", f"/home/{USER}/facts.py", "--tcl"):
            wait_until(found.exists, "what the script found out")
        return json.loads(found.read_text())

    def _kill_window(self) -> None:
        script = self._give("endless.py")
        number = script.with_name("endless.pid")
        process = self._start("--run", f"/home/{USER}/endless.py")
        wait_until(number.exists, "the script that does not end")
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not self._system.processes(), "the end of the script")
        _say("a script ends with the window that was killed")

    # --- how ---------------------------------------------------------------------------------

    def _give(self, *names: str) -> Path:
        """Put files into the person's home folder; return the first."""
        copies = []
        for name in names:
            if name == "modules.json":
                modules = sorted(set(sys.stdlib_module_names) - _LEFT_OUT - {"antigravity", "this"})
                (self._system.home / name).write_text(json.dumps(modules))
            else:
                shutil.copy(HERE / "trials" / name, self._system.home)
            copies.append(self._system.home / name)
        self._system.give(*copies)
        return copies[0]

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        log = (BUILD / "window.log").open("a")
        command = [self._program, *arguments]
        return self._system.start(command, self._screen.display, stdout=log, stderr=log)

    @contextmanager
    def _window(self, *arguments: str) -> Iterator[None]:
        process = self._start(*arguments)
        self._screen.wait_for(TITLE)
        self._shown_at = time.monotonic()
        self._screen.focus(TITLE)
        try:
            yield
        except Exception:
            self._take_picture("failed")
            raise
        self._screen.press("ctrl+q")
        process.wait(timeout=10)
        wait_until(lambda: not self._system.processes(), "the end of all that was started")

    def _wait_until_still(self) -> set[bytes]:
        """Wait until the window shows nothing new for a while, but for a cursor that blinks.

        Return the pictures that it shows by then.
        """
        path = BUILD / "still.png"
        shown: set[bytes] = set()
        latest: list[bytes] = []
        since = time.monotonic()

        def is_still() -> bool:
            nonlocal since
            self._screen.take_picture(path)
            latest.append(path.read_bytes())
            if latest[-1] not in shown:
                shown.add(latest[-1])
                since = time.monotonic()
            return time.monotonic() - since > _STILL_SECONDS

        wait_until(is_still, "a window that stands still", pause=0.1)
        return set(latest[-2:])

    def _take_picture(self, name: str) -> None:
        path = DIST / f"{name}.png"
        colours = self._screen.take_picture(path)
        _say(f"{path.relative_to(ROOT)}: {colours} colours")
        _expect(colours >= FEWEST_COLOURS, "the window shows text")


def _check_library(facts: dict) -> None:
    """Compare what a script finds in the Python inside with what it finds in this one."""
    script = BUILD / "here" / "facts.py"
    shutil.rmtree(script.parent, ignore_errors=True)
    script.parent.mkdir()
    shutil.copy(HERE / "trials" / "facts.py", script)
    modules = sorted(set(sys.stdlib_module_names) - _LEFT_OUT - {"antigravity", "this"})
    script.with_name("modules.json").write_text(json.dumps(modules))
    subprocess.run([sys._base_executable, str(script)], check=True)  # type: ignore[attr-defined]
    here = json.loads(script.with_name("facts.json").read_text())
    for name in ("version", "importable", "squares", "database", "source"):
        _expect(facts[name] == here[name], f"as in an installed Python: {name}")
    _say(f"{len(facts['importable'])} modules of the standard library can be imported")
    there, expected = (_plain_traceback(each) for each in (facts, here))
    _expect(there == expected, "as in an installed Python: tracebacks with source of the library")
    _expect(facts["child"].startswith(facts["executable"]), "sys.executable is a Python")


def _plain_traceback(facts: dict) -> list[str]:
    # The folders differ, and nothing else may.
    return [
        line.replace(facts["prefix"], "") for line in facts["traceback"] if "facts.py" not in line
    ]


def _check_outsider(facts: dict, bundle: str) -> None:
    """Make sure that nothing of the bundle reached a Python from outside."""
    text = json.dumps({k: v for k, v in facts.items() if k not in ("path", "traceback")})
    _expect(bundle not in text, f"{facts['executable']}: no library or variable of the bundle")
    _expect(facts["squares"] == [0, 1, 4, 9, 16] and facts["database"] == 42, "it works")


def _check_other_pythons(screen: Screen, folder: Path) -> None:
    """Run the script with every Python of this machine, from the bundle as it was built."""
    sys.path.insert(0, str(ROOT))
    from tests.interpreters import found

    place = BUILD / "here"
    for python in found():
        facts = place / "facts.json"
        facts.unlink(missing_ok=True)
        command = [folder / "coro-debugger", "--run", "--python", python.path, place / "facts.py"]
        environment = {**os.environ, "DISPLAY": screen.display, "HOME": str(place)}
        environment.pop("QT_QPA_PLATFORM", None)
        with subprocess.Popen(command, env=environment) as process:
            wait_until(facts.exists, f"what a script finds in Python {python.version}")
            process.terminate()
        _check_outsider(json.loads(facts.read_text()), str(folder))


def _wait_for_text(path: Path, text: str) -> None:
    wait_until(lambda: path.exists() and text in path.read_text(), f"{text!r} in {path.name}")


def _archive() -> Path:
    archives = sorted(DIST.glob("coro-debugger-*.tar.xz"), key=lambda path: path.stat().st_mtime)
    if not archives:
        raise SystemExit("there is no archive: run packaging/build_bundle.py first")
    return archives[-1]


def _size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _check_means() -> None:
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if missing or os.geteuid() or sys.platform != "linux":
        raise SystemExit(
            f"{__doc__}\nmissing here: {', '.join(missing) or 'the rights of root, or Linux'}"
        )


def _report(name: str, value: float) -> None:
    shown = f"{value / 1e6:.1f} MB" if value > 1000 else f"{value:.2f} s"
    limit = LIMITS[name]
    allowed = f"{limit / 1e6:.0f} MB" if limit > 1000 else f"{limit:.1f} s"
    verdict = "" if value <= limit else " - TOO MUCH"
    _say(f"{name}: {shown} (at most {allowed}){verdict}")
    if verdict and name != "start":  # a loaded machine is slow
        raise SystemExit(1)


def _expect(holds: object, what: str) -> None:
    if not holds:
        raise SystemExit(f"NOT SO: {what}")
    _say(f"- {what}")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
