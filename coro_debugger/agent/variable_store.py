"""Hands out the numbers that a client opens scopes and values with, while the program is paused."""

from __future__ import annotations

from ..protocol.values import Scope, Variable, VariablePresentationHint
from .evaluation_stack import stack_values
from .frame_locals import is_function_frame
from .stored_attributes import has_children
from .value_renderer import MAX_TEXT, VALUE_SECONDS
from .variable_nodes import (
    Entry,
    FrameNode,
    NamespaceNode,
    NotPossible,
    ObjectNode,
    StackNode,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from .value_renderer import ValueRenderer
    from .variable_nodes import Node

MAX_CHILDREN = 1_000
"""Children answered to a client that names no count."""
MAX_NAME = 100
MAX_DIGITS = 15
_READ_ONLY = VariablePresentationHint(attributes=["readOnly"])


class VariableStore:
    """Scopes and values that a client may open. Holds them until `clear`.

    A number is never dealt twice, so one from before a resumption is recognised as stale.
    """

    def __init__(
        self,
        renderer: ValueRenderer,
        coroutine_id: Callable[[object], int | None] = lambda value: None,
    ) -> None:
        """``coroutine_id`` tells the id of a value that is a coroutine."""
        self._renderer = renderer
        self._coroutine_id = coroutine_id
        self._next = 1
        self._nodes: dict[int, Node] = {}
        self._handed_out: dict[int, dict[str, Entry | None]] = {}

    def clear(self) -> None:
        """Forget all of it: the program runs on."""
        self._nodes.clear()
        self._handed_out.clear()

    def scopes(self, frame: FrameType, coroutine: object = None) -> list[Scope]:
        """Return the scopes of a frame; ``coroutine`` is the one whose body it is."""
        own = FrameNode(frame, coroutine)
        scopes = [Scope("Locals", self._add(own), False, "locals", len(own.named()))]
        if is_function_frame(frame) and frame.f_code.co_freevars:
            around = FrameNode(frame, coroutine, closure=True)
            scopes.append(Scope("Closure", self._add(around), False, None, len(around.named())))
        values = [] if coroutine is None else stack_values(coroutine)
        if values:
            scopes.append(Scope("Stack", self._add(StackNode(values)), False, None, len(values)))
        names = len(frame.f_globals)
        node = NamespaceNode(frame.f_globals)
        scopes.append(Scope("Globals", self._add(node), True, "globals", names))
        return scopes

    def children(
        self,
        reference: int,
        filter: str | None = None,
        start: int | None = None,
        count: int | None = None,
        max_text: int = MAX_TEXT,
    ) -> list[Variable]:
        """Return children of a scope or value. Raises KeyError for a stale reference.

        Without ``filter`` the items of a container come first, then attributes.
        """
        node = self._nodes[reference]
        self._renderer.begin_reply()
        first = max(start or 0, 0)
        wanted = count if count else MAX_CHILDREN
        indexed = 0 if filter == "named" else node.indexed_count()
        entries: list[Entry] = []
        if first < indexed:
            entries += node.indexed(first, min(wanted, indexed - first), self._key_text)
        if filter != "indexed" and len(entries) < wanted:
            skip = max(first - indexed, 0)
            entries += node.named()[skip : skip + wanted - len(entries)]
        handed_out = self._handed_out.setdefault(reference, {})
        for entry in entries:
            # Two keys that look the same: neither can be told from its name.
            known = handed_out.get(entry.name, entry)
            handed_out[entry.name] = entry if known is not None and known.key is entry.key else None
        return [self._variable(entry, max_text) for entry in entries]

    def set_variable(self, reference: int, name: str, value: object) -> Variable:
        """Change a child and return it anew.

        Raises KeyError for a stale reference, NotPossible where Python cannot, and whatever the
        program's own ``__setattr__`` raises.
        """
        node = self._nodes[reference]
        self._renderer.begin_reply()
        entry = self._entry_named(reference, node, name)
        self._renderer.call(lambda: node.assign(entry, value), VALUE_SECONDS)
        entry.value = value
        return self._variable(entry)

    def variable_of(
        self, name: str, value: object, evaluate_name: str | None = None, max_text: int = MAX_TEXT
    ) -> Variable:
        """Return a value that is no child of anything, such as the result of an evaluation."""
        return self._variable(Entry(name, value, None, evaluate_name, True), max_text)

    def _entry_named(self, reference: int, node: Node, name: str) -> Entry:
        handed_out = self._handed_out.get(reference, {})
        if name in handed_out:
            entry = handed_out[name]
            if entry is None:
                raise NotPossible(f"Several keys read {name}")
            return entry
        for entry in node.named():
            if entry.name == name:
                return entry
        # Not listed before: an index is found at once, a key among the first of them.
        index = int(name) if name.isdecimal() and len(name) < MAX_DIGITS else 0
        for start, count in ((index, 1), (0, MAX_CHILDREN)):
            for entry in node.indexed(start, count, self._key_text):
                if entry.name == name:
                    return entry
        raise NotPossible(f"No variable {name} here")

    def _variable(self, entry: Entry, max_text: int = MAX_TEXT) -> Variable:
        value = entry.value
        text = self._renderer.render(value, max_text)
        node = ObjectNode(value, entry.evaluate_name) if has_children(value) else None
        return Variable(
            name=entry.name,
            value=text.value,
            variables_reference=0 if node is None else self._add(node),
            type=text.type,
            evaluate_name=entry.evaluate_name,
            named_variables=None if node is None else len(node.named()),
            indexed_variables=None if node is None else node.indexed_count() or None,
            presentation_hint=None if entry.is_writable else _READ_ONLY,
            coroutine_id=self._coroutine_id(value),
        )

    def _key_text(self, key: object) -> str:
        return self._renderer.render(key, MAX_NAME).value

    def _add(self, node: Node) -> int:
        reference = self._next
        self._next += 1
        self._nodes[reference] = node
        return reference
