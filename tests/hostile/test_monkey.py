"""A monkey at the real window, by a seed: ``MONKEY_SEED=7 pytest tests/hostile/test_monkey.py``."""

from __future__ import annotations

import os
import random
import shutil

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from coro_debugger.app import Wish
from coro_debugger.protocol.process_tree import descendants
from coro_debugger.resource_files import examples
from coro_debugger.session.state import SessionState
from coro_debugger.views.actions import COMMANDS, is_enabled
from tests.hostile.debuggee import PROGRAMS
from tests.hostile.monkey import Monkey
from tests.hostile.processes import is_alive

SEED = os.environ.get("MONKEY_SEED")
QUICK_STEPS = 80
MINUTES = float(os.environ.get("MONKEY_MINUTES", "3"))

ENDLESS = """\
import time


def counting():
    n = 0
    while True:
        got = yield n
        n += 1


def step(numbers):
    next(numbers)
    time.sleep(0.001)


numbers = counting()
g = counting()
next(numbers)
print("counting")
while True:
    step(numbers)
"""
READS = "def f():\n    yield input('? ')\n\n\ng = f()\nprint(next(g))\n"
RAISES = "def f():\n    yield 1\n    raise ValueError('no')\n\n\ng = f()\nprint(list(g))\n"
BROKEN = "def f(:\n    yield 1\n"
GENERATOR = "def f():\n    yield from (1, 2, 3)\n\n\ng = f()\nnext(g)\n"
HOSTILE = ("loop_plain", "loop_in_special_methods", "loop_in_generator", "names", "repr_hostile")


@pytest.fixture
def scripts(script, tmp_path):
    own = {"endless": ENDLESS, "reads": READS, "raises": RAISES, "broken": BROKEN}
    script(GENERATOR, "generator.py")
    paths = [script(text, f"{name}.py") for name, text in own.items()]
    paths += [tmp_path / shutil.copy(path, tmp_path) for path in examples()]
    paths += [tmp_path / shutil.copy(PROGRAMS / f"{name}.py", tmp_path) for name in HOSTILE]
    return paths


@pytest.fixture
def play(window, scripts, tmp_path, record_property, monkeypatch):
    """Return a function that lets a monkey play and then looks whether all is well."""
    monkeypatch.chdir(tmp_path)

    def play(seed, **how_much) -> None:
        print(f"MONKEY_SEED={seed}")
        (tmp_path / "saved").mkdir()
        monkey = Monkey(window.app, scripts, tmp_path / "saved", seed)
        try:
            monkey.play(**how_much)
            check_consistent(window)
            check_goes_on(window, scripts[-1].with_name("generator.py"))
            record_property("monkey", (monkey.steps, str(seed)))
        finally:
            print(*monkey.latest, sep="\n")

    return play


def check_consistent(window) -> None:
    """What is shown fits what is so, and everything can be done as in a new window."""
    session = window.app.session
    window.wait(lambda: QApplication.activePopupWidget() is None)
    window.wait(lambda: session.state is not SessionState.STOPPING)
    check_actions(window)
    window.stop()
    window.wait(lambda: not [pid for pid in descendants(os.getpid()) if is_alive(pid)])
    check_actions(window)
    assert window.window.isVisible()
    assert not [w for w in QApplication.topLevelWidgets() if w.isModal() and w.isVisible()]


def check_actions(window) -> None:
    """Every action can be done just when its line in the table says so."""
    actions, state = window.window.actions_, window.app.session.state
    wrong = [
        command.name
        for command in COMMANDS
        if actions[command.name].isEnabled() != is_enabled(command, state, actions._there)
    ]
    assert not wrong


def check_goes_on(window, path) -> None:
    """A simple story goes as ever, whatever was chosen before."""
    window.app.open(Wish(str(path)))
    if window.window.actions_["actionRemoveAllBreakpoints"].isEnabled():
        window.act("actionRemoveAllBreakpoints")
    window.act("actionResetLayout")
    window.find(QLineEdit, "coroutineFilter").clear()
    window.step_into_body(False)
    window.run_to_end()
    window.wait_for_row("g", State="suspended")
    assert window.drive("g", "next").startswith("yielded 2")


@pytest.mark.timeout(300)
def test_quick_play(play):
    play(SEED or 1, steps=QUICK_STEPS)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_minutes_of_play(play):
    play(SEED or random.randrange(1_000_000), seconds=60 * MINUTES)
