"""Text with nothing invisible in it: what would steer a layout is shown as a picture."""

from __future__ import annotations

from pathlib import PurePath

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_CONTROLS |= {0x7F: 0x2421, 0x2028: 0x2424, 0x2029: 0x2424, 0xFDD0: 0xFFFD, 0xFDD1: 0xFFFD}
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)  # bytes of a name that are no text


def visible_controls(text: str) -> str:
    """Replace characters that steer terminals and text layouts by pictures of the same length."""
    return text.translate(_CONTROLS)


def visible_name(name: str) -> str:
    """Return a path, or any name, on one line, whatever characters it has."""
    return visible_controls(name).replace("\n", "␊").replace("\r", "␍").replace("\t", "␉")


def file_name(path: str) -> str:
    """Return the name of a file as it can be shown."""
    return visible_name(PurePath(path).name)
