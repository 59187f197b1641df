import pytest
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from coro_debugger.views.source_text import SourceText
from coro_debugger.views.syntax_highlighter import SyntaxHighlighter

MANY = 50_000


def first_format(block) -> QTextCharFormat:
    spans = block.layout().formats()  # held: a format lives only as long as its list
    return QTextCharFormat(spans[0].format)


@pytest.fixture
def highlighter(qapp):
    return SyntaxHighlighter()


def document_of(source: SourceText) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(source.text)
    return document


def coloured(highlighter: SyntaxHighlighter, document: QTextDocument, line: int) -> list[str]:
    """The pieces of a line that have a colour."""
    block = document.findBlockByNumber(line)
    highlighter.colour(block)
    text = block.text().encode("utf-16-le")
    pieces = [text[2 * f.start : 2 * (f.start + f.length)] for f in block.layout().formats()]
    return [piece.decode("utf-16-le") for piece in pieces]


def test_colours_keywords_names_and_strings(highlighter):
    source = SourceText("def f(x):\n    return 'a' # c")
    highlighter.set_source(source)
    document = document_of(source)
    assert coloured(highlighter, document, 0) == ["def", "f"]
    assert "# c" in coloured(highlighter, document, 1)


def test_counts_wide_characters_as_the_document_does(highlighter):
    source = SourceText("x = '🎉🎉'; return")
    highlighter.set_source(source)
    assert coloured(highlighter, document_of(source), 0)[-1] == "return"


def test_a_text_over_many_lines_is_one_colour(highlighter):
    source = SourceText('"""one\nreturn\n"""\nreturn')
    highlighter.set_source(source)
    document = document_of(source)
    assert coloured(highlighter, document, 1) == ["return"]
    assert first_format(document.findBlockByNumber(1)).fontItalic()


def test_another_scheme_gives_other_colours(highlighter):
    source = SourceText("return")
    highlighter.set_source(source)
    document = document_of(source)
    block = document.firstBlock()
    highlighter.colour(block)
    light = first_format(block).foreground().color()
    highlighter.set_dark(True)
    highlighter.colour(block)
    assert first_format(block).foreground().color() != light


def test_many_lines_are_coloured_in_small_steps(highlighter, qtbot):
    source = SourceText("\n".join(f"def f{i}(x): return x + {i}  # {i}" for i in range(MANY)))
    document = document_of(source)
    highlighter.set_source(source)
    assert not highlighter.is_finished
    assert "def" in coloured(highlighter, document, 0)
    assert "def" in coloured(highlighter, document, MANY - 1)  # by a guess, long before its turn
    assert not highlighter.is_finished
    with qtbot.waitSignal(highlighter.finished, timeout=60_000):
        pass
    assert "def" in coloured(highlighter, document, MANY // 2)


def test_code_is_told_from_comments_strings_and_keywords(highlighter):
    line = "return x + 'y'  # z"
    highlighter.set_source(SourceText(line))
    assert highlighter.is_code_at(0, line.index("x"))
    assert not highlighter.is_code_at(0, line.index("y'"))
    assert not highlighter.is_code_at(0, line.index("z"))
    assert not highlighter.is_code_at(0, line.index("return"))


def test_what_is_guessed_is_what_the_lexer_finds_in_the_end(highlighter, qtbot):
    part = "def f(x):\n    text = f\"{x}\"\n    return 'y', 0x1f  # z\n\n"
    source = SourceText(part * 1000)
    early, again, late = document_of(source), document_of(source), document_of(source)
    highlighter.set_source(source)
    middle = range(2000, 2300)
    # Downwards, as a page is painted, and upwards, as one is scrolled to.
    guessed = {line: coloured(highlighter, early, line) for line in middle}
    for line in reversed(middle):
        assert coloured(highlighter, again, line) == guessed[line]
    assert not highlighter.is_finished
    with qtbot.waitSignal(highlighter.finished, timeout=60_000):
        pass
    assert {line: coloured(highlighter, late, line) for line in middle} == guessed
    assert guessed[middle[0]] == ["def", "f"]


def test_long_lines_are_guessed_as_well(highlighter):
    line = "return " + " + ".join(f"name_{number}" for number in range(14))
    source = SourceText("\n".join([line] * 3000))
    document = document_of(source)
    highlighter.set_source(source)
    for number in range(2000, 2300):
        assert coloured(highlighter, document, number)[0] == "return"
    assert not highlighter.is_finished
