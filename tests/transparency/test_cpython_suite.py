"""CPython's own tests of generators and coroutines come out under the debugger as without it.

A large, real body of code that nobody here wrote. It is run as user code, with everything about
coroutines recorded.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import interpreters
from tests.interpreters import Python
from tests.markers import DEBUGGEES
from tests.transparency.runs import Run, run_debugged, run_plainly

RUNNER = DEBUGGEES / "cpython_suite" / "run_tests.py"
QUICK = (
    "test_generators",
    "test_coroutines",
    "test_asyncgen",
    "test_yield_from",
    "test_generator_stop",
    "test_genexps",
    "test_contextlib",
    "test_contextlib_async",
    "test_types",
    "test_with",
)
LONG = (
    "test_frame",
    "test_gc",
    "test_weakref",
    "test_sys_setprofile",
    "test_threading_local",
    "test_fork1",
    "test_asyncio.test_futures",
    "test_asyncio.test_locks",
    "test_asyncio.test_queues",
    "test_asyncio.test_runners",
    "test_asyncio.test_taskgroups",
    "test_asyncio.test_tasks",
    "test_asyncio.test_timeouts",
)
# Besides the modules themselves: what they import.
_NEEDED = (
    "__init__.py",
    "support",
    "test_asyncio",
    "typinganndata",
    "certdata",
    "*.pem",
    "keycert3.pem*",
    "test_contextlib.py",
    "ann_module*.py",
    "list_tests.py",
    "seq_tests.py",
    "mapping_tests.py",
    "lock_tests.py",
    "fork_wait.py",
    "test_import",
)


@dataclass(frozen=True)
class Explained:
    """A test that may come out differently, on these minor versions, and why."""

    test: str
    reason: str
    minors: tuple[int, ...] = (11, 12, 13, 14, 15)


EXPLAINED = (
    Explained(
        "ClearTest.test_lineno_with_tracing",
        "It sets f_trace to what is no function, which is called if sys.settrace is in use.",
        (11,),
    ),
    Explained(
        "TestIncompleteFrameAreInvisible.test_sneaky_frame_object",
        "It has the collector run at the very next allocation, which is one of the debugger's.",
        (12,),
    ),
    Explained(
        "GCTests.test_get_count",
        "It counts the objects made since the last collection, the debugger's included.",
    ),
    Explained(
        "TestEdgeCases.test_method_with_c_function",
        "The call that switches a profiler on is reported as returning where calls are "
        "instrumented, by coverage for one.",
        (12, 13, 14, 15),
    ),
    Explained(
        "test_genexps.__test__.doctests",
        "It looks whether a new tuple gets the memory of the last one; records of the debugger "
        "are made in between.",
    ),
    Explained(
        "SignalAndYieldFromTest.test_raise_and_yield_from",
        "It looks at which instruction a signal is handled; Python handles it in a callback of "
        "the debugger if one runs.",
    ),
)


@functools.cache
def test_package(python: Python) -> Path | None:
    """Return the folder of the package ``test`` of this Python; None if it was not installed."""
    code = "import test, os; print(os.path.dirname(test.__file__))"
    done = subprocess.run([python.path, "-c", code], capture_output=True, text=True)
    folder = Path(done.stdout.strip())
    return folder if done.returncode == 0 and (folder / "test_generators.py").exists() else None


test_package.__test__ = False  # type: ignore[attr-defined]


def _copy_package(source: Path, target: Path, modules: tuple[str, ...]) -> None:
    target.mkdir()
    names = {name.partition(".")[0] + ".py" for name in modules}
    for pattern in (*_NEEDED, *names):
        for path in source.glob(pattern):
            if path.is_dir():
                shutil.copytree(
                    path, target / path.name, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(path, target / path.name)


def _outcomes(
    python: Python, modules: tuple[str, ...], tmp_path: Path, name: str, run
) -> dict[str, list[str]]:
    """Run the modules and return what became of each test, by its name."""
    folder = tmp_path / name
    folder.mkdir()
    source = test_package(python)
    assert source is not None
    _copy_package(source, folder / "test", modules)
    program = shutil.copy(RUNNER, folder)
    results = tmp_path / f"{name}.json"
    outcome = run(Run(python.path, Path(program), folder, (str(results), *modules)))
    assert results.exists(), outcome
    text = results.read_text().replace(str(folder), "FOLDER")
    return json.loads(re.sub(r"\b0x[0-9a-f]{6,}\b", "0xADDRESS", text))


def _differences(
    python: Python, plain: dict[str, list[str]], debugged: dict[str, list[str]]
) -> list[str]:
    explained = [entry.test for entry in EXPLAINED if python.minor in entry.minors]
    found = []
    for test in sorted(plain.keys() | debugged.keys()):
        expected, got = plain.get(test), debugged.get(test)
        if expected != got and not any(name in test for name in explained):
            found.append(f"{test}:\n  plain    {expected}\n  debugged {got}")
    return found


def _compare(python: Python, modules: tuple[str, ...], tmp_path: Path) -> None:
    plain = _outcomes(python, modules, tmp_path, "plain", run_plainly)
    debugged = _outcomes(python, modules, tmp_path, "debugged", run_debugged)
    assert len(plain) > 50 or len(modules) == 1
    differences = _differences(python, plain, debugged)
    assert not differences, "\n".join(differences)


def with_test_package() -> list[Python]:
    return [python for python in interpreters.found() if test_package(python)]


@pytest.fixture(params=with_test_package(), ids=lambda python: f"py{python.version}")
def tested_python(request: pytest.FixtureRequest) -> Python:
    return request.param


def test_every_python_has_its_tests() -> None:
    """Not a skip: a Python without the package ``test`` is named, and the rest is still run."""
    missing = {python.version for python in interpreters.found()} - {
        python.version for python in with_test_package()
    }
    print(f"Pythons without the package `test`: {sorted(missing) or 'none'}")


@pytest.mark.timeout(300)
def test_coroutines_and_generators(tested_python: Python, tmp_path: Path) -> None:
    _compare(tested_python, QUICK, tmp_path)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("module", LONG)
def test_more(module: str, tested_python: Python, tmp_path: Path) -> None:
    _compare(tested_python, (module,), tmp_path)
