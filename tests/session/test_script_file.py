"""Reading scripts, good and bad."""

import pytest

from coro_debugger.session.script_file import ProblemKind, read_script


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"x = 1\n", "x = 1\n", "utf-8"),
        ("# grüße\n".encode(), "# grüße\n", "utf-8"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n", "utf-8-sig"),
        (b"# -*- coding: latin-1 -*-\ns = '\xfc'\n", None, "iso-8859-1"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\ns = '\x80'\n", None, "cp1252"),
        (b"x = 1\r\ny = 2\rz = 3\n", "x = 1\ny = 2\nz = 3\n", "utf-8"),
        (b"x = '\\d'\nassert (1, 'always')\n", None, "utf-8"),
    ],
    ids=["ascii", "utf-8", "BOM", "latin-1", "second line", "line ends", "warnings"],
)
def test_good(script, data, text, encoding):
    result = read_script(str(script(data)))
    assert result.problem is None
    assert result.encoding == encoding
    assert result.text == (text or data.decode(encoding))


@pytest.mark.parametrize(
    ("data", "kind", "line"),
    [
        (b"", ProblemKind.EMPTY, None),
        (b" \n\t\n", ProblemKind.EMPTY, None),
        (b"x = 1\n\ny = '\0'\n", ProblemKind.NUL_BYTES, 3),
        (b"x = 1\ny = '\xfc'\n", ProblemKind.NOT_DECODABLE, 2),
        (b"a\nb\nc\nx = '\xfc'\n", ProblemKind.NOT_DECODABLE, 4),
        (b"# coding: ascii\n\nx = '\xfc'\n", ProblemKind.NOT_DECODABLE, 3),
        (b"# coding: klingon\nx = 1\n", ProblemKind.BAD_CODING, 1),
        (b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", ProblemKind.BAD_CODING, 1),
        (b"x = 1\nprint 'hello'\n", ProblemKind.SYNTAX, 2),
        (b"def f(:\n", ProblemKind.SYNTAX, 1),
        (b"x = 1\nreturn 2\n", ProblemKind.SYNTAX, 2),
        (b"x = " + b"(" * 5000, ProblemKind.SYNTAX, 1),
    ],
    ids=str,
)
def test_bad(script, data, kind, line):
    result = read_script(str(script(data)))
    assert (result.problem.kind, result.problem.line) == (kind, line)
    assert result.can_be_shown


def test_python_2_gets_python_s_own_words(script):
    problem = read_script(str(script(b"for x in 1, 2:\n    print x\n"))).problem
    assert problem.message.startswith("Missing parentheses in call to 'print'")
    assert (problem.line, problem.column) == (2, 5)


def test_no_file(tmp_path):
    for path in (str(tmp_path / "none.py"), "a\0b", str(tmp_path / "none" / "x.py")):
        result = read_script(path)
        assert result.problem.kind is ProblemKind.MISSING
        assert not result.can_be_shown


def test_a_folder(tmp_path):
    assert read_script(str(tmp_path)).problem.kind is ProblemKind.IS_FOLDER


def test_a_large_script_is_read_without_being_compiled(script):
    lines = b"x = 1\n" * 100_000
    result = read_script(str(script(lines + b"print 'x'\n")))
    assert result.problem is None
    assert result.text.count("\n") == 100_001


def test_a_device_that_never_ends():
    result = read_script("/dev/zero")
    assert result.problem.kind is ProblemKind.NOT_A_FILE
