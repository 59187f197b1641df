"""Start of a debuggee: ``<python> <this file> script args``.

This module's namespace becomes the program's ``__main__``, so everything here is deleted again.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - started in whatever interpreter the user chose
    sys.stderr.write("Coro Debugger needs Python 3.11 or later, this is %s\n" % sys.version)  # noqa: UP031
    sys.exit(87)  # launch.UNSUPPORTED_PYTHON_STATUS


def _load_agent():  # type: ignore[no-untyped-def]  # noqa: ANN202
    # The folder of the agent leaves sys.path before anything of ours is imported, and the agent
    # is found without sys.path: a script's own folder never wins over a standard module here.
    from _frozen_importlib_external import SourceFileLoader

    before = dict(sys.modules)
    folder = sys.path.pop(0)
    wrote_bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        name = "coro_debugger.agent.isolation"
        path = folder + ("\\" if "\\" in folder else "/") + "isolation.py"
        namespace = {"__name__": name, "__file__": path, "__builtins__": __builtins__}
        code = SourceFileLoader(name, path).get_code(name)
        exec(code, namespace)  # type: ignore[arg-type]
        return namespace["load_agent"](folder, before)  # type: ignore[operator]
    finally:
        sys.dont_write_bytecode = wrote_bytecode


_load_agent().run(globals())  # type: ignore[no-untyped-call]
