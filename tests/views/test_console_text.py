import pytest

from coro_debugger.views.console_text import LONGEST_LINE, ConsoleText, broken_lines, last_versions


def cleaned(*pieces: str) -> str:
    text = ConsoleText()
    return "".join(text.clean(piece) for piece in pieces)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (("a\tb\n",), "a\tb\n"),
        (("\x1b[1;31mred\x1b[0m",), "red"),
        (("\x1b[", "31mred"), "red"),
        (("\x1b[2Jx\x07\x00",), "␛[2Jx␇␀"),
        (("a\r\nb",), "a\nb"),
        (("a\r", "\nb"), "a\nb"),
        (("10%\r", "20%"), "10%\r20%"),
        (("\x1b]0;title\x07",), "␛]0;title␇"),
        (("\u2028\u2029",), "␤␤"),
    ],
)
def test_control_codes_do_no_harm(pieces, shown):
    assert cleaned(*pieces) == shown


def test_of_a_line_written_over_the_last_version_remains():
    assert last_versions("ab\n10%\r20%\r\nend") == (False, "ab\n20%\nend")
    assert last_versions("\r30%") == (True, "30%")
    assert last_versions("plain\n") == (False, "plain\n")


def test_endless_lines_are_broken():
    text = broken_lines("x" * (3 * LONGEST_LINE), column=LONGEST_LINE - 1)
    assert [len(line) for line in text.split("\n")] == [
        1,
        LONGEST_LINE,
        LONGEST_LINE,
        LONGEST_LINE - 1,
    ]
    assert broken_lines("a\nb", 5) == "a\nb"
