"""docs/protocol.md says what the code says: nothing missing, nothing extra, nothing different."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from coro_debugger.protocol import commands, coroutines, events, explanations, values
from coro_debugger.protocol.wire import field_name
from tests.dap.dap_client import DapClient, DapError
from tests.interpreters import found

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "protocol.md"
SCALARS = {str: "text", int: "integer", bool: "boolean", float: "number", type(None): "null"}
_HEADING = re.compile(r"^### (Request|Event|Type|Enum) `([^`]+)`$")
Row = tuple[str, ...]


def read_document() -> dict[str, dict[str, list[Row]]]:
    """Return the rows of every table, by section and by the word before the table."""
    sections: dict[str, dict[str, list[Row]]] = {}
    tables: dict[str, list[Row]] = {}
    table = ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = _HEADING.match(line)
            name = " ".join(heading.groups()) if heading else line.lstrip("# ")
            assert name not in sections, name
            tables = sections[name] = {}
            table = ""
        elif line in ("Arguments:", "Answer:"):
            table = line
            tables[table] = []
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            assert all(cells), f"an empty cell: {line}"
            tables.setdefault(table, []).append(tuple(cells))
    return sections


def type_text(hint: Any) -> str:
    """Return how the document writes a type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return "anything"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(type_text(each) for each in arguments)
    if origin is list:
        return f"list of {type_text(arguments[0])}"
    if origin is dict:
        return f"object of {type_text(arguments[1])}"
    return SCALARS.get(hint) or f"`{hint.__name__}`"


def is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def default_text(field: dataclasses.Field[Any]) -> str:
    if is_required(field):
        return "required"
    if field.default_factory is not dataclasses.MISSING:
        return f"`{field.default_factory()}`"
    if field.default is None:
        return "optional"
    is_text = isinstance(field.default, str)
    return f"`{field.default}`" if is_text else f"`{str(field.default).lower()}`"


def rows_of(cls: type[Any]) -> list[Row]:
    """Return name, type and default of every field, as the document has them."""
    hints = typing.get_type_hints(cls)
    rows = []
    for field in dataclasses.fields(cls):
        kind = type_text(hints[field.name]).removesuffix(" or null")
        rows.append((f"`{field_name(field)}`", kind, default_text(field)))
    return rows


def all_types() -> dict[str, type[Any]]:
    """Return the dataclasses that are neither arguments, answers nor events."""
    bodies = {arguments.BODY for arguments in commands.COMMANDS.values()} - {values.Capabilities}
    return {
        cls.__name__: cls
        for module in (values, coroutines, commands)
        for cls in vars(module).values()
        if isinstance(cls, type)
        and dataclasses.is_dataclass(cls)
        and not issubclass(cls, commands.Arguments)
        and cls not in bodies
        and cls.__module__ == module.__name__
    }


def all_enums() -> dict[str, type[Enum]]:
    return {
        cls.__name__: cls
        for module in (coroutines, commands, events)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Enum) and cls.__module__ == module.__name__
    }


SECTIONS = read_document()


def without_words(rows: list[Row]) -> list[Row]:
    return [row[:3] for row in rows]


@pytest.mark.parametrize("command", commands.COMMANDS)
def test_requests(command):
    arguments = commands.COMMANDS[command]
    tables = SECTIONS[f"Request {command}"]
    assert without_words(tables.get("Arguments:", [])) == rows_of(arguments)
    if arguments.BODY is values.Capabilities:
        return  # the section says so in words
    assert without_words(tables.get("Answer:", [])) == rows_of(arguments.BODY)


@pytest.mark.parametrize("event", events.EVENT_TYPES)
def test_events(event):
    tables = SECTIONS[f"Event {event}"]
    assert without_words(tables.get("", [])) == rows_of(events.EVENT_TYPES[event])


@pytest.mark.parametrize("name", all_types())
def test_types(name):
    assert without_words(SECTIONS[f"Type {name}"][""]) == rows_of(all_types()[name])


@pytest.mark.parametrize("name", all_enums())
def test_enumerations(name):
    documented = [row[0] for row in SECTIONS[f"Enum {name}"][""]]
    assert documented == [f"`{each.value}`" for each in all_enums()[name]]


def test_explanation_keys():
    documented = [row[0] for row in SECTIONS["Explanation keys"][""]]
    assert documented == [f"`{key.value}`" for key in explanations.Explanation]


def test_nothing_extra():
    known = (
        {f"Request {name}" for name in commands.COMMANDS}
        | {f"Event {name}" for name in events.EVENT_TYPES}
        | {f"Type {name}" for name in all_types()}
        | {f"Enum {name}" for name in all_enums()}
    )
    kinds = ("Request ", "Event ", "Type ", "Enum ")
    assert {name for name in SECTIONS if name.startswith(kinds)} == known


# --- when each request is answered, asked of a program that runs ----------------------------------

ENDING = ("terminate", "disconnect")


def answered_when() -> dict[str, str]:
    return {row[0].strip("`"): row[1] for row in SECTIONS["When each request is answered"][""]}


def test_every_request_says_when():
    assert list(answered_when()) == list(commands.COMMANDS)
    assert set(answered_when().values()) == {"adapter", "start", "held", "always"}


def least_arguments(cls: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {
        field_name(field): least_value(hints[field.name])
        for field in dataclasses.fields(cls)
        if is_required(field)
    }


def least_value(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint)).value
    origin = typing.get_origin(hint) or hint
    return {str: "x", int: 1, list: []}.get(origin, {})


def test_while_the_program_runs(script):
    program = script("import time\nprint('runs', flush=True)\nwhile True: time.sleep(0.01)\n")
    with DapClient() as client:
        client.launch(program, python=found()[-1].path)
        client.wait_for_output("runs")
        # Pausing comes last: it changes what is asked about.
        asked = [name for name in answered_when() if name not in (*ENDING, "pause")]
        for command in [*asked, "pause"]:
            when = answered_when()[command]
            if when in ("adapter", "start"):
                continue
            try:
                client.request(command, least_arguments(commands.COMMANDS[command]))
                refusal = ""
            except DapError as error:
                refusal = str(error)
            assert (refusal == "notStopped") == (when == "held"), (command, refusal)
