"""The documents name what is there: links, pictures, words, keys and commands."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDockWidget

from coro_debugger import cli
from coro_debugger.app import DebuggerApp
from coro_debugger.models.coroutine_columns import HEADERS
from coro_debugger.models.words import _KINDS, _OUTCOMES, _STATES
from coro_debugger.protocol.commands import ResumeOutcome
from coro_debugger.protocol.explanations import Explanation
from coro_debugger.session.settings import Settings
from tests import document_tables

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
RELIABILITY = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
HOSTILE = ROOT / "tests" / "hostile"
GUIDE = (ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_FENCED = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^ {4,6}(\S.*)$", re.MULTILINE)
_STARTS = ("python", ".venv/bin/", "coro-debugger", "apt-get", "tar ")
# What stands for something else in the pattern of a command line.
_FILLED = {"PATH": "/usr/bin/python3", "[argument": "one", "...]": "two"}

PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture
def app(qtbot, tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    app = DebuggerApp(QApplication.instance(), Settings(store))
    yield app
    app.window.close()
    app.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def anchors(page: Path) -> set[str]:
    """Return what a page's headings are called in links, as GitHub makes it."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def commands(text: str) -> list[str]:
    """Return the command lines of a page, each part of a chain by itself."""
    lines = [line for block in _FENCED.findall(text) for line in block.splitlines()]
    plain = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines += _INDENTED.findall(plain)
    parts = [part.strip() for line in lines for part in line.split("&&")]
    return [part.partition("  #")[0].strip() for part in parts if part.startswith(_STARTS)]


# --- links and pictures ------------------------------------------------------------------------


@PAGE
def test_links_lead_somewhere(page):
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            assert target.startswith("https://"), target
            continue
        file, _, anchor = target.partition("#")
        other = (page.parent / file).resolve() if file else page
        assert other.exists(), target
        assert not anchor or anchor in anchors(other), target


def test_every_page_is_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = {target.partition("#")[0] for target in _LINK.findall(readme)}
    pages = {page.relative_to(ROOT).as_posix() for page in PAGES if page.parent.name == "docs"}
    assert pages <= linked


def test_every_picture_is_shown_and_told_in_words():
    shown = set()
    for page in PAGES:
        for words, target in _PICTURE.findall(page.read_text(encoding="utf-8")):
            assert words, target
            shown.add((page.parent / target).resolve())
    assert shown == set(PICTURES.glob("*.png"))


# --- the user guide ----------------------------------------------------------------------------


def test_the_tables_of_the_guide_are_the_programs_own_words(app):
    assert document_tables.refreshed(GUIDE, app) == GUIDE, (
        "the guide is out of date: python -m tests.document_tables writes its tables"
    )
    assert len(document_tables.keys(app)) > 1000


def test_every_explanation_has_a_situation():
    text = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    told = document_tables._SITUATION.findall(text[text.index("| key | situation |") :])
    assert {key for key, _ in told} >= {key.value for key in Explanation}


def test_every_word_of_state_and_outcome_is_told():
    words = [*_STATES.values(), *_OUTCOMES.values(), *(o.value for o in ResumeOutcome)]
    for word in words:
        assert f"\n| {word} | " in GUIDE, word
    for header in HEADERS.values():
        assert f"\n| {header} | " in GUIDE, header
    for kind in _KINDS.values():
        assert kind in " ".join(GUIDE.split()).replace("**", ""), kind


def test_every_panel_is_told(app):
    titles = [dock.windowTitle() for dock in app.window.findChildren(QDockWidget)]
    assert len(titles) > 5
    for title in titles:
        assert f"\n## {title}\n" in GUIDE, title
    tabs = app.window.frame.tabs
    for number in range(tabs.count()):
        assert f"**{tabs.tabText(number)}.**" in GUIDE


# --- reliability -------------------------------------------------------------------------------


def cells(text: str) -> list[list[str]]:
    """Return the rows of the tables of a page, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in rows if row[0] != "tried"]


def test_every_hostile_program_and_its_tests_are_told():
    rows = cells(RELIABILITY)
    assert {len(row) for row in rows} == {4}
    tests = {path.name: path.read_text(encoding="utf-8") for path in HOSTILE.glob("test_*.py")}
    run = " ".join(tests.values())
    programs = {path.stem for path in (HOSTILE / "programs").glob("*.py")}
    told = set(re.findall(r"`(\w+)`", " ".join(row[1] for row in rows)))
    assert told == {each for each in programs if re.search(rf'"{each}(\.py)?"', run)}
    assert set(re.findall(r"`(test_\w+\.py)`", " ".join(row[3] for row in rows))) == set(tests)


def test_what_is_quoted_is_what_is_said():
    said = set()
    for path in (ROOT / "coro_debugger").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    quoted = re.findall(r'"([^"]+)"', " ".join(row[2] for row in cells(RELIABILITY)))
    assert len(quoted) > 10
    for words in quoted:
        for part in words.split("…"):
            assert any(part.strip() in text for text in said), words


# --- commands ----------------------------------------------------------------------------------


@PAGE
def test_commands_can_be_given(page):
    for command in commands(page.read_text(encoding="utf-8")):
        program, *arguments = shlex.split(command)
        name = Path(program).name
        if name == "coro-debugger" and arguments:
            given = [_FILLED.get(a.strip("[]"), _FILLED.get(a, a.strip("[]"))) for a in arguments]
            cli.parser().parse_args(given)
        elif name in ("python", "python3"):
            check_python(arguments)
        elif name in ("ruff", "mypy", "pip"):
            assert arguments or name == "mypy", command
        elif name == "apt-get":
            assert arguments[0] == "install", command


def check_python(arguments: list[str]) -> None:
    if arguments[0] == "-m":
        assert importlib.util.find_spec(arguments[1]) is not None, arguments
    else:
        assert (ROOT / arguments[0]).is_file(), arguments


def test_there_are_commands_to_check():
    found = {page.name: commands(page.read_text(encoding="utf-8")) for page in PAGES}
    assert len(found["README.md"]) >= 8
    assert len(found["contributing.md"]) >= 8
    assert any("packaging/check_bundle.py" in c for c in found["contributing.md"])


def test_the_workflow_calls_what_is_there():
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    files = re.findall(r"(?<![\w/])((?:packaging|\.ci)/[\w./]+)", text)
    assert {".ci/run", "packaging/build_bundle.py", "packaging/check_bundle.py"} <= set(files)
    for file in files:
        assert (ROOT / file).exists(), file


def test_the_readme_of_the_bundle_names_its_files():
    text = (ROOT / "packaging" / "linux" / "README.txt").read_text(encoding="utf-8")
    for file in re.findall(r"share/([\w-]+)", text):
        assert shutil.which(str(ROOT / "packaging" / "linux" / file)), file
    for option in re.findall(r"--[a-z]+", text):
        known = cli.parser().format_help() + "--undo"
        assert option in known, option
