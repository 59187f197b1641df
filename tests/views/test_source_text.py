from coro_debugger.views.source_text import LONGEST_LINE, SourceText, units


def test_line_ends_of_every_system_are_lines():
    assert SourceText("a\r\nb\rc\nd").lines == ["a", "b", "c", "d"]


def test_separators_of_unicode_are_not_lines():
    text = SourceText("s = 'a\u2028b\u2029c'\nt")
    assert len(text.lines) == 2
    assert len(text.line(0)) == len("s = 'a b c'")


def test_control_characters_become_visible_and_keep_their_length():
    assert SourceText("a\x00b\x0cc\td").lines == ["a␀b␌c\td"]


def test_columns_count_utf16_units():
    text = SourceText("x = '🎉é' + y")
    assert text.to_units(0, 6) == 7
    assert text.to_code_points(0, 7) == 6
    assert text.to_code_points(0, 3) == 3
    assert units("🎉é") == 3


def test_an_endless_line_is_cut():
    assert len(SourceText("x" * 1_000_000).line(0)) == LONGEST_LINE + 2
