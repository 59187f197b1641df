# ruff: noqa: PTH100, PTH109, PTH119, PTH123 - the module that is checked has no pathlib either
import codecs
import encodings.cp1252  # noqa: F401 - as a program that uses it has loaded it
import linecache
import os
import sys
import tempfile

from coro_debugger.agent import source_text
from coro_debugger.agent.source_text import (
    decode,
    line_of,
    lines_of,
    source_of,
    text_of_reference,
)

FOLDER = tempfile.mkdtemp(prefix="coro-debugger-checks-")


def written(name, data):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def code_named(filename, text="x = 1"):
    return compile(text, filename, "exec")


def check_lines_of_this_file():
    lines = lines_of(__file__)
    assert lines[1] == "import codecs"
    number = check_lines_of_this_file.__code__.co_firstlineno
    assert line_of(__file__, number) == "def check_lines_of_this_file():"
    assert line_of(__file__, 0) is None
    assert line_of(__file__, len(lines) + 1) is None


def check_line_ends_are_those_of_python():
    path = written("ends.py", b"a = 1\r\nb = 2\rc = 3\n\x0cd = '\xe2\x80\xa8'\n")
    assert lines_of(path) == ["a = 1", "b = 2", "c = 3", "\x0cd = '\u2028'"]
    # As many as Python counts.
    with open(path, "rb") as file:
        assert compile(file.read(), path, "exec").co_filename == path


def check_coding_cookies():
    assert decode("# -*- coding: latin-1 -*-\nä".encode("latin-1")).endswith("ä")
    assert (
        decode("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n€".encode("cp1252"))[-1] == "€"
    )
    assert decode("# coding=windows-1252\n€".encode("cp1252"))[-1] == "€"
    assert decode(codecs.BOM_UTF8 + "ä".encode()) == "ä"
    assert decode("ä".encode()) == "ä"
    # Too late, and behind code: no cookie.
    assert decode("\n\n# coding: latin-1\nä".encode())[-1] == "ä"
    assert decode("x = 1\n# coding: latin-1\nä".encode())[-1] == "ä"


def check_bytes_that_are_not_text():
    assert decode(b"\xff\xfe\x00") == "\ufffd\ufffd\x00"
    assert decode(b"# coding: no-such-codec\n\xff")[-1] == "\ufffd"
    # Not loaded by the program: nothing is imported for it.
    assert "encodings.cp500" not in sys.modules
    decode(b"# coding: cp500\nx")
    assert "encodings.cp500" not in sys.modules


def check_files_that_are_not_there():
    for name in ("<string>", "<stdin>", os.path.join(FOLDER, "missing.py"), "", "\0", FOLDER, "<>"):
        assert lines_of(name) is None
        assert line_of(name, 1) is None


def check_source_of_a_file():
    source = source_of(check_source_of_a_file.__code__)
    assert source.path == os.path.abspath(__file__)
    assert source.name == os.path.basename(__file__)
    assert source.source_reference is None
    assert source_of(check_source_of_a_file.__code__) is source


def check_relative_names_mean_the_folder_of_the_start():
    name = os.path.relpath(__file__)
    before = os.getcwd()
    os.chdir(FOLDER)
    try:
        assert source_of(code_named(name)).path == os.path.normpath(os.path.abspath(__file__))
    finally:
        os.chdir(before)


def check_code_without_a_file():
    source = source_of(code_named("<string>"))
    assert (source.name, source.path, source.source_reference) == ("<string>", None, None)
    source = source_of(code_named(os.path.join(FOLDER, "gone.py")))
    assert source.path is None


def check_text_that_the_program_publishes():
    linecache.cache["<doctest 1>"] = (6, None, ["x = 1\n", "y = 2\n"], "<doctest 1>")
    linecache.cache["<odd 1>"] = (None, None, None, None)
    linecache.cache["<odd 2>"] = (lambda: "lazy",)
    try:
        source = source_of(code_named("<doctest 1>"))
        assert text_of_reference(source.source_reference) == "x = 1\ny = 2"
        assert text_of_reference(0) is None
        assert text_of_reference(source.source_reference + 1) is None
        assert source_of(code_named("<odd 1>")).source_reference is None
        assert source_of(code_named("<odd 2>")).source_reference is None
    finally:
        linecache.clearcache()


def check_the_cache_is_bounded():
    for number in range(600):
        lines_of(f"<nothing {number}>")
    assert len(source_text._lines) <= 256
