"""The start of the bundled program."""

from __future__ import annotations

import sys

from coro_debugger.cli import main

sys.exit(main())
