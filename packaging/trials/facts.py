"""Tells what a script finds in the Python that it runs in, as JSON in the file beside it."""

import importlib
import inspect
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import traceback
import warnings

MODULES = json.loads(pathlib.Path(__file__).with_name("modules.json").read_text())
QUIET = ("antigravity", "this", "idlelib", "turtledemo")  # they open windows or print


def square(number):
    return number * number


def importable():
    found = []
    for name in MODULES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(name)
            found.append(name)
        except ImportError:
            pass
    return found


def traceback_of_library():
    import shutil

    try:
        shutil.copyfile("/nowhere", "/nowhere else")
    except OSError:
        return traceback.format_exc().splitlines()


def child():
    code = "import sys, ssl; print(sys.executable, sys.prefix, ssl.OPENSSL_VERSION)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done.stdout + done.stderr


def secure():
    import ssl

    return len(ssl.create_default_context().get_ca_certs())


def database():
    import sqlite3

    return sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()[0]


def tcl():
    try:
        import tkinter
    except ImportError:
        return None
    return tkinter.Tcl().eval("info patchlevel") + tkinter.Tk().tk.eval("info library")[-3:]


def main():
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        squares = pool.map(square, range(5))
    facts = {
        "executable": sys.executable,
        "version": sys.version.split()[0],
        "prefix": sys.prefix,
        "path": sys.path,
        "importable": importable(),
        "squares": squares,
        "child": child(),
        "source": inspect.getsource(inspect.getsource),
        "traceback": traceback_of_library(),
        "certificates": secure(),
        "database": database(),
        "tcl": tcl() if "--tcl" in sys.argv else None,
        "environment": dict(os.environ),
        "mapped": sorted(set(mapped())),
    }
    target = pathlib.Path(__file__).with_name("facts.json")
    part = target.with_suffix(".part")
    part.write_text(json.dumps(facts))
    part.rename(target)


def mapped():
    with open("/proc/self/maps") as maps:
        for line in maps:
            name = line.split(maxsplit=5)[5:]
            if name and name[0].startswith("/"):
                yield name[0].strip()


if __name__ == "__main__":
    main()
