"""Every text that people read goes through translation, found by reading the source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import coro_debugger

PACKAGE = Path(coro_debugger.__file__).parent
MODULES = [*sorted(PACKAGE.glob("views/*.py")), *sorted(PACKAGE.glob("models/*.py")),
           PACKAGE / "app.py"]  # fmt: skip

# What takes a text to be shown.
SHOWS = {
    "setText", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis", "setTitle",
    "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setIconText",
    "setInformativeText", "setDetailedText", "setSuffix", "setPrefix", "setLabelText",
    "addAction", "addMenu", "addItem", "addSection", "addRow", "setHeaderLabels", "addTab",
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QAction", "QMenu", "QToolBar",
    "QDockWidget", "QGroupBox", "QToolButton", "QStandardItem", "WrappedLabel", "ElidedLabel",
    "PanelTitle", "say", "set_hint", "show_notice", "announce", "showMessage", "Chip",
}  # fmt: skip
TEXTS_FIRST = {"show_notice": 1, "PanelTitle": 2, "announce": 2}
"""How many of the first arguments are looked at, where further ones are no texts."""


def called(call: ast.Call) -> str:
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def has_words(text: str) -> bool:
    """Tell whether a text is more than signs, numbers and single letters."""
    return any(len(word) > 1 and word.isalpha() for word in text.replace("&", "").split())


def words_in(node: ast.expr) -> list[str]:
    """Return the texts that a value is made of without translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if has_words(node.value) else []
    if isinstance(node, ast.JoinedStr):
        return [text for part in node.values for text in words_in(part)]
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.IfExp):
        return [text for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)
                for text in words_in(part)]  # fmt: skip
    if isinstance(node, ast.Tuple | ast.List):
        return [text for part in node.elts for text in words_in(part)]
    if isinstance(node, ast.Call) and called(node) == "format":
        return words_in(node.func.value)
    return []


def untranslated(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        f"{path.name}:{call.lineno}: {called(call)}({text!r})"
        for call in calls
        if called(call) in SHOWS
        for argument in [*call.args[: TEXTS_FIRST.get(called(call))], *_keyword_values(call)]
        for text in words_in(argument)
    ]


def _keyword_values(call: ast.Call) -> list[ast.expr]:
    return [k.value for k in call.keywords if k.arg not in ("objectName", "name")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_text_that_is_shown_is_translated(path):
    assert untranslated(path) == []


def test_the_reader_finds_what_is_not(tmp_path):
    path = tmp_path / "view.py"
    path.write_text(
        "label.setText('Words here')\n"
        "label.setText(f'{name} is open')\n"
        "QPushButton('Save' if ok else tr('Cancel'))\n"
        "menu.addAction('Open {0}'.format(name), slot)\n"
        "bar.show_notice(self.tr('fine'), 'bad')\n"
        "label.setText(self.tr('fine'))\n"
        "label.setText('>>> ' + text)\n"
    )
    assert [line.partition(": ")[2] for line in untranslated(path)] == [
        "setText('Words here')",
        "setText(' is open')",
        "QPushButton('Save')",
        "addAction('Open {0}')",
    ]
