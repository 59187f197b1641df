"""The examples are ordinary programs: they run without the debugger, the same on every Python."""

import ast
import re
import subprocess
import sys

import pytest

from tests.markers import EXAMPLES

PATHS = sorted(EXAMPLES.glob("*.py"))
ON_EVERY_EXAMPLE = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

# What each writes, under any Python. 05 and 06 say a last word when the interpreter, on its way
# out, collects the coroutines that are left.
OUTPUT = {
    "01_grep_filter": ["ready in 3 2 1", "> hello world"],
    "02_countdown_both_ways": [
        "one function that does both, the loop saw: 6 5 4 2 1",
        "two functions, the screen shows: 2",
        "two functions, the screen shows: 1",
    ],
    "03_not_started": [
        "'Good morning' is waiting for names",
        "Good morning, Ada!",
        "TypeError: can't send non-None value to a just-started generator",
    ],
    "04_priming_decorator": ["started by the decorator: ['bread', 'salt']", "not started: []"],
    "05_who_closes_it": [
        "by_program received one",
        "by_program ends",
        "dropped received two",
        "dropped ends",
        "lost received three",
        "lost ends",
        "for_you received four",
        "the script is done",
        "for_you ends",
    ],
    "06_closing": [
        "careful: closed after 1",
        "finished: StopIteration",
        "open_minded: ignored KeyError",
        "careful: closed after 0",
    ],
    "07_errors": [
        "total 40",
        "ValueError: invalid literal for int() with base 10: 'two'",
        "StopIteration: it had ended",
        "total 1",
    ],
    "08_throw": [
        "after 3 and 4: 7",
        "meter: back to nought from 7",
        "after Reset: 0",
        "meter: ignored a bad reading",
        "after ValueError: 0",
        "after 5: 5",
        "KeyError came back: 'no such meter'",
    ],
    "09_bytecode": [f"{name}: 1 x YIELD_VALUE" for name in ("produce", "consume", "exchange")],
    "10_pipeline": [
        "reminder: bob owes 25",
        "reminder: dot owes 3",
        "totals: {'paid': 17}",
    ],
    "11_async_await": ["high: 21", "low: 6", "together: 27", "asked: Who are you?"],
}


def _run(python, path):
    # Warnings as errors: a coroutine that was never awaited would show.
    command = [python, "-X", "dev", "-W", "error", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@ON_EVERY_EXAMPLE
def test_an_example_runs_by_itself(debuggee_python, path):
    done = _run(debuggee_python.path, path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    if path.stem == "09_bytecode":  # dis.dis() writes what only this version has
        lines = [line for line in lines if line.endswith(" x YIELD_VALUE")]
    assert lines == OUTPUT[path.stem]


def test_there_is_an_example_for_each_idea_in_order():
    assert [path.stem for path in PATHS] == list(OUTPUT)
    assert [int(path.stem[:2]) for path in PATHS] == list(range(1, 12))


@ON_EVERY_EXAMPLE
def test_an_example_says_what_it_shows_and_what_to_try(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    title, blank, *rest = docstring.splitlines()
    assert title.endswith((".", "?"))
    assert len(title) <= 80
    assert not blank
    assert any(line.startswith("Try: ") for line in rest)


@ON_EVERY_EXAMPLE
def test_the_docstring_names_only_what_is_there(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    docstring = ast.get_docstring(tree)
    code = ast.unparse(ast.Module(tree.body[1:], []))
    for quoted in re.findall(r"`([^`]+)`", docstring):
        assert quoted in code, quoted


def test_the_examples_need_nothing_but_the_standard_library():
    for path in PATHS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert set(names) <= sys.stdlib_module_names
