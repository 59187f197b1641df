"""The command line: ``coro-debugger [--python PATH] [--run] [script.py [arg ...]]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from . import __version__


def parser() -> argparse.ArgumentParser:
    """Return the parser; all that follows the script belongs to the script."""
    parser = argparse.ArgumentParser(
        prog="coro-debugger",
        description="Open a window that shows and drives the coroutines of a Python script.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--python", metavar="PATH", help="the interpreter that runs the script")
    parser.add_argument("--run", action="store_true", help="run the script at once")
    parser.add_argument("script", nargs="?", help="the script to open")
    parser.add_argument("args", nargs=argparse.REMAINDER, help="arguments for the script")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the arguments, then load Qt and show the window; return the exit status."""
    parsed = parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    try:
        from . import app
    except ImportError as error:
        message = f"coro-debugger: Qt could not be loaded: {error}\n"
        sys.stderr.write(message)
        return 1
    return app.main(app.Wish(parsed.script, parsed.args, parsed.python, parsed.run))
