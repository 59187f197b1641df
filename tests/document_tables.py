"""Tables in the user guide that are the program's own words: ``python -m tests.document_tables``.

That writes them anew between their marks in the guide; a test finds it out when they are not.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from coro_debugger.app import DebuggerApp
from coro_debugger.models.breakpoint_words import event_hint, event_words
from coro_debugger.models.explanations import explanation
from coro_debugger.models.words import role_hint, role_word
from coro_debugger.protocol.coroutines import CoroutineEvent, Role
from coro_debugger.session.settings import Settings
from coro_debugger.session.state import SessionState
from coro_debugger.views.actions import COMMANDS
from coro_debugger.views.drive_rules import why_not_now
from coro_debugger.views.shortcut_list import shortcut_groups

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDE = DOCS / "user-guide.md"
_SITUATION = re.compile(r"^\| `(\w+)` \| (.+?) \|$", re.MULTILINE)
_PANELS = ("Panels", "Go to")


def tables(app: DebuggerApp) -> dict[str, str]:
    """Return every table of the guide by its name."""
    return {
        "keys": keys(app),
        "explanations": explanations(),
        "roles": two_columns(
            ("Role", "What it says"), ((role_word(r), role_hint(r)) for r in Role)
        ),
        "events": two_columns(
            ("Event", "Where it stops, and what `value` is"),
            ((event_words(e), event_hint(e)) for e in CoroutineEvent),
        ),
        "reasons": two_columns(
            ("While the window is", "it says"),
            ((s.value, why_not_now(s)) for s in SessionState if why_not_now(s)),
        ),
    }


def keys(app: DebuggerApp) -> str:
    """Return all commands and keys, a table for each menu and view."""
    tips = {command.name: command.tip for command in COMMANDS}
    parts = []
    for group in shortcut_groups(app.window):
        rows = []
        for line in group.lines:
            name = line.action.objectName() if line.action else ""
            rows.append(
                (line.words, ", ".join(_key(k) for k in _split(line.keys)), tips.get(name, ""))
            )
        parts.append(f"**{group.title}**\n\n{_table(('Command', 'Keys', 'What it does'), rows)}")
    return "\n\n".join(parts)


def explanations() -> str:
    """Return what each explanation says, with the situation as docs/protocol.md has it."""
    text = (DOCS / "protocol.md").read_text(encoding="utf-8")
    found = text[text.index("| key | situation |") :]
    rows = ((s, explanation(key)) for key, s in _SITUATION.findall(found))
    return two_columns(("What happened", "What the window says"), rows)


def two_columns(headers: tuple[str, str], rows: Iterator[tuple[str, str]]) -> str:
    """Return a table of pairs."""
    return _table(headers, list(rows))


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    used = [n for n in range(len(headers)) if any(row[n] for row in rows)]
    lines = [[headers[n] for n in used], ["---"] * len(used)]
    lines += [[row[n].replace("|", "\\|").replace("\n", " ") for n in used] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _split(keys_text: str) -> list[str]:
    return [key for key in keys_text.split(", ") if key]


def _key(key: str) -> str:
    return f"`{key}`"


def put(text: str, name: str, table: str) -> str:
    """Return ``text`` with a table between its marks. Raises ValueError if they are not there."""
    begin, end = f"<!-- table: {name} -->\n", "\n<!-- end of table -->"
    before, mark, rest = text.partition(begin)
    _, closing, after = rest.partition(end)
    if not (mark and closing):
        raise ValueError(f"no table {name}")
    return f"{before}{begin}\n{table}\n{end}{after}"


def refreshed(text: str, app: DebuggerApp) -> str:
    """Return the guide with all tables as they should be."""
    for name, table in tables(app).items():
        text = put(text, name, table)
    return text


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        app = DebuggerApp(application, Settings(store))
        text = GUIDE.read_text(encoding="utf-8")
        GUIDE.write_text(refreshed(text, app), encoding="utf-8")


if __name__ == "__main__":
    main()
