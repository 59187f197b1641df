"""Holds every message against the schema of the Debug Adapter Protocol and against our own."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

_SCHEMA = Path(__file__).resolve().parents[1] / "schema"
_FILES = ("debugAdapterProtocol.json", "coroutines.json")


class SchemaError(AssertionError):
    """A message is not what the schema says it must be."""


def validate(message: dict[str, Any]) -> None:
    """Raise SchemaError unless ``message`` is a request, response or event as defined."""
    name = _definition_of(message)
    validators = [validator for file in _FILES if (validator := _validator(file, name))]
    if not validators:
        raise SchemaError(f"no schema defines {name}")
    base = _validator(_FILES[0], message["type"].capitalize())
    for validator in (base, *validators):
        errors = list(validator.iter_errors(message))
        if errors:
            text = "; ".join(f"{list(error.absolute_path)}: {error.message}" for error in errors)
            raise SchemaError(f"{name}: {text[:800]}\nin {json.dumps(message)[:800]}")


def _definition_of(message: dict[str, Any]) -> str:
    kind = message.get("type")
    if kind == "event":
        return f"{_capitalised(message['event'])}Event"
    if kind == "response" and not message.get("success"):
        return "ErrorResponse"
    if kind in ("request", "response"):
        return f"{_capitalised(message['command'])}{kind.capitalize()}"
    raise SchemaError(f"not a message: {message!r:.200}")


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


@functools.cache
def _schema(file: str) -> dict[str, Any]:
    return json.loads((_SCHEMA / file).read_text(encoding="utf-8"))


@functools.cache
def _validator(file: str, name: str) -> Draft4Validator | None:
    schema = _schema(file)
    if name not in schema["definitions"]:
        return None
    wanted = {"$ref": f"#/definitions/{name}"}
    return Draft4Validator({**wanted, "definitions": schema["definitions"]})
