"""Runs until it is ended."""

import os
import pathlib

pathlib.Path(__file__).with_name("endless.pid").write_text(str(os.getpid()))
while True:
    pass
