"""Matches a regular expression that will not be done in this life: C code that looks at signals."""
import re

print("ready", flush=True)
re.match(r"(a+)+$", "a" * 60 + "b")
