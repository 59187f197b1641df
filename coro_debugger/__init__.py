"""Coro Debugger: see and drive Python coroutines.

The debuggee loads this module too, so it imports nothing.
"""

__version__ = "0.1.0.dev0"
