"""Where the supported versions of CPython differ: one named flag for each fact.

A flag says what is true, not which version it is; its comment says how that was found out.
Nothing else in the agent compares versions.
"""

from __future__ import annotations

import sys

ASYNC_GENERATOR_TELLS_SUSPENDED = sys.version_info >= (3, 12)
"""``ag_suspended`` exists (bpo-35759 added the other two kinds in 3.11, this one in 3.12)."""

HAS_MONITORING = sys.version_info >= (3, 12)
"""``sys.monitoring`` exists (PEP 669): the debugger itself need not trace."""

LOCALS_WRITE_THROUGH = sys.version_info >= (3, 13)
"""``frame.f_locals`` of a function reads and writes its variables (PEP 667).

Before, it is a snapshot that the frame keeps, and an assignment to it is ignored, also for a
suspended coroutine.
"""

TRACING_WRITES_LOCALS_BACK = not LOCALS_WRITE_THROUGH
"""After a trace function returns, CPython copies the snapshot into the variables again.

``call_trampoline`` calls ``PyFrame_LocalsToFast(frame, 1)``: a name missing from the snapshot
would be unbound in the program. So the snapshot is never emptied while somebody traces.
"""

HANDLED_EXCEPTION_LEAVES_NONE = sys.version_info < (3, 13)
"""``gc.get_referents`` of a generator ends with a None once it has handled an exception.

That is its cleared exception state; from 3.13 on the state is empty again after the handler.
Inside a handler all versions end with the exception that is being handled. Run: a generator
with ``try: 1/0 / except ZeroDivisionError: pass`` before its ``yield``.
"""

FRAMES_OUTLIVE_THEIR_VARIABLES = sys.version_info[:2] == (3, 13)
"""Reading ``f_locals`` of a generator's frame after the generator was closed or freed may crash.

Only where it was suspended outside any ``try`` (cpython#125723; run on 3.13.0: a segmentation
fault). So a frame of a suspended coroutine is only read after asking the coroutine for it again.
"""

HAS_LAST_EXC = sys.version_info >= (3, 12)
"""`sys.last_exc` is set for an exception that is not caught."""
