"""SimPy, which was not written here: its processes are generators that wait for events."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton

from tests.markers import DEBUGGEES, line_of

SIMPY = "simpy==4.1.1"
MODELS = DEBUGGEES / "simpy"
INSTALL_TIMEOUT = 240


@pytest.fixture(scope="module")
def simpy_python(tmp_path_factory) -> str:
    """A virtual environment of its own, with SimPy and nothing of ours."""
    folder = tmp_path_factory.mktemp("simpy") / "venv"
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", SIMPY],
    ):
        subprocess.run(command, check=True, timeout=INSTALL_TIMEOUT, env=environment)
    return python


# Whichever test comes first also waits for the installation.
pytestmark = pytest.mark.timeout(2 * INSTALL_TIMEOUT + 60)


@pytest.mark.parametrize("model", ["charging.py", "counter.py"])
def test_a_model_behaves_as_without_the_debugger(client, simpy_python, model):
    path = MODELS / model
    plain = subprocess.run(
        [simpy_python, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert plain.stdout
    client.launch(path, python=simpy_python)
    assert client.finish() == plain.returncode
    assert client.output("stdout") == plain.stdout
    assert client.output("stderr") == plain.stderr


def _name_in(client, coroutine) -> str:
    """Return the local `name` of a suspended process."""
    frame = client.frames(coroutine["id"])[0]
    return client.evaluate("name", frame["id"])["result"]


def _marks(path: Path, *names: str) -> dict[int, str]:
    return {line_of(path, name): name for name in names}


def test_the_list_shows_where_each_process_waits(client, simpy_python):
    path = MODELS / "charging.py"
    client.launch(path, python=simpy_python, keepAlive=True)
    client.stopped("end")
    places = _marks(path, "drives", "queues", "charges", "reports")
    processes = client.coroutines()
    cars = [c for c in processes if c["qualname"] == "car"]
    waiting = {_name_in(client, c): places[c["line"]] for c in cars if c["state"] == "suspended"}
    assert waiting == {
        "'car 2'": "charges",
        "'car 3'": "charges",
        "'car 4'": "queues",
        "'car 5'": "drives",
    }
    (gone,) = [c for c in cars if c["state"] == "finished"]
    assert gone["outcome"]["kind"] == "returned"
    (report,) = [c for c in processes if c["qualname"] == "reporter"]
    assert (places[report["line"]], report["state"]) == ("reports", "suspended")
    assert report["lastYielded"]["type"] == "Timeout"


def test_a_stop_inside_a_process_shows_the_others_as_they_wait(client, simpy_python):
    path = MODELS / "counter.py"
    client.launch(path, [line_of(path, "serves")], python=simpy_python, keepAlive=True)
    stop = client.stopped("breakpoint")
    processes = {c["id"]: c for c in client.coroutines()}
    assert processes[stop["coroutineId"]]["qualname"] == "serve"
    assert processes[stop["coroutineId"]]["state"] == "running"
    others = [c for c in processes.values() if c["qualname"] == "customer"]
    assert [(c["state"], c["line"]) for c in others] == [
        ("suspended", line_of(path, "is-served")),
    ]
    client.set_breakpoints(path, [])
    client.resume()
    assert client.stopped("end")["exitStatus"] == 5


def test_a_process_is_driven_by_hand(client, simpy_python):
    """Nothing stops a person from sending a car on before its time has come."""
    path = MODELS / "charging.py"
    client.launch(path, python=simpy_python, keepAlive=True)
    client.stopped("end")
    places = _marks(path, "drives", "queues", "charges")
    cars = [c for c in client.coroutines() if c["qualname"] == "car" and "line" in c]
    (driving,) = [c for c in cars if places.get(c["line"]) == "drives"]
    moved = client.drive(driving["id"], "next")
    assert (moved["outcome"], moved["type"]) == ("yielded", "Request")
    client.wait_for_output("49 stopped\n 49 car 5 arrives\n")


def test_in_the_window_with_its_interpreter_chosen_there(window, simpy_python):
    path = MODELS / "charging.py"
    window.app.scripts.open(str(path))
    chooser = window.find(QToolButton, "interpreterChooser")
    actions = chooser.menu().actions()
    next(action for action in actions if action.text().startswith("Other")).trigger()
    dialog = window.window.findChild(QFileDialog)
    dialog.fileSelected.emit(simpy_python)
    dialog.reject()
    window.wait(lambda: simpy_python in chooser.accessibleDescription())
    window.run_to_end()
    window.wait_for_console("stopped")
    places = {str(line): name for line, name in _marks(path, "drives", "queues", "charges").items()}

    def waiting() -> list[str]:
        rows = [row for row in window.rows() if row["Function"] == "car"]
        return sorted(places[row["Line"]] for row in rows if row["State"] == "suspended")

    window.wait(lambda: waiting() == ["charges", "charges", "drives", "queues"])
    window.stop()
