"""The program's ``sys.modules``, whatever it has put in that place."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

INTERPRETER_MODULES = sys.modules
"""The modules that the interpreter itself looks in; the program's too unless it replaces them."""


def program_modules() -> dict[str, ModuleType]:
    """Return what the program imports from."""
    found = getattr(sys, "modules", None)
    return found if type(found) is dict else INTERPRETER_MODULES
