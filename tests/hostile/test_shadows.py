"""Scripts whose folder has modules that bear the names of all that the debugger uses."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

import coro_debugger
from tests.hostile.debuggee import on_pythons

PACKAGE = Path(coro_debugger.__file__).parent


def used_modules() -> set[str]:
    """Return the top names of the standard modules that the debuggee's side imports, directly."""
    names = set()
    for folder in ("agent", "protocol"):
        for path in (PACKAGE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(str(node.module).partition(".")[0])
    return names - {"__future__", "coro_debugger"}


def loaded_by(names: set[str], python: str) -> set[str]:
    """Return the modules in Python that importing all these loads."""
    code = (
        "import sys\nfor n in sys.argv[1:]:\n  try: __import__(n)\n  except ImportError: pass\n"
        "print(*{n.partition('.')[0] for n in sys.modules})"
    )
    done = subprocess.run([python, "-c", code, *names], capture_output=True, text=True, check=True)
    return set(done.stdout.split()) - {"__main__", "sys", "builtins"}


@pytest.mark.parametrize(("program", "python"), on_pythons("shadowed", each=2))
def test_all_that_the_debugger_uses_is_shadowed(debuggee, program, python):
    names = loaded_by(used_modules(), python.path)
    assert {"re", "enum", "json", "socket"} & names and "os" in names
    for name in names:
        text = f"raise SystemExit('shadow of {name}')\n"
        (debuggee.path / f"{name}.py").write_text(text, encoding="utf-8")
    debuggee.hold(program, python=python)
    debuggee.check_usable()
    assert debuggee.client.output(None) == ""
