"""Loads the agent so that the program neither sees it nor can break it.

While the agent is imported, every module in Python, ``os`` too, is executed anew with a private
copy of the builtins and is taken out of ``sys.modules`` afterwards. A program that overwrites
``len``, replaces ``json`` or empties ``sys.modules`` changes its own copies only.
"""

from __future__ import annotations

import builtins
import sys
from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec, spec_from_loader
from _frozen_importlib_external import PathFinder, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType
    from typing import Any

PRIVATE_BUILTINS: dict[str, Any] = dict(vars(builtins))
"""The builtins of the agent. A frame whose ``f_builtins`` is this dict is one of the agent's."""

_PACKAGE = "coro_debugger"
_SHARED = ("__main__", "site", "codecs", "encodings", "zipimport", "_frozen_importlib")
"""Modules in Python that there is only one of: the interpreter itself holds on to them."""


class _PrivateLoader:
    """Executes a module's code with the private builtins."""

    def __init__(self, loader: Any, cache: Any) -> None:
        self._loader = loader
        self._cache = cache

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        # A frozen module gets its `__file__` here.
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        code: CodeType
        if self._cache is None:
            code = self._loader.get_code(module.__name__)
        else:
            code = self._cache.code_of_module(self._loader, module.__name__)
        vars(module)["__builtins__"] = PRIVATE_BUILTINS
        exec(code, vars(module))


class _PrivateFinder:
    """Finds the agent's package beside its folder and everything else where Python does."""

    def __init__(self, package_folder: str) -> None:
        self._package_folder = package_folder
        self.cache: Any = None

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: object = None
    ) -> ModuleSpec | None:
        spec = self._find(name, path)
        if spec is not None:
            loader: Any = spec.loader
            if loader is FrozenImporter or isinstance(loader, SourceFileLoader):
                spec.loader = _PrivateLoader(loader, self.cache)  # type: ignore[assignment]
        return spec

    def _find(self, name: str, path: Sequence[str] | None) -> ModuleSpec | None:
        if name == _PACKAGE:
            separator = "\\" if "\\" in self._package_folder else "/"
            origin = self._package_folder + separator + "__init__.py"
            spec = spec_from_loader(name, SourceFileLoader(name, origin), origin=origin)
            assert spec is not None
            spec.submodule_search_locations = [self._package_folder]
            return spec
        if name.startswith(_PACKAGE + "."):
            return PathFinder.find_spec(name, path)
        for finder in (BuiltinImporter, FrozenImporter):
            if (found := finder.find_spec(name, path)) is not None:
                return found
        return PathFinder.find_spec(name, path)


def load_agent(agent_folder: str, before: dict[str, ModuleType]) -> ModuleType:
    """Import the agent's entry module and return it, leaving ``sys.modules`` as ``before``."""
    package_folder = agent_folder.rstrip("/\\")
    cut = max(package_folder.rfind("/"), package_folder.rfind("\\"))
    finder: Any = _PrivateFinder(package_folder[:cut])
    path = list(sys.path)
    for name, module in before.items():
        if _is_copied(name, module):
            del sys.modules[name]
    sys.meta_path.insert(0, finder)
    # The agent itself needs nothing that the user installed.
    sys.path[:] = [entry for entry in path if not _is_site_folder(entry)]
    importer_cache = dict(sys.path_importer_cache)
    try:
        entry = _load_with_cache(finder, agent_folder)
    finally:
        sys.meta_path.remove(finder)
        sys.path[:] = path
    private = {
        name: module for name, module in sys.modules.items() if before.get(name) is not module
    }
    # In the order that they had: that of the interpreter's end.
    sys.modules.clear()
    sys.modules.update(before)
    sys.path_importer_cache.clear()
    sys.path_importer_cache.update(importer_cache)
    # Without `__main__`: a reference to it would change the order of the interpreter's end.
    served = {name: module for name, module in before.items() if name != "__main__"}
    PRIVATE_BUILTINS["__import__"] = _importer_of(served | private)
    return entry


def _load_with_cache(finder: _PrivateFinder, agent_folder: str) -> ModuleType:
    module: Any = __import__(f"{_PACKAGE}.agent.code_cache", fromlist=["CodeCache"])
    finder.cache = cache = module.CodeCache(agent_folder)
    PRIVATE_BUILTINS.update(exec=cache.run_text, eval=cache.evaluate_text)
    try:
        return __import__(f"{_PACKAGE}.agent.entry", fromlist=["run"])
    finally:
        PRIVATE_BUILTINS.update(exec=exec, eval=eval)
        cache.close()


def _is_copied(name: str, module: ModuleType) -> bool:
    if name.partition(".")[0] in _SHARED:
        return False
    loader: Any = getattr(getattr(module, "__spec__", None), "loader", None)
    return loader is FrozenImporter or isinstance(loader, SourceFileLoader)


def _is_site_folder(entry: str) -> bool:
    return "site-packages" in entry or "dist-packages" in entry


def _importer_of(modules: dict[str, ModuleType]) -> Any:
    """Return an ``__import__`` for agent code that serves only what is loaded already.

    Standard modules import lazily here and there; such an import must not reach the program's
    ``sys.modules``, nor a file of the script's folder that bears a standard module's name.
    """

    def private_import(
        name: str,
        globals: dict[str, Any] | None = None,
        locals: dict[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if level:
            package = (globals or {})["__package__"].rsplit(".", level - 1)[0]
            name = f"{package}.{name}" if name else package
        try:
            module = modules[name]
            return module if fromlist or level else modules[name.partition(".")[0]]
        except KeyError:
            raise ImportError(f"the debugger imports nothing after start-up: {name}") from None

    return private_import
