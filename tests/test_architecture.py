"""The layers and their arrows, read from the import statements of every module."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "coro_debugger"
MAX_LINES = 400


@dataclass(frozen=True)
class Layer:
    """What a layer may import: other layers, and of Qt and other libraries these modules."""

    layers: frozenset[str] = frozenset()
    libraries: frozenset[str] = field(default=frozenset())


def _layer(layers: str = "", libraries: str = "") -> Layer:
    return Layer(frozenset(layers.split()), frozenset(libraries.split()))


# The standard library is open to all; everything else stands here. `agent` stands nowhere on the
# right: it is started, never imported.
LAYERS = {
    "protocol": _layer(),
    "agent": _layer("protocol"),
    "adapter": _layer("protocol"),
    "session": _layer("protocol", "PySide6.QtCore PySide6.QtNetwork"),
    "models": _layer("protocol", "PySide6.QtCore PySide6.QtGui"),
    "views": _layer(
        "protocol session models resource_files",
        "PySide6.QtCore PySide6.QtGui PySide6.QtWidgets PySide6.QtSvg pygments",
    ),
}

# Modules beside the layers. `app` composes; `cli` decides what is started before Qt is loaded.
TOP_MODULES = {
    "__init__": _layer(),
    "__main__": _layer("cli"),
    "resource_files": _layer(),
    "diagnosis": _layer(
        "protocol session resource_files", "PySide6.QtCore PySide6.__version__ pygments"
    ),
    "cli": _layer("app adapter diagnosis protocol"),
    "app": _layer(
        "protocol session models views resource_files",
        "PySide6.QtCore PySide6.QtGui PySide6.QtWidgets",
    ),
}

# One flat list of messages is easier to read than two files of half each.
LONG_MODULES = {"protocol/commands.py": 520}

# What starts the agent is over before user code runs, functions included.
START_UP = {"agent/__main__.py", "agent/isolation.py"}

# Every version that a debuggee may run: a name of ours must not stand for a module of any.
STANDARD_NAMES = sys.stdlib_module_names | {"annotationlib", "compression", "string", "profiling"}


@dataclass(frozen=True)
class Import:
    """One imported module by its absolute dotted name, and where the statement stands."""

    name: str
    line: int
    in_function: bool


def _modules(folder: Path = PACKAGE) -> list[Path]:
    # The wheel carries the examples inside the package; a checkout does not, but be sure.
    return [p for p in sorted(folder.rglob("*.py")) if "resources" not in p.parts]


def _short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


MODULES = pytest.mark.parametrize("path", _modules(), ids=_short)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _imports(path: Path) -> list[Import]:
    """Return every import of a module, wherever it stands."""
    found: list[Import] = []

    def visit(node: ast.AST, in_function: bool) -> None:
        match node:
            case ast.Import():
                found.extend(Import(a.name, node.lineno, in_function) for a in node.names)
            case ast.ImportFrom():
                base = _absolute(path, node)
                names = [base]
                if base in ("PySide6", PACKAGE.name):  # what is imported is a module itself
                    names = [f"{base}.{alias.name}" for alias in node.names]
                found.extend(Import(name, node.lineno, in_function) for name in names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                in_function = True
        for child in ast.iter_child_nodes(node):
            visit(child, in_function)

    visit(_tree(path), False)
    return found


def _allowed(path: Path) -> Layer:
    parts = path.relative_to(PACKAGE).parts
    return LAYERS[parts[0]] if len(parts) > 1 else TOP_MODULES[path.stem]


def _layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _is_library_allowed(name: str, libraries: frozenset[str]) -> bool:
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in libraries)


def _complaint(path: Path, found: Import) -> str | None:
    allowed = _allowed(path)
    first, _, rest = found.name.partition(".")
    if first == PACKAGE.name:
        target = rest.partition(".")[0]
        # The version is in the package's own __init__, which imports nothing.
        fine = target in allowed.layers | {_layer_of(path), "", "__version__"}
        return None if fine else f"line {found.line}: imports {found.name}"
    if first in sys.stdlib_module_names:
        return None
    if _is_library_allowed(found.name, allowed.libraries):
        return None
    return f"line {found.line}: imports {found.name}"


def test_every_folder_is_a_layer_and_every_file_beside_them_is_known():
    folders = {_layer_of(path) for path in _modules() if path.parent != PACKAGE}
    files = {path.stem for path in _modules() if path.parent == PACKAGE}
    assert folders <= set(LAYERS)
    assert files <= set(TOP_MODULES)


def test_the_arrows_have_no_cycle():
    below: set[str] = set()
    for name in ("protocol", "agent", "adapter", "session", "models", "views"):
        assert LAYERS[name].layers <= below | {"resource_files"}
        below.add(name)
    assert not any("agent" in layer.layers for layer in [*LAYERS.values(), *TOP_MODULES.values()])


@MODULES
def test_imports_follow_the_arrows(path):
    complaints = [text for found in _imports(path) if (text := _complaint(path, found))]
    assert not complaints


@MODULES
def test_a_module_says_what_it_is(path):
    docstring = ast.get_docstring(_tree(path))
    assert docstring
    assert docstring.splitlines()[0].strip().endswith((".", ":", "?"))


@MODULES
def test_modules_stay_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONG_MODULES.get(_short(path), MAX_LINES)


@MODULES
def test_names_say_what_is_inside(path):
    assert not {"utils", "util", "common", "helpers", "helper", "manager", "misc"} & {
        *path.relative_to(PACKAGE).with_suffix("").parts,
        *path.stem.split("_"),
    }


def test_the_package_itself_imports_nothing():
    assert _imports(PACKAGE / "__init__.py") == []


IN_DEBUGGEE = pytest.mark.parametrize(
    "path", [*_modules(PACKAGE / "protocol"), *_modules(PACKAGE / "agent")], ids=_short
)


@IN_DEBUGGEE
def test_what_runs_in_the_debuggee_bears_no_name_of_the_standard_library(path):
    names = path.relative_to(PACKAGE).with_suffix("").parts
    assert not STANDARD_NAMES & ({*names} - {"__init__", "__main__"})


@IN_DEBUGGEE
def test_nothing_is_imported_after_start_up(path):
    late = [f"line {found.line}: {found.name}" for found in _imports(path) if found.in_function]
    assert not late or _short(path) in START_UP


@pytest.mark.parametrize("path", _modules(PACKAGE / "agent"), ids=_short)
def test_the_agent_makes_no_thread_that_the_program_can_list(path):
    assert not {"threading", "concurrent.futures", "asyncio"} & {i.name for i in _imports(path)}


def test_tests_stand_in_folders_named_after_layers():
    with_modules = {_layer_of(path) for path in _modules() if path.parent != PACKAGE}
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert with_modules <= folders


def test_packaging_is_not_a_package():
    """An __init__.py there would hide PyPI's `packaging` from whoever runs in the checkout."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
