"""DAP on standard input and output for editors and tests: starts a debuggee and relays.

``python -m coro_debugger.adapter``. Standard library and the protocol only. One thread does
everything (`EventLoop`), so the order of messages is the order of the code. POSIX systems only:
elsewhere pipes cannot be waited for together with sockets.
"""
