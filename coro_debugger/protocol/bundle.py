"""What differs where the program is a bundle: the Python inside, and what is kept from others.

A bundle's launcher changes the environment, so that the window finds its libraries. Nothing that
the window or the adapter starts may see that: an interpreter from outside would load the libraries
of the bundle. So `clean_environment` takes it back once, before anything is started.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

PYTHON_FOLDER = "python"
"""Where in the bundle the interpreter for scripts lies."""
_PROGRAM = "python.exe" if sys.platform == "win32" else "bin/python3"
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_DATA_PATHS = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "TCL_LIBRARY", "TK_LIBRARY", "FONTCONFIG_FILE")
_AT_START = Path("/proc/self/environ")
_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS
)


def bundle_folder() -> str | None:
    """Return the folder of the bundle's files; None where the program is not a bundle."""
    folder: str | None = getattr(sys, "_MEIPASS", None)
    return folder


def default_python() -> str:
    """Return the interpreter that runs a script for which none was chosen.

    In a bundle it is the one inside; in one that was built without, the ``python3`` of the PATH.
    """
    folder = bundle_folder()
    if folder is None:
        return sys.executable
    inside = Path(folder, PYTHON_FOLDER, _PROGRAM)
    return str(inside) if inside.exists() else shutil.which("python3") or "python3"


def clean_environment() -> None:
    """Make this process's environment what it was before the bundle's launcher changed it."""
    folder = bundle_folder()
    if folder is not None:
        before = unbundled(_environment_at_start(), folder)
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def _environment_at_start() -> dict[str, str]:
    """Return what the launcher handed on: start-up code has changed ``os.environ`` since."""
    try:
        pairs = _AT_START.read_bytes().split(b"\0")
    except OSError:
        return dict(os.environ)
    split = (os.fsdecode(pair).partition("=") for pair in pairs if b"=" in pair)
    return {name: value for name, _, value in split}


def unbundled(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return ``environment`` without what the launcher of the bundle in ``folder`` put there."""
    clean = {name: value for name, value in environment.items() if not name.startswith("_PYI_")}
    for name in _LIBRARY_PATHS:
        changed = clean.pop(name, "")
        value = clean.pop(f"{name}_ORIG", changed)
        value = os.pathsep.join(p for p in value.split(os.pathsep) if not _is_inside(p, folder))
        if value:
            clean[name] = value
    for name in _DATA_PATHS:
        if _is_inside(clean.get(name, ""), folder):
            del clean[name]
    return clean


def add_certificates(environment: MutableMapping[str, str], python: str) -> None:
    """Let ``python`` find the system's certificates if it is the one in the bundle.

    Its OpenSSL looks where the system has them on which the bundle was built.
    """
    folder = bundle_folder()
    if folder is None or not _is_inside(python, folder) or "SSL_CERT_DIR" in environment:
        return
    for path in filter(os.path.exists, _CERTIFICATES):
        environment.setdefault("SSL_CERT_FILE", path)


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
