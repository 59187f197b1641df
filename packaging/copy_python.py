"""Makes the copy of this Python for the bundle: ``python copy_python.py FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from bundled_python import copy_python

copy_python(Path(sys.argv[1]), libraries="..")
