"""The text of source files, and of code that is in no file.

Files are read as Python reads them (coding cookie, all kinds of line ends) but nothing is
imported for it: a codec that the program has not loaded is replaced by UTF-8.
"""

from __future__ import annotations

import encodings
import os.path
import re

from ..protocol.values import Source
from .program_modules import program_modules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_LINE_END = re.compile("\r\n|\r|\n")
_BUILT_IN_CODECS = frozenset({"utf_8", "ascii", "latin_1"})
_BOM = b"\xef\xbb\xbf"
_MAX_FILES = 256
_MAX_BYTES = 32 << 20
_start_folder = os.path.abspath(".")

_lines: dict[str, list[str] | None] = {}
_sources: dict[str, Source] = {}
_references: dict[str, int] = {}
_generated: list[str] = []


def lines_of(filename: str) -> list[str] | None:
    """Return the lines (without their ends) of the code in ``filename``; None if there is no text.

    They are those of the first time of asking: what runs does not change with the file.
    """
    try:
        return _lines[filename]
    except KeyError:
        pass
    if len(_lines) >= _MAX_FILES:
        _lines.clear()
    lines = _lines[filename] = _read_lines(filename)
    return lines


def forget_text(filename: str) -> None:
    """Read a file anew when it is asked for next: it was written before it was run."""
    _lines.pop(filename, None)
    _sources.pop(filename, None)


def line_of(filename: str, number: int) -> str | None:
    """Return line ``number`` (from 1), None if it is not there."""
    lines = lines_of(filename)
    return lines[number - 1] if lines is not None and 0 < number <= len(lines) else None


def source_of(code: CodeType) -> Source:
    """Return where the text of ``code`` is: a path, a reference to ask for, or only a name."""
    filename = code.co_filename
    source = _sources.get(filename)
    if source is None:
        if len(_sources) >= _MAX_FILES * 4:
            _sources.clear()
        source = _sources[filename] = _locate(filename)
    return source


def text_of_reference(reference: int) -> str | None:
    """Return the text that a source reference stands for."""
    return _generated[reference - 1] if 0 < reference <= len(_generated) else None


def is_generated_name(filename: str) -> bool:
    """Tell whether the name is one for code that is in no file, such as ``<string>``."""
    return filename.startswith("<") and filename.endswith(">")


def _locate(filename: str) -> Source:
    if not is_generated_name(filename):
        path = os.path.join(_start_folder, filename)
        if os.path.isfile(path):
            return Source(os.path.basename(path), path)
    if filename not in _references:
        lines = lines_of(filename)
        if lines is None:
            return Source(filename)
        _generated.append("\n".join(lines))
        _references[filename] = len(_generated)
    return Source(filename, source_reference=_references[filename])


def _read_lines(filename: str) -> list[str] | None:
    if not is_generated_name(filename):
        try:
            with open(os.path.join(_start_folder, filename), "rb") as file:
                data = file.read(_MAX_BYTES)
            return _split(decode(data))
        except (OSError, ValueError):
            pass
    return _published_lines(filename)


def _published_lines(filename: str) -> list[str] | None:
    # Programs that generate code (doctest, dataclass makers, notebooks) publish its text here.
    linecache = program_modules().get("linecache")
    cache = getattr(linecache, "cache", None)
    entry = cache.get(filename) if type(cache) is dict else None
    if type(entry) is not tuple or len(entry) != 4 or type(entry[2]) is not list:
        return None
    lines = [line for line in entry[2] if type(line) is str]
    return _split("".join(lines)) if lines else None


def _split(text: str) -> list[str]:
    # Not splitlines: Python ends a line neither at a form feed nor at U+2028.
    lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines


def decode(data: bytes) -> str:
    """Return the text of a source file, by its byte order mark or coding cookie."""
    if data.startswith(_BOM):
        return data[len(_BOM) :].decode("utf-8", "replace")
    for line in data.split(b"\n", 2)[:2]:
        cookie = _COOKIE.match(line)
        if cookie is not None:
            return data.decode(_loaded_codec(cookie.group(1).decode("ascii")), "replace")
        if line.strip() and not line.lstrip().startswith(b"#"):
            break
    return data.decode("utf-8", "replace")


def _loaded_codec(name: str) -> str:
    normal = encodings.normalize_encoding(name).lower()
    aliases = program_modules().get("encodings.aliases")
    known = getattr(aliases, "aliases", {})
    normal = known.get(normal, normal)
    loaded = normal in _BUILT_IN_CODECS or f"encodings.{normal}" in program_modules()
    return normal if loaded else "utf-8"
